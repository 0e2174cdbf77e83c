"""Codes on sheets: how they are written, and why one does not open."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from clubs.models import LETTERS, JoinCode
from portal.foundation.refusals import Refusal
from portal.foundation.vietnamese.text import fold

CODE_LENGTH = 8
LARGEST_PACK = 60
MOST_USES = 200
LONGEST_LIFE = timedelta(days=190)
"""A school term and a little: codes are short-lived, so that an old sheet opens nothing."""


class CodeUnknown(Refusal):
    code = "code_unknown"
    status = 404
    sentence = _("Mã này chưa đúng. Em xem lại từng chữ, hoặc hỏi cô chú phụ trách.")


class CodeExpired(Refusal):
    code = "code_expired"
    status = 410
    sentence = _("Mã này đã hết hạn. Em xin cô chú phụ trách mã mới nhé.")


class CodeRevoked(Refusal):
    code = "code_revoked"
    status = 410
    sentence = _("Mã này không dùng nữa. Em xin cô chú phụ trách mã mới nhé.")


class CodeUsed(Refusal):
    """A single-use code came back."""

    code = "code_used"
    status = 410
    sentence = _("Mã này đã có bạn dùng rồi. Em xin cô chú phụ trách mã khác nhé.")


class CodeUsedUp(Refusal):
    code = "code_used_up"
    status = 410
    sentence = _("Mã này đã đủ số bạn dùng. Em xin cô chú phụ trách mã mới nhé.")


class BadPack(Refusal):
    """Codes cannot be made so; `fields` says why."""

    code = "bad_pack"
    status = 400
    sentence = _("Có ô chưa đúng. Xem từng ô bên dưới.")


def tidy_code(typed: str) -> str:
    """This will return a code as it is compared: capitals, no spaces, no hyphens, nothing that is no sign of a code."""
    return "".join(sign for sign in fold(typed[:40]).upper() if sign in LETTERS)


def written_code(code: str) -> str:
    """This will return a code as people read it: in two groups."""
    middle = len(code) // 2
    return f"{code[:middle]} {code[middle:]}"


def check_code_is_open(code: JoinCode, *, at: datetime) -> None:
    """This will refuse a code that was revoked, has expired, or has no use left, each with what to do."""
    if code.revoked_at is not None:
        raise CodeRevoked
    if code.expires_at <= at:
        raise CodeExpired
    if code.uses >= code.uses_allowed:
        raise CodeUsed if code.uses_allowed == 1 else CodeUsedUp


def check_pack(*, count: int, uses_allowed: int, expires_at: datetime, at: datetime) -> None:
    """This will refuse a pack that is empty or too large, a code for too many, an end in the past or too far ahead."""
    fields: dict[str, list[str]] = {}
    if not 1 <= count <= LARGEST_PACK:
        fields["count"] = [str(_("Số mã: hãy ghi từ 1 đến 60."))]
    if not 1 <= uses_allowed <= MOST_USES:
        fields["uses_allowed"] = [str(_("Mỗi mã dùng được mấy lần: hãy ghi từ 1 đến 200."))]
    if not at < expires_at <= at + LONGEST_LIFE:
        fields["expires_at"] = [str(_("Hết hạn: hãy chọn một ngày sau hôm nay, trong sáu tháng tới."))]
    if fields:
        raise BadPack(fields=fields)
