"""Answers: the child's own, a guardian's on paper, and an adult of ours who vouches that it was the guardian."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from portal.foundation.vietnamese import text
from portal.people import queries, rules
from portal.people.actions import withdrawals
from portal.people.actions.access import log_access
from portal.people.actions.children import agree_pictures, lock, subject_of
from portal.people.models import Channel, ConsentRecord, Giver, Participant, Relation, User


@transaction.atomic
def record_child_consent(
    participant: Participant, activity: str, *, is_yes: bool, language: str = "vi", at: datetime
) -> ConsentRecord:
    """This will keep the child's own yes or no to the words she read. A no after a yes takes the yes back, with its clocks.

    Refuses with BeingErased, NotOffered, NotAsked, NoConsentText. The same answer to the same words again changes nothing.
    """
    participant = lock(participant)
    rules.check_can_answer(participant, activity, Giver.CHILD)
    words = rules.check_text_found(queries.consent_text(activity, Giver.CHILD, language=language, at=at))
    newest = queries.newest_answer(participant.consents.filter(activity=activity), Giver.CHILD)
    if newest and newest.withdrawn_at is None and newest.is_yes is is_yes and newest.text_id == words.pk:
        return newest
    return keep_answer(
        ConsentRecord(
            participant=participant,
            activity=activity,
            giver=Giver.CHILD,
            relation=Relation.SELF,
            is_yes=is_yes,
            text=words,
            channel=Channel.DEVICE,
            at=at,
        )
    )


@transaction.atomic
def enter_paper_consent(
    participant: Participant,
    *,
    activity: str,
    relation: str,
    is_yes: bool,
    evidence: str,
    witnessed_by: User,
    language: str = "vi",
    at: datetime,
) -> ConsentRecord:
    """This will keep an answer on signed paper, vouched for by whoever saw it signed. `relation` "self" is the child's own.

    Refuses with NotAllowed, EvidenceMissing, BadAnswer, BeingErased, NotOffered, NotAsked, NoConsentText. The same paper
    entered twice is one answer.
    """
    participant = lock(participant)
    rules.check_can_reach(participant, by=witnessed_by, at=at)
    evidence = text.normalize(evidence, single_line=True)[:300]
    if not evidence:
        raise rules.EvidenceMissing
    if relation not in Relation.values:
        raise rules.BadAnswer(fields={"relation": [str(rules.BadAnswer.sentence)]})
    giver = Giver.CHILD if relation == Relation.SELF else Giver.GUARDIAN
    rules.check_can_answer(participant, activity, giver)
    words = rules.check_text_found(queries.consent_text(activity, giver, language=language, at=at))
    same = participant.consents.filter(
        activity=activity,
        relation=relation,
        is_yes=is_yes,
        channel=Channel.PAPER,
        evidence=evidence,
        text=words,
        withdrawn_at=None,
    ).first()
    if same is not None and same == queries.newest_answer(participant.consents.filter(activity=activity), giver):
        return same
    record = keep_answer(
        ConsentRecord(
            participant=participant,
            activity=activity,
            giver=giver,
            relation=relation,
            is_yes=is_yes,
            text=words,
            channel=Channel.PAPER,
            evidence=evidence,
            at=at,
            entered_by=witnessed_by,
            witnessed_by=witnessed_by,
            witnessed_at=at,
            witness_channel=Channel.PAPER,
        )
    )
    log_access(by=witnessed_by, verb=gettext_noop("nhập giấy đồng ý"), subject=subject_of(participant), at=at)
    return record


@transaction.atomic
def witness_consent(record: ConsentRecord, *, by: User, channel: str, at: datetime) -> ConsentRecord:
    """This will note that an adult of ours saw the guardian or called back. Witnessing twice changes nothing.

    Refuses with NotAllowed, NotWitnessable, BadAnswer.
    """
    participant = lock(record.participant)
    record = ConsentRecord.objects.select_related("participant").get(pk=record.pk)
    rules.check_can_witness(record, by=by, channel=channel, at=at)
    if record.witnessed_at is None:
        record.witnessed_by, record.witnessed_at, record.witness_channel = by, at, channel
        record.save(update_fields=["witnessed_by", "witnessed_at", "witness_channel"])
        log_access(by=by, verb=gettext_noop("chứng lời đồng ý"), subject=subject_of(participant), at=at)
        agree_pictures(participant)
    return record


def keep_answer(record: ConsentRecord) -> ConsentRecord:
    """This will store an answer in the caller's transaction, and let a no end what a yes before it allowed."""
    participant = record.participant
    if not record.is_yes and queries.has_live_yes(participant, record.activity, record.giver):
        # Before the no is stored: taking back finds the yes as the newest answer.
        withdrawals.withdraw_consent(participant, activity=record.activity, asked_by=record.giver, at=record.at)
    record.save(force_insert=True)
    agree_pictures(participant)
    return record
