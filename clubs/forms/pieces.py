"""What a young reporter writes, draws and says."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clubs import rules
from portal.foundation.forms import RefusableForm, SaidField
from portal.people.models import Participant

BYLINES = [("", _("Một bạn ở câu lạc bộ")), ("1", _("Bút danh của em"))]


class PieceForm(RefusableForm):
    """A piece: title, words, a drawing, a recording; any of the last three may be left out."""

    instance = forms.UUIDField(widget=forms.HiddenInput)
    title = SaidField(
        label=_("Tên bài"), required=False, widget=forms.TextInput(attrs={"maxlength": rules.LONGEST_TITLE})
    )
    text = SaidField(
        label=_("Em viết bài ở đây"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 9, "maxlength": rules.LONGEST_WORDS}),
    )
    drawing = forms.CharField(required=False, widget=forms.HiddenInput)
    description = SaidField(
        label=_("Trong hình có gì?"),
        required=False,
        help_text=_("Để bạn không nhìn thấy hình cũng biết. Không vẽ được thì em tả bằng lời."),
    )
    recording = forms.FileField(
        label=_("Tiếng nói của em"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "audio/*"}),
        help_text=_("Nhiều nhất 3 phút."),
    )
    is_bylined = forms.ChoiceField(
        label=_("Dưới bài ghi gì?"), required=False, choices=BYLINES, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, club: str = "", pen_name: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if pen_name:
            byline = self.fields["is_bylined"]
            byline.choices = [("", _("Một bạn ở %(club)s") % {"club": club}), ("1", pen_name)]  # type: ignore[attr-defined]
        else:
            del self.fields["is_bylined"]

    def words(self) -> dict[str, Any]:
        """What the actions take, save the file."""
        values = self.cleaned_data
        kept = {name: values[name] for name in ("title", "text", "drawing", "description")}
        return {**kept, "is_bylined": values.get("is_bylined") == "1"}


class PhotoForm(RefusableForm):
    """A photo by a facilitator for a piece of her club."""

    photo = forms.FileField(label=_("Ảnh"), widget=forms.FileInput(attrs={"accept": "image/*"}))
    description = forms.CharField(
        label=_("Trong ảnh có gì?"),
        max_length=255,
        help_text=_("Cho người không nhìn thấy ảnh. Không ghi tên em nào."),
    )
    shows_identifiable_child = forms.ChoiceField(
        label=_("Có nhận ra được em nào không?"),
        choices=[("no", _("Không: chụp từ sau lưng, hoặc không có ai")), ("yes", _("Có"))],
        widget=forms.RadioSelect,
    )
    children = forms.ModelMultipleChoiceField(
        label=_("Những em nhận ra được"),
        queryset=Participant.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Chỉ hiện các em có đủ đồng ý đăng ảnh. Thiếu em nào thì hãy che mặt em đó trước."),
    )

    def __init__(self, *args: Any, children: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["children"].queryset = children  # type: ignore[attr-defined]
        if not children:
            self.fields["children"].help_text = _(
                "Chưa em nào có đủ đồng ý đăng ảnh. Hãy che mặt các em trong ảnh trước."
            )
