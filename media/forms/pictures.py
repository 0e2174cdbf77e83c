"""What staff fill in about a picture, and where they draw what is to be covered."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm

from media import actions, images, rules
from media.models import Picture

ENDINGS = ("jpg", "jpeg", "png", "webp", "gif", "avif", "heic", "heif")
"""What a phone offers to choose from. The server looks at the bytes instead."""


class PictureFileField(forms.FileField):
    """A file that comes out of cleaning as a picture drawn anew; what came in is forgotten."""

    # Wagtail's screens read these from its own field.
    max_upload_size = images.MAX_BYTES

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"allow_empty_file": True, "label": _("Tệp ảnh"), "widget": forms.FileInput, **kwargs})
        self.help_text = _(
            "JPEG, PNG, WebP, GIF, AVIF hoặc HEIC, không quá 20 MB. Vị trí và thông tin máy ảnh được xóa ngay."
        )
        self.error_messages["file_too_large_unknown_size"] = images.TooManyBytes.sentence
        self.error_messages["invalid_image_extension"] = images.NotAPicture.sentence
        self.widget.attrs["accept"] = "image/*," + ",".join(f".{ending}" for ending in ENDINGS)

    def to_python(self, data: UploadedFile | None) -> images.SafeFile | None:  # type: ignore[override]
        upload = super().to_python(data)
        if upload is None:
            return None
        try:
            return images.check_and_redraw(upload).as_file()
        except images.BadPicture as refusal:
            raise ValidationError(str(refusal), code=refusal.code) from refusal


class PictureForm(BaseImageForm):
    """The base of every form of Wagtail's that takes a picture: add, add several, chooser, edit."""

    shows_identifiable_child = forms.TypedChoiceField(
        label=_("Có trẻ em nhận ra được trong ảnh không?"),
        help_text=_(
            "Nhận ra được qua mặt, tên, bảng tên, đồng phục, nhà ở. Ảnh như vậy chỉ đăng được khi có đủ đồng ý."
        ),
        choices=[("True", _("Có")), ("False", _("Không"))],
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            # Wagtail's own would open the upload with every reader Pillow has, and offer the file's name as title.
            self.fields["file"] = PictureFileField()
        if "description" in self.fields:
            self.fields["description"].label = _("Mô tả ảnh")
            self.fields["description"].help_text = _(
                "Nói cho người không nhìn thấy ảnh biết trong ảnh có gì. Không ghi tên hay nơi ở của trẻ em."
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        is_described = cleaned.get("is_decorative") or (cleaned.get("description") or "").strip()
        if not is_described and not self.has_error("description"):
            self.add_error("description", rules.NotDescribed.sentence)
        if cleaned.get("shows_identifiable_child"):
            self.instance.is_public = False  # saving withdraws it; the constraint is then kept
        return cleaned

    @transaction.atomic
    def save(self, commit: bool = True) -> Picture:
        if not commit:
            raise TypeError("a picture is saved whole: its file and its copies belong together")
        picture = self.instance
        has_new_file = bool(picture.file) and not picture.file._committed
        # Wagtail's view calls this without a moment: this is the door.
        actions.save_picture(picture, has_new_file=has_new_file, at=timezone.now())
        self._save_m2m()
        return picture


class RegionForm(forms.Form):
    """One rectangle to cover, in percent of the picture."""

    left = forms.FloatField(label=_("Từ mép trái (%)"), min_value=0, max_value=100)
    top = forms.FloatField(label=_("Từ mép trên (%)"), min_value=0, max_value=100)
    width = forms.FloatField(label=_("Rộng (%)"), min_value=0.1, max_value=100)
    height = forms.FloatField(label=_("Cao (%)"), min_value=0.1, max_value=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.update({"step": "0.1", "inputmode": "decimal"})

    def region(self) -> images.Region:
        """This will return the rectangle as fractions."""
        left, top, width, height = (self.cleaned_data[name] / 100 for name in ("left", "top", "width", "height"))
        return left, top, width, height


RegionFormSet = forms.formset_factory(RegionForm, extra=3, max_num=40, absolute_max=40, validate_max=True)


def regions(formset: forms.BaseFormSet) -> list[images.Region]:
    """This will return every rectangle that was filled in."""
    return [form.region() for form in formset.forms if form.has_changed()]
