"""What pictures and sounds share: copies that are public only while a live page shows them."""

from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _


class PublishableFile(models.Model):
    """A file kept private, with copies made ready beside it that `actions.publish` moves where everyone may read."""

    key = models.CharField(max_length=32, blank=True, editable=False)
    """The unguessable folder of the copies; a new one whenever they are made anew. Empty: no copies yet."""
    is_public = models.BooleanField(_("đang hiện trên trang"), default=False, editable=False)

    class Meta:
        abstract = True

    def copies_storage(self) -> Storage:
        """This will return the storage that holds the copies now."""
        return storages["public" if self.is_public else "default"]

    @property
    def copies_folder(self) -> str:
        """This will return the folder of the copies, the same in both storages."""
        return f"{self._meta.model_name}/{self.key}"

    def copy_name(self, name: str) -> str:
        """This will return the path of one copy, the same in both storages."""
        return f"{self.copies_folder}/{name}"

    def copy_url(self, name: str) -> str:
        """This will return the address of one copy: for everyone when public, else for staff who may see it."""
        return self.copies_storage().url(self.copy_name(name))
