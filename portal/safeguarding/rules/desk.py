"""Who may open, hold, hand on and give back what children wrote, and who reads which language."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.foundation import languages
from portal.people import queries as people_queries
from portal.people import rules as people_rules
from portal.people.models import Role, User
from portal.safeguarding import queries
from portal.safeguarding.models import OPEN_STATES, READ_ELSEWHERE, FreeText, TextState
from portal.safeguarding.rules.desk_refusals import (
    ClaimedByAnother,
    ConcernOver,
    KeptFromYou,
    LanguageNotRead,
    NotWaiting,
    OwnEntry,
    TextGone,
    WithProtection,
    WrongDecision,
)
from portal.safeguarding.rules.languages import guess

CLAIM_LASTS = timedelta(minutes=30)


def claim_holder(text: FreeText, *, at: datetime) -> int | None:
    """This will return the id of the person whose claim on a text is live, or None. Claims end after 30 minutes."""
    if text.claimed_by_id is None or text.claimed_at is None or text.claimed_at + CLAIM_LASTS <= at:
        return None
    return text.claimed_by_id


def check_can_moderate_text(text: FreeText, *, by: User, at: datetime) -> None:
    """This will refuse whoever may not read this text as a moderator.

    Refuses what `people.rules.check_can_moderate` refuses, `KeptFromYou`, `OwnEntry` to whoever entered it for a child, and
    `WithProtection` once it was handed over.
    """
    people_rules.check_can_moderate(by, at=at)
    if text.entered_by_id == by.pk:
        raise OwnEntry
    if text.source_kind in READ_ELSEWHERE or text.keep_from.filter(pk=by.pk).exists():
        raise KeptFromYou
    if text.state == TextState.PROTECTION:
        raise WithProtection


def check_can_see_text(text: FreeText, *, by: User, at: datetime) -> None:
    """This will refuse even the facts of a text that lies with protection: `WithProtection` to all but officers (S-13).

    Officers need live training and commitment, as for a concern: refuses what `people.rules.check_can_protect` refuses.
    """
    if text.state != TextState.PROTECTION:
        return
    if Role.PROTECTION not in people_queries.roles_of(by):
        raise WithProtection
    people_rules.check_can_protect(by, at=at)


def sees_unmasked(text: FreeText, *, by: User) -> bool:
    """This will say whether this person sees personal data in a text: protection officers, while its concern is open (S-11)."""
    if Role.PROTECTION not in people_queries.roles_of(by) or not by.is_active:
        return False
    if text.keep_from.filter(pk=by.pk).exists():
        return False
    return queries.has_open_concern(text)


def check_can_open_text(text: FreeText, *, by: User, at: datetime) -> None:
    """This will refuse whoever may not see the words: neither a moderator for them, nor a protection officer whose they are.

    Refuses `TextGone` too, once withdrawn or erased, and what `people.rules.check_can_protect` refuses. Words a child took
    back are opened only by officers whose concern they belong to. What lies with protection is refused to officers too once
    its concern is closed: `ConcernOver`.
    """
    if text.state == TextState.ERASED:
        raise TextGone
    if sees_unmasked(text, by=by):
        people_rules.check_can_protect(by, at=at)
        return
    check_can_see_text(text, by=by, at=at)
    if text.state == TextState.PROTECTION and not queries.has_open_concern(text):
        raise ConcernOver
    check_can_moderate_text(text, by=by, at=at)
    check_not_gone(text)


def check_can_handle_text(text: FreeText, *, by: User, at: datetime) -> None:
    """This will refuse what reading refuses, `TextGone`, `NotWaiting`, `ClaimedByAnother`: handing it on needs no more."""
    check_can_moderate_text(text, by=by, at=at)
    check_not_gone(text)
    if not is_waiting(text):
        raise NotWaiting
    if claim_holder(text, at=at) not in {None, by.pk}:
        raise ClaimedByAnother


def check_can_claim_text(text: FreeText, *, by: User, at: datetime) -> None:
    """This will refuse a claim: what `check_can_handle_text` refuses, and `LanguageNotRead`.

    What is in no known language is anybody's, to say which it is.
    """
    check_can_handle_text(text, by=by, at=at)
    if text.language != languages.UNKNOWN:
        check_reads_language(text, by=by, at=at)


def check_reads_language(text: FreeText, *, by: User, at: datetime) -> None:
    """This will refuse `LanguageNotRead`, with the language and whom to ask, to whoever does not read it (S-23, R-21)."""
    if text.language not in people_queries.languages_read(by):
        raise LanguageNotRead(text.language, queries.readers_of(text.language, at=at))


def is_waiting(text: FreeText) -> bool:
    """This will say whether a person must look at a text: nobody decided yet, or somebody reported what is public."""
    return text.state in OPEN_STATES or (text.state == TextState.PUBLISHED and text.is_reported)


def check_not_gone(text: FreeText) -> None:
    if text.state in {TextState.WITHDRAWN, TextState.ERASED}:
        raise TextGone


def may_find_readers(by: User) -> bool:
    """This will say whether somebody can do something about a reader who is missing: keeping accounts, or directing."""
    return by.is_superuser or bool({Role.ADMINISTRATOR, Role.DIRECTOR} & people_queries.roles_of(by))


def check_can_name_language(text: FreeText, *, language: str, by: User, at: datetime) -> None:
    """This will refuse what `check_can_handle_text` refuses, and `WrongDecision`.

    That is for an unknown language, a text already decided, and for Vietnamese where another script stands.
    """
    check_can_handle_text(text, by=by, at=at)
    if language not in {*languages.SPOKEN, languages.UNKNOWN} or text.state not in OPEN_STATES:
        raise WrongDecision(_("Hãy chọn một tiếng trong danh sách."))
    may_be_vietnamese = guess(queries.words_of(text)) in {settings.LANGUAGE_CODE, languages.UNKNOWN}
    if language == settings.LANGUAGE_CODE and not may_be_vietnamese:
        raise WrongDecision(_("Bài này viết bằng chữ khác, không phải tiếng Việt. Hãy giao cho người đọc được."))


def check_can_return_text(text: FreeText, *, by: User, at: datetime) -> None:
    """This will refuse giving a text of protection back to the desk: `NotWaiting`, what `check_can_protect` refuses."""
    if text.state != TextState.PROTECTION:
        raise NotWaiting
    people_rules.check_can_protect(by, at=at)
