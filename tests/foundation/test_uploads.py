"""Uploads wait in memory, whatever they weigh."""

import tempfile

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from portal.foundation.uploads import TooBigUpload


@pytest.fixture
def send(settings, tmp_path, monkeypatch):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100_000
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def sent(**contents: bytes):
        files = {name: SimpleUploadedFile(f"{name}.jpg", content) for name, content in contents.items()}
        return RequestFactory().post("/", {"title": "x", **files}).FILES

    return sent


def test_it_keeps_an_upload_in_memory(send, tmp_path):
    upload = send(one=b"x" * 90_000)["one"]

    assert (upload.size, upload.name, len(upload.read())) == (90_000, "one.jpg", 90_000)
    assert not hasattr(upload, "temporary_file_path")
    assert list(tmp_path.iterdir()) == []


def test_it_remembers_only_the_size_of_what_is_too_big(send, tmp_path):
    upload = send(one=b"x" * 200_000)["one"]

    assert isinstance(upload, TooBigUpload)
    assert upload.size == 200_000
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("verb", ["read", "chunks", "open", "seek"])
def test_it_lets_nobody_take_what_was_not_kept_for_the_file(send, verb):
    upload = send(one=b"x" * 200_000)["one"]

    with pytest.raises(RequestDataTooBig):
        getattr(upload, verb)()


def test_it_counts_all_uploads_of_a_request(send):
    files = send(one=b"x" * 60_000, two=b"x" * 60_000, three=b"")

    assert len(files["one"].read()) == 60_000
    assert isinstance(files["two"], TooBigUpload)
    assert files["three"].size == 0
