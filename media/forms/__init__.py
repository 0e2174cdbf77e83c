"""What staff fill in about pictures and recordings."""

from media.forms.clips import ClipForm
from media.forms.pictures import PictureForm, RegionFormSet, regions

__all__ = ["ClipForm", "PictureForm", "RegionFormSet", "regions"]
