"""Receipts of the demo centre: fictional children, codes everybody may know."""

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from portal.answers.actions.complaints import complain
from portal.answers.actions.data_requests import request_data
from portal.answers.actions.receipts import code_of, issue_receipt
from portal.answers.actions.replies import reply
from portal.answers.models import Body, Receipt
from portal.people.actions import NotDemo
from portal.people.models import User
from portal.safeguarding import actions as safeguarding_actions
from portal.safeguarding.models import Decision

PIN = "4071"
_TOLD = (
    ("answered", "Sân trường em nắng quá. Em mong có thêm bóng cây.", 20, 6),
    ("overdue", "Em mong thư viện mở cả thứ Bảy.", 20, -3),
    ("waiting", "Đường đến trường em tối lắm. Em mong có đèn.", 2, 8),
)


@transaction.atomic
def load_demo_answers(*, moderator: User, director: User, at: datetime) -> int:
    """This will add receipts in every state, a complaint, a request and two bodies, and return how many receipts it made.

    Running it again adds none. It refuses NotDemo in production.
    """
    if settings.IS_PRODUCTION:
        raise NotDemo
    before = Receipt.objects.count()
    for name, words, ago, due_in in _TOLD:
        sent_at = at - timedelta(days=ago)
        if Receipt.objects.filter(pk=_instance(name)).exists():
            continue
        text = safeguarding_actions.receive_text(
            instance=_instance(name),
            content=words,
            source="Hộp ý kiến",
            source_kind="answers.demo",
            is_meant_for_public=False,
            thread=_instance(f"{name} thread"),
            at=sent_at,
        )
        receipt, _ = issue_receipt(
            instance=_instance(name),
            kind="answers.demo",
            label=gettext_noop("Hộp ý kiến"),
            thread=text.thread,
            pin=PIN,
            answer_due_on=timezone.localdate(at) + timedelta(days=due_in),
            at=sent_at,
        )
        if name == "answered":
            words = "Cảm ơn em. Nhà trường hứa trồng thêm mười cây ở sân trong tháng này."
            claimed = safeguarding_actions.claim_text(text, by=moderator, at=at)
            safeguarding_actions.decide_text(
                claimed, decision=Decision.READ, version=claimed.version, by=moderator, at=at
            )
            reply(receipt, words=words, by=moderator, is_checked=True, at=at - timedelta(days=5))
    complain(
        instance=_instance("complaint"),
        about="site",
        words="Trang vẽ tranh mở lâu quá, máy em phải chờ.",
        about_code="",
        at=at - timedelta(days=1),
    )
    request_data(
        instance=_instance("request"), kind="see", code=code_of(_receipt("waiting")), at=at - timedelta(days=1)
    )
    first_day = timezone.localdate(at).replace(month=1, day=1)
    for kind, name in ((Body.Kind.COMMUNE, "UBND xã Bến Ngàn"), (Body.Kind.SCHOOL, "Trường THCS Bến Ngàn")):
        Body.objects.get_or_create(name=name, defaults={"kind": kind, "valid_from": first_day})
    return Receipt.objects.count() - before


def demo_codes() -> list[str]:
    """This will return what the demo prints: each receipt's code, with its PIN."""
    found = Receipt.objects.filter(pk__in=[_instance(name) for name, *_ in _TOLD], erased_at=None)
    known = {receipt.pk: receipt for receipt in found}
    return [f"{code_of(known[_instance(name)])} (PIN {PIN}, {name})" for name, *_ in _TOLD if _instance(name) in known]


def _receipt(name: str) -> Receipt:
    return Receipt.objects.get(pk=_instance(name))


def _instance(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"demo answers {name}")
