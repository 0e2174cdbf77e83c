"""The custom Wagtail image model."""

import secrets
from typing import Any

from django.core.files.base import File
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Image,
    ImageQuerySet,
    WagtailImageField,
    WagtailImageFieldFile,
    get_upload_to,
)

from media import images
from media.models.publishing import PublishableFile


class _KeptPicture(WagtailImageFieldFile):
    def save(self, name: str, content: File, save: bool = True) -> None:
        # The one place through which a file reaches the storage, bulk writes included: it fails closed.
        if not isinstance(content, images.SafeFile):
            raise TypeError("a picture keeps only what media.images drew anew; use actions.keep_picture")
        super().save(name, content, save)

    def get_image_dimensions(self) -> tuple[int, int]:
        # Asked as soon as a file is assigned; what nobody made safe is not opened, not even for its size.
        if self._committed:
            return super().get_image_dimensions()
        if not isinstance(self.file, images.SafeFile):
            raise TypeError("a picture keeps only what media.images drew anew; use actions.keep_picture")
        return self.file.width, self.file.height


class SafeImageField(WagtailImageField):
    """An image field that takes a `SafeFile` and nothing else."""

    attr_class = _KeptPicture

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "wagtail.images.models.WagtailImageField", list(args), dict(kwargs)


class PictureState(models.TextChoices):
    """What staff are told of a picture."""

    WAITING = "waiting", _("chờ làm bản nhẹ")
    PRIVATE = "private", _("riêng")
    PUBLIC = "public", _("đang hiện")


OF_THE_FILE = {
    "file", "width", "height", "file_size", "file_hash", "key", "sizes", "is_public", "is_vouched", "copies_asked_at",
}  # fmt: skip
"""What follows from the file; it is written together with a new file, or by itself."""


# Wagtail carries no types: the second bases tell mypy what the first ones are.
class PictureQuerySet(ImageQuerySet, models.QuerySet["Picture"]):
    """Pictures, found also by words."""


class Picture(PublishableFile, AbstractImage):
    """A picture made safe on arrival: what is kept was drawn anew from pixels, the file that came is gone.

    Its web copies are `<width>.avif`, `<width>.webp` and `<width>.jpg` for every width in `sizes`.
    """

    objects = PictureQuerySet.as_manager()

    file = SafeImageField(_("tệp ảnh"), upload_to=get_upload_to, width_field="width", height_field="height")
    is_decorative = models.BooleanField(
        _("chỉ để trang trí"), default=False, help_text=_("Người nghe trang bỏ qua ảnh này mà không mất thông tin.")
    )
    shows_identifiable_child = models.BooleanField(
        _("có trẻ em nhận ra được"),
        help_text=_(
            "Nhận ra được qua mặt, tên, bảng tên, đồng phục, nhà ở. Ảnh như vậy chỉ đăng được khi có đủ đồng ý."
        ),
    )
    is_vouched = models.BooleanField(_("có đủ đồng ý để đăng"), default=False, editable=False)
    """Every child who can be recognized agreed, and so did her guardian; `actions.agree_with_vouchers` asks whoever knows."""
    sizes = models.JSONField(default=list, editable=False)
    """[[width, height], …] of the web copies, narrowest first; empty until the task has made them."""
    copies_asked_at = models.DateTimeField(null=True, editable=False)
    """When the task was last asked for copies: what was lost on the way is asked for again."""

    # No tags: title, description and collection find a picture, and a phone's screen is small.
    admin_form_fields = ("title", "file", "description", "is_decorative", "shows_identifiable_child", "collection")

    class Meta(AbstractImage.Meta):
        verbose_name = _("ảnh")
        verbose_name_plural = _("ảnh")
        permissions = Image._meta.permissions
        constraints = [
            models.CheckConstraint(
                condition=Q(is_decorative=True) | ~Q(description=""),
                name="picture_described_or_decorative",
                violation_error_message=_("Viết mô tả ảnh, hoặc đánh dấu ảnh chỉ để trang trí."),
            ),
            models.CheckConstraint(
                # Opened by consents for each identifiable child, and closed again when one of them ends.
                condition=Q(is_public=False) | Q(shows_identifiable_child=False) | Q(is_vouched=True),
                name="picture_of_child_not_public_unvouched",
            ),
            models.CheckConstraint(condition=Q(is_public=False) | ~Q(key=""), name="public_picture_has_copies"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Whoever read this row before a task finished, or before somebody covered a face, must not write the old state back.
        if not self._state.adding and kwargs.get("update_fields") is None and self.file._committed:
            names = {field.name for field in self._meta.concrete_fields if not field.primary_key}
            kwargs["update_fields"] = names - OF_THE_FILE
        super().save(*args, **kwargs)

    def get_upload_to(self, filename: str) -> str:
        # The name of a file may name a child, a place or a moment.
        return f"pictures/{secrets.token_hex(16)}.jpg"

    @property
    def state(self) -> PictureState:
        """This will return whether a page shows it, and whether it could."""
        if not self.key:
            return PictureState.WAITING
        return PictureState.PUBLIC if self.is_public else PictureState.PRIVATE

    @property
    def default_alt_text(self) -> Any:
        return "" if self.is_decorative else self.description


class PictureRendition(AbstractRendition, models.Model):
    """What Wagtail's admin draws for itself (thumbnails), in the private storage."""

    image = models.ForeignKey(Picture, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_picture_rendition")
        ]
