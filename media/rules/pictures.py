"""Who may keep and change pictures, and which may be shown."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.permissions import policy_registry

from media.models import Picture
from portal.foundation.refusals import NotAllowed, Refusal


class NotDescribed(Refusal):
    """Whoever does not see a picture is told what it shows, or that nothing is missed."""

    code = "not_described"
    status = 400
    sentence = _("Viết mô tả ảnh, hoặc đánh dấu ảnh chỉ để trang trí.")

    def __init__(self) -> None:
        super().__init__(fields={"description": [str(self.sentence)]})


class ShowsChild(Refusal):
    """A child who can be recognized is shown only when every such child on the picture, and her guardian, agreed (R-14)."""

    code = "shows_child"
    status = 409
    sentence = _(
        "Ảnh “%(title)s” có trẻ em nhận ra được nên chưa đăng được. "
        "Hãy nối ảnh với đồng ý của từng em, chọn ảnh khác, hoặc che mặt các em rồi đổi câu trả lời thành “Không”."
    )

    def __init__(self, picture: Picture) -> None:
        super().__init__(str(self.sentence) % {"title": picture.title})


def check_can_keep_picture(*, by: Any) -> None:
    """This will refuse those who may add no pictures; `by` None is the program itself loading the demo centre."""
    if by is not None and not policy_registry.get_by_type(Picture).user_has_permission(by, "add"):
        raise NotAllowed


def check_can_change_picture(picture: Picture, *, by: Any) -> None:
    """This will refuse those who may not change this picture; `by` None is the program itself."""
    if by is not None and not policy_registry.get_by_type(Picture).user_has_permission_for_instance(
        by, "change", picture
    ):
        raise NotAllowed


def check_described(*, description: str, is_decorative: bool) -> None:
    """This will refuse a picture that is neither described nor marked as decoration."""
    if not is_decorative and not description.strip():
        raise NotDescribed


def check_can_show(picture: Picture) -> None:
    """This will refuse a picture of a child who can be recognized and for whom nobody vouches."""
    if picture.shows_identifiable_child and not picture.is_vouched:
        raise ShowsChild(picture)
