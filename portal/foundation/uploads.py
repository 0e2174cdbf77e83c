"""Where uploads wait until they were looked at: in memory, never on a disk."""

from io import BytesIO
from typing import Any, NoReturn

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class TooBigUpload(InMemoryUploadedFile):
    """An upload of which only name and size were kept, for a form to say so. Whoever reads it all the same gets a 400."""

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise RequestDataTooBig("An upload over FILE_UPLOAD_MAX_MEMORY_SIZE was not kept.")

    open = read = chunks = seek = _refuse


class MemoryUploadHandler(FileUploadHandler):
    """Keeps the uploads of a request in memory, up to `FILE_UPLOAD_MAX_MEMORY_SIZE` for all together.

    Django would write the bigger ones to a temporary file: a photograph with its place and its faces on a disk, found again
    years later.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._received = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.file = BytesIO()
        self._is_kept = True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._received += len(raw_data)
        if self._received > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            self.file, self._is_kept = BytesIO(), False
        if self._is_kept:
            self.file.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.file.seek(0)
        kind = InMemoryUploadedFile if self._is_kept else TooBigUpload
        return kind(
            self.file,
            self.field_name,
            self.file_name,
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )
