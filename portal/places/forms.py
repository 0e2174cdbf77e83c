"""The one form of this app: a name of a place, old or new."""

from django import forms
from django.utils.translation import gettext_lazy

from portal.places.fields import PLACES, CommuneField


class PlaceForm(forms.Form):
    use_required_attribute = False

    xa = CommuneField(
        kinds=PLACES,
        label=gettext_lazy("Tên xã, phường, huyện hoặc tỉnh, cũ hay mới đều được"),
        help_text=gettext_lazy("Ví dụ: xã Hòa Bình, huyện Tịnh Biên, kon tum."),
        error_messages={"required": gettext_lazy("Em hãy ghi tên một nơi.")},
    )
