"""Who may change hotlines and agencies, and what a hotline may say."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.foundation import hotline as constant
from portal.foundation.refusals import NotAllowed, Refusal
from portal.foundation.vietnamese import text
from portal.people.models import User
from portal.safeguarding import queries
from portal.safeguarding.models import LONGEST_NUMBER, Agency, Hotline, HotlineChange

LONGEST_REASON = 300


class SamePerson(Refusal):
    """The one who proposed may not decide."""

    code = "same_person"
    sentence = gettext_lazy("Bạn là người đề nghị. Một người khác phải quyết định: hãy nhờ một đồng nghiệp có quyền.")


class AlreadyDecided(Refusal):
    code = "already_decided"
    status = 409
    sentence = gettext_lazy("Đề nghị này đã có quyết định. Hãy tải lại trang để xem.")


class AlreadyWaiting(Refusal):
    code = "already_waiting"
    status = 409
    sentence = gettext_lazy("Số này đang có một đề nghị chờ quyết định. Hãy quyết định đề nghị đó trước.")


class NothingChanged(Refusal):
    code = "nothing_changed"
    status = 400
    sentence = gettext_lazy("Bạn chưa đổi ô nào. Hãy sửa ít nhất một ô rồi gửi lại.")


class BadHotline(Refusal):
    """What was typed cannot be a hotline; `fields` says why, field by field."""

    code = "bad_hotline"
    status = 400
    sentence = gettext_lazy("Có ô chưa đúng. Xem từng ô bên dưới.")


class BadReason(Refusal):
    code = "bad_reason"
    status = 400
    sentence = gettext_lazy("Hãy ghi lý do, không quá 300 ký tự.")

    def __init__(self) -> None:
        super().__init__(fields={"reason": [str(self.sentence)]})


class ListNotGenuine(Refusal):
    """Nothing is confirmed on top of a list nobody signed: that would bless what someone slipped in."""

    code = "list_not_genuine"
    status = 409
    sentence = gettext_lazy(
        "Danh sách số đã ký không còn đúng chữ ký. Hãy nhờ người quản trị máy chủ chạy “sign_hotlines”."
    )


class BadAgency(Refusal):
    code = "bad_agency"
    status = 400
    sentence = gettext_lazy("Có ô chưa đúng. Xem từng ô bên dưới.")


def check_can_propose_hotline_change(hotline: Hotline | None, *, by: User, at: datetime) -> None:
    """This will refuse those without permission, a hotline with a proposal waiting, and a list that is not genuine."""
    if not by.has_perm("safeguarding.add_hotlinechange"):
        raise NotAllowed
    if queries.genuine_list() is None:
        raise ListNotGenuine
    if hotline is not None and HotlineChange.objects.filter(hotline=hotline, decision="").exists():
        raise AlreadyWaiting


def check_can_decide_hotline_change(change: HotlineChange, *, by: User, at: datetime) -> None:
    """This will refuse those without permission, a second decision, and the person who proposed."""
    if not by.has_perm("safeguarding.change_hotlinechange"):
        raise NotAllowed
    if not change.is_waiting:
        raise AlreadyDecided
    if change.proposed_by_id == by.pk:
        raise SamePerson


def check_can_confirm_hotline_change(change: HotlineChange, *, by: User, at: datetime) -> None:
    """This will refuse what `check_can_decide_hotline_change` does, and a list that is not genuine."""
    check_can_decide_hotline_change(change, by=by, at=at)
    if queries.genuine_list() is None:
        raise ListNotGenuine


def check_reason(reason: str) -> None:
    """This will refuse an empty reason and one of more than 300 characters."""
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise BadReason


def check_hotline(draft: Hotline, *, at: datetime) -> None:
    """This will refuse a hotline that cannot be right, with a sentence for each field.

    Refused: a number that is no number or already stands, a page without https, dates in the wrong order, a check in
    the future, a replacement that leads back, and anything that would move or end 111.
    """
    found: dict[str, list[str]] = {}
    try:
        draft.clean_fields()
    except ValidationError as error:
        found = {
            ("replaced_by" if name == "replaced_by_id" else name): list(messages)
            for name, messages in error.message_dict.items()
        }
    for name, sentence in (
        _number(draft),
        _url(draft),
        _dates(draft),
        _verified(draft, at),
        _replacement(draft),
        _once(draft),
        _position(draft),
    ):
        if sentence:
            found[name] = [sentence]
    if not found and _stands_for_111(draft):
        found = _moved_111(draft, at)
    if found:
        raise BadHotline(fields=found)


def check_can_save_agency(agency: Agency, *, by: User, at: datetime) -> None:
    """This will refuse those without permission, and an agency with a field that is wrong."""
    verb = "add" if agency.pk is None else "change"
    if not by.has_perm(f"safeguarding.{verb}_agency"):
        raise NotAllowed
    try:
        agency.full_clean()
    except ValidationError as error:
        raise BadAgency(fields={name: list(messages) for name, messages in error.message_dict.items()}) from error


def _number(draft: Hotline) -> tuple[str, str]:
    if draft.kind == Hotline.Kind.WEB:
        return "number", "" if draft.number else _("Tên trang: hãy ghi tên trang web, ví dụ tongdai111.vn.")
    digits = draft.number.replace(" ", "").replace(".", "")
    if not (digits.isascii() and digits.isdigit()):
        return "number", _("Số gọi: chỉ ghi chữ số, có thể cách bằng dấu cách hoặc dấu chấm, ví dụ 1800 1567.")
    if not 3 <= len(digits) <= LONGEST_NUMBER:
        return "number", _("Số gọi: hãy ghi từ 3 đến 15 chữ số.")
    if digits.startswith("0000") and draft.verified_on is not None:
        return "number", _("Số gọi: số bắt đầu bằng 0000 là số mẫu. Hãy ghi số thật, hoặc bỏ trống ngày gọi thử.")
    return "number", ""


def _url(draft: Hotline) -> tuple[str, str]:
    if draft.kind != Hotline.Kind.WEB:
        return "url", _("Địa chỉ trang web: chỉ ghi cho loại “Trang web”. Hãy bỏ trống ô này.") if draft.url else ""
    host = draft.url.removeprefix("https://").split("/", 1)[0]
    is_address = (
        draft.url.startswith("https://")
        and host.isascii()
        and "." in host.strip(".")
        and not set(draft.url) & set(" \"'<>\\@")
    )
    return "url", "" if is_address else _(
        "Địa chỉ trang web: hãy ghi đủ, bắt đầu bằng https://, ví dụ https://tongdai111.vn/."
    )


def _dates(draft: Hotline) -> tuple[str, str]:
    is_wrong = draft.valid_to is not None and draft.valid_from is not None and draft.valid_to < draft.valid_from
    return "valid_to", _("Đến hết ngày: phải bằng hoặc sau ngày bắt đầu. Hãy xem lại hai ngày.") if is_wrong else ""


def _verified(draft: Hotline, at: datetime) -> tuple[str, str]:
    is_ahead = draft.verified_on is not None and draft.verified_on > timezone.localdate(at)
    return "verified_on", _("Ngày gọi thử: không thể ở sau hôm nay. Hãy ghi ngày đã gọi.") if is_ahead else ""


def _replacement(draft: Hotline) -> tuple[str, str]:
    seen = {draft.pk}
    following = draft.replaced_by_id
    while following is not None:
        if following in seen:
            return "replaced_by", _("Nay thay bằng: số này dẫn về chính nó. Hãy chọn số khác.")
        seen.add(following)
        following = Hotline.objects.filter(pk=following).values_list("replaced_by_id", flat=True).first()
    return "replaced_by", ""


def _once(draft: Hotline) -> tuple[str, str]:
    others = Hotline.objects.exclude(pk=draft.pk) if draft.pk else Hotline.objects.all()
    for other in others:
        is_same = draft.number == other.number or (draft.digits != "" and draft.digits == other.digits)
        is_over = other.valid_to is not None and draft.valid_from is not None and other.valid_to < draft.valid_from
        if is_same and not is_over:
            return "number", _("Số gọi: số này đã có trong danh sách. Hãy đề nghị đổi dòng đang có.")
    return "number", ""


def _position(draft: Hotline) -> tuple[str, str]:
    is_wrong = not 0 <= draft.position <= 999
    return "position", _("Thứ tự: hãy ghi một số từ 0 đến 999.") if is_wrong else ""


def _stands_for_111(draft: Hotline) -> bool:
    """Whether this is the record of 111, by what two people last confirmed or by what it would become."""
    signed = queries.signed_entries().get(draft.pk) if draft.pk else None
    return draft.is_111 or (signed is not None and signed["number"] == constant.NUMBER)


def _moved_111(draft: Hotline, at: datetime) -> dict[str, list[str]]:
    sentence = _("111 là số cố định của cả nước, không đổi và không ngừng được ở đây. Hãy để ô này như cũ.")
    today = timezone.localdate(at)
    wrong: dict[str, Any] = {
        "number": draft.number != constant.NUMBER,
        "name": draft.name != constant.NAME,
        "hours": draft.hours != constant.HOURS,
        "kind": draft.kind != Hotline.Kind.CHILD,
        "valid_from": draft.valid_from > today,
        "valid_to": draft.valid_to is not None,
        "replaced_by": draft.replaced_by_id is not None,
        "verified_on": draft.verified_on is None,
    }
    return {name: [sentence] for name, is_wrong in wrong.items() if is_wrong}


def tidy(value: Any) -> Any:
    """This will return typed text in the one form that is stored; other values unchanged."""
    return text.normalize(value, single_line=True) if isinstance(value, str) else value
