"""A guardian's one-time link: made, revoked, answered once."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_noop

from portal.foundation import codewords
from portal.people import queries, rules
from portal.people.actions.access import log_access
from portal.people.actions.children import lock, subject_of
from portal.people.actions.consents import keep_answer
from portal.people.models import Channel, ConsentRecord, Giver, GuardianLink, Participant, User

LIVES_FOR = timedelta(days=14)


@transaction.atomic
def make_guardian_link(
    participant: Participant, *, activities: Iterable[str], by: User, at: datetime
) -> tuple[GuardianLink, str]:
    """This will return a link by which a guardian answers once within 14 days, and its token, which is kept as a hash only.

    Refuses with NotAllowed, BeingErased, NothingToAsk. An older link of this child that nobody answered is revoked.
    """
    participant = lock(participant)
    wanted = sorted(set(activities))
    rules.check_can_make_link(participant, activities=wanted, by=by, at=at)
    _open_links(participant).update(revoked_at=at)
    token = secrets.token_urlsafe(24)
    link = GuardianLink.objects.create(
        participant=participant,
        activities=wanted,
        token_hash=queries.token_digest(token),
        made_by=by,
        made_at=at,
        expires_at=at + LIVES_FOR,
    )
    log_access(by=by, verb=gettext_noop("làm phiếu hỏi cha mẹ"), subject=subject_of(participant), at=at)
    return link, token


@transaction.atomic
def revoke_guardian_links(participant: Participant, *, by: User, at: datetime) -> int:
    """This will make every unanswered link of a child useless, and return how many. Refuses with NotAllowed."""
    participant = lock(participant)
    rules.check_can_reach(participant, by=by, at=at)
    revoked = _open_links(participant).update(revoked_at=at)
    if revoked:
        log_access(by=by, verb=gettext_noop("thu hồi phiếu hỏi cha mẹ"), subject=subject_of(participant), at=at)
    return revoked


def open_guardian_link(token: str, *, at: datetime) -> GuardianLink:
    """This will return the link behind a token and change nothing: crawlers and previews may look.

    Refuses with LinkUnknown, LinkAnswered, LinkRevoked, LinkExpired.
    """
    return rules.check_link_open(queries.guardian_link(token), at=at)


@transaction.atomic
def answer_guardian_link(
    token: str,
    *,
    relation: str,
    answers: Mapping[str, bool],
    language: str = "vi",
    instance: UUID | None = None,
    at: datetime,
) -> str:
    """This will keep a guardian's answers, declared until somebody witnesses them, and return the code to withdraw with.

    `answers` says yes or no for every activity of the link. The same sending (`instance`) arriving again gets the same code
    and changes nothing, but that a no where there was a yes takes it back: `queries.answers_of_code` says what stands. Refuses
    with LinkUnknown, LinkAnswered, LinkRevoked, LinkExpired, BadAnswer, BeingErased, NotOffered, NotAsked, NoConsentText.
    """
    links = GuardianLink.objects.select_related("participant").filter(token_hash=queries.token_digest(token))
    if (found := links.first()) is None:
        raise rules.LinkUnknown
    # The child is the lock, as for everybody who makes, revokes or takes back: of two at once the second finds it answered.
    participant = lock(found.participant)
    if (found := links.first()) is None:
        raise rules.LinkUnknown
    # Of this link alone: a sending copied to another child's link gets another code.
    code = codewords.code_of(uuid5(instance or uuid4(), found.token_hash), purpose=queries.GUARDIAN_CODE)
    digest = codewords.digest_of(code, purpose=queries.GUARDIAN_CODE)
    before = {
        activity: one for activity, one in queries.answers_of_code(code).items() if one.participant == participant
    }
    if found.answered_at is not None and before:
        for activity, record in before.items():
            if record.is_live and answers.get(activity) is False:
                keep_answer(_no_instead(record, at=at))
        return code
    link = rules.check_link_open(found, at=at)
    rules.check_guardian_answers(link, relation=relation, answers=answers)
    texts = queries.consent_texts(link.activities, Giver.GUARDIAN, language=language, at=at)
    for activity in link.activities:
        rules.check_can_answer(participant, activity, Giver.GUARDIAN)
        keep_answer(
            ConsentRecord(
                participant=participant,
                activity=activity,
                giver=Giver.GUARDIAN,
                relation=relation,
                is_yes=answers[activity],
                text=rules.check_text_found(texts.get(activity)),
                channel=Channel.LINK,
                evidence=f"link {link.pk}",
                at=at,
                code_digest=digest,
            )
        )
    GuardianLink.objects.filter(pk=link.pk).update(answered_at=at)
    return code


def _no_instead(record: ConsentRecord, *, at: datetime) -> ConsentRecord:
    """The form was sent, gone back to, and sent again with a no."""
    same = ("participant", "activity", "giver", "relation", "text", "channel", "evidence", "code_digest")
    return ConsentRecord(**{name: getattr(record, name) for name in same}, is_yes=False, at=at)


def _open_links(participant: Participant) -> QuerySet[GuardianLink]:
    return GuardianLink.objects.filter(participant=participant, answered_at=None, revoked_at=None)
