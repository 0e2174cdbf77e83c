"""Opening, holding and handing on a text at the desk."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from portal.foundation.refusals import why_not
from portal.foundation.vietnamese import text as vietnamese
from portal.notifications import actions as notifications
from portal.people import actions as people_actions
from portal.people import rules as people_rules
from portal.people.models import User
from portal.safeguarding import queries, rules
from portal.safeguarding.models import FreeText


@transaction.atomic
def open_text(text: FreeText, *, reason: str, by: User, at: datetime) -> FreeText:
    """This will write into the access log who opened a text and why, and claim it for her when it waits (S-13).

    It refuses what `rules.check_can_open_text` refuses, and `BadReason` without a reason.
    """
    reason = vietnamese.normalize(reason, single_line=True)
    lock(text)
    rules.check_can_open_text(text, by=by, at=at)
    rules.check_reason(reason)
    if why_not(rules.check_can_claim_text, text, by=by, at=at) is None:
        hold(text, by, at=at)
    people_actions.log_access(by=by, verb=queries.OPENED, subject=subject_of(text), reason=reason, at=at)
    return text


@transaction.atomic
def claim_text(text: FreeText, *, by: User, at: datetime) -> FreeText:
    """This will hold a text for one reader for 30 minutes.

    It refuses whoever may not moderate it, `TextGone`, `NotWaiting` and `ClaimedByAnother`.
    """
    lock(text)
    rules.check_can_claim_text(text, by=by, at=at)
    hold(text, by, at=at)
    return text


@transaction.atomic
def claim_next_text(*, by: User, at: datetime) -> FreeText | None:
    """This will claim the first text of the queue nobody holds, or return None when nothing waits for this person."""
    people_rules.check_can_moderate(by, at=at)
    text = queries.next_text(by, at=at, claim_lasts=rules.CLAIM_LASTS)
    return claim_text(text, by=by, at=at) if text else None


@transaction.atomic
def release_text(text: FreeText, *, by: User, at: datetime) -> FreeText:
    """This will let go of a text, for the next reader; it refuses `ClaimedByAnother`."""
    lock(text)
    if rules.claim_holder(text, at=at) not in {None, by.pk}:
        raise rules.ClaimedByAnother
    hold(text, None, at=None)
    return text


@transaction.atomic
def pass_on_text(text: FreeText, *, to: User, by: User, at: datetime) -> FreeText:
    """This will give a text to a colleague, who holds it from now on (S-20).

    It refuses what claiming refuses, `LanguageNotRead` for the colleague alone: whoever cannot read it hands it on.
    """
    lock(text)
    rules.check_can_handle_text(text, by=by, at=at)
    hold(text, None, at=None)
    rules.check_can_claim_text(text, by=to, at=at)
    hold(text, to, at=at)
    people_actions.log_access(
        by=by, verb=gettext_noop("giao bài cho đồng nghiệp"), subject=subject_of(text), reason=str(to), at=at
    )
    with translation.override(settings.LANGUAGE_CODE):
        notifications.notify(
            to,
            key=f"text-passed:{text.pk}:{to.pk}:{at:%Y-%m-%dT%H:%M}",
            title=_("Một đồng nghiệp giao bạn đọc một bài"),
            body=_("Bài được giữ cho bạn trong 30 phút."),
            url=reverse("texts:item", args=[text.pk]),
            at=at,
        )
    return text


@transaction.atomic
def name_language(text: FreeText, *, language: str, by: User, at: datetime) -> FreeText:
    """This will say which language a text is in, when the guess was none or wrong; another than Vietnamese needs its reader.

    Whoever cannot read it lets go of it, and the access log says who named it. It refuses what `check_can_name_language`
    does.
    """
    lock(text)
    rules.check_can_name_language(text, language=language, by=by, at=at)
    before, text.language = text.language, language
    text.state = text.waiting_state
    text.save(update_fields=["language", "state"])
    if why_not(rules.check_can_claim_text, text, by=by, at=at) is not None:
        hold(text, None, at=None)
    people_actions.log_access(
        by=by, verb=gettext_noop("ghi tiếng của bài"), subject=subject_of(text), reason=f"{before} → {language}", at=at
    )
    return text


def hold(text: FreeText, by: User | None, *, at: datetime | None) -> None:
    text.claimed_by, text.claimed_at = by, at
    text.save(update_fields=["claimed_by", "claimed_at"])


def lock(text: FreeText) -> None:
    """This will read the text again and lock it: of two decisions at the same moment the second sees the first."""
    text.refresh_from_db(from_queryset=FreeText.objects.select_for_update(of=("self",)))


def subject_of(text: FreeText) -> str:
    """This will name a text in the access log: by its key, never by its words."""
    return f"lời của em {text.pk}"
