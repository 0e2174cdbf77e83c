"""Reads about consent: what stands for one child, for many, for a picture; which words are asked; whose clocks run."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Case, Model, Q, QuerySet, When
from django.urls import reverse
from django.utils.translation import gettext as _

from media.models import AudioClip, Picture
from portal.foundation import codewords
from portal.people.models import (
    Activity,
    ConsentRecord,
    ConsentText,
    Giver,
    GuardianLink,
    ImageConsent,
    Participant,
    Withdrawal,
    requirements,
)
from portal.people.models.requirements import Requirement
from portal.people.queries.participants import token_digest
from portal.people.queries.standing import Standing

GUARDIAN_CODE = "guardian"
"""The purpose under which guardians' codes are made."""


@dataclass(frozen=True)
class ConsentStatus:
    """Where one child stands with one activity."""

    child: Standing
    guardian: Standing
    is_complete: bool
    missing: list[str]
    """What is still needed, as sentences for staff and family; empty when complete."""
    requirement: Requirement
    child_record: ConsentRecord | None = None
    guardian_record: ConsentRecord | None = None

    @property
    def waits_for(self) -> list[str]:
        """Whose answer is missing: "child", "guardian", "witness"; "activity" when it is not offered at this age."""
        if not self.requirement.is_offered:
            return ["activity"]
        waits = []
        if self.requirement.child and not self.child:
            waits.append("child")
        if self.requirement.guardian and not self.guardian:
            is_only_unwitnessed = self.guardian is Standing.DECLARED
            waits.append("witness" if is_only_unwitnessed else "guardian")
        return waits


def consent_status(participant: Participant, activity: str, *, at: datetime) -> ConsentStatus:
    """This will say whose yes lives for an activity now, by the age band the child states now. One query."""
    return consent_overview(participant, [activity], at=at)[activity]


def consent_overview(
    participant: Participant, activities: Iterable[str] = Activity.values, *, at: datetime
) -> dict[str, ConsentStatus]:
    """This will return where a child stands with each activity. One query."""
    wanted = list(activities)
    records = participant.consents.filter(activity__in=wanted, at__lte=at).select_related("text")
    found = _by_activity(records)
    return {activity: _status(participant.age_band, activity, found[activity]) for activity in wanted}


def consent_statuses(participant_ids: Iterable[UUID], activity: str) -> dict[UUID, ConsentStatus]:
    """This will return where each of these children stands with an activity. Two queries for any number."""
    bands = dict(Participant.objects.filter(pk__in=list(participant_ids)).values_list("pk", "age_band"))
    answers: dict[UUID, list[ConsentRecord]] = defaultdict(list)
    for record in ConsentRecord.objects.filter(participant__in=list(bands), activity=activity):
        answers[record.participant_id].append(record)
    return {pk: _status(band, activity, answers[pk]) for pk, band in bands.items()}


def _by_activity(records: Iterable[ConsentRecord]) -> Mapping[str, list[ConsentRecord]]:
    found: dict[str, list[ConsentRecord]] = defaultdict(list)
    for record in records:
        found[record.activity].append(record)
    return found


def newest_answer(records: Iterable[ConsentRecord], giver: str) -> ConsentRecord | None:
    """This will return the answer of a giver that counts: the newest, and of two at the same moment the no.

    A guardian's no that an adult of ours heard is not overruled by a yes that a child could have tapped herself.
    """
    # Of answers at one moment a no counts; a yes that lives was given after one that was taken back.
    answers = sorted(
        (record for record in records if record.giver == giver),
        key=lambda one: (one.at, not one.is_yes, one.withdrawn_at is None),
    )
    counts: ConsentRecord | None = None
    for answer in answers:
        is_heard_no = counts is not None and not counts.is_yes and counts.witnessed_at is not None
        if is_heard_no and answer.is_yes and answer.witnessed_at is None:
            continue
        counts = answer
    return counts


def _status(age_band: str, activity: str, records: Iterable[ConsentRecord]) -> ConsentStatus:
    needed = requirements(age_band, activity)
    records = list(records)
    child, guardian = newest_answer(records, Giver.CHILD), newest_answer(records, Giver.GUARDIAN)
    # Answering without a name is the yes: nothing is recorded, and nobody is kept waiting.
    is_own_act = activity == Activity.ANONYMOUS
    own = Standing.YES if is_own_act else _standing(child, is_needed=needed.child, must_be_witnessed=False)
    theirs = _standing(guardian, is_needed=needed.guardian, must_be_witnessed=needed.witnessed)
    status = ConsentStatus(own, theirs, False, [], needed, child, guardian)
    missing = [_sentence(what, status) for what in status.waits_for]
    return ConsentStatus(own, theirs, needed.is_offered and not missing, missing, needed, child, guardian)


def _standing(record: ConsentRecord | None, *, is_needed: bool, must_be_witnessed: bool) -> Standing:
    if record is None:
        return Standing.WAITING if is_needed else Standing.NOT_NEEDED
    if record.withdrawn_at is not None:
        return Standing.WITHDRAWN
    if not record.is_yes:
        return Standing.NO
    if record.witnessed_at is not None:
        return Standing.WITNESSED
    return Standing.DECLARED if must_be_witnessed else Standing.YES


def _sentence(what: str, status: ConsentStatus) -> str:
    match what:
        case "activity":
            return _("Việc này chưa dành cho nhóm tuổi của em.")
        case "child":
            return {
                Standing.NO: _("Em chưa chịu."),
                Standing.WITHDRAWN: _("Em đã rút lại."),
            }.get(status.child, _("Em chưa trả lời."))
        case "witness":
            return _("Cha mẹ đã trả lời. Cô chú còn gặp hoặc gọi lại để hỏi chắc.")
    return {
        Standing.NO: _("Cha mẹ chưa đồng ý."),
        Standing.WITHDRAWN: _("Cha mẹ đã rút lại."),
    }.get(status.guardian, _("Cha mẹ chưa trả lời."))


def consent_text(activity: str, giver: str, *, language: str, at: datetime) -> ConsentText | None:
    """This will return the words asked now in a language, else in Vietnamese. One query."""
    return consent_texts([activity], giver, language=language, at=at).get(activity)


def consent_texts(activities: Iterable[str], giver: str, *, language: str, at: datetime) -> dict[str, ConsentText]:
    """This will return the words asked now for each activity, in a language, else in Vietnamese. One query."""
    texts = ConsentText.objects.filter(
        activity__in=list(activities), giver=giver, language__in={language, "vi"}, published_at__lte=at
    ).select_related("recording")
    in_order = sorted(texts, key=lambda text: (text.language == language, text.version))
    return {text.activity: text for text in in_order}


def languages_of_texts(activities: Iterable[str], giver: str, *, at: datetime) -> list[str]:
    """This will return the languages in which there are words for any of these activities, Vietnamese first. One query."""
    found = ConsentText.objects.filter(activity__in=list(activities), giver=giver, published_at__lte=at)
    return sorted(set(found.values_list("language", flat=True)), key=lambda code: (code != "vi", code))


def guardian_link(token: str) -> GuardianLink | None:
    """This will return the link behind a token. One query."""
    return GuardianLink.objects.filter(token_hash=token_digest(token)).select_related("participant").first()


def records_of_code(code: str) -> QuerySet[ConsentRecord]:
    """This will return what a guardian answered under a code as typed."""
    digest = codewords.digest_of(code, purpose=GUARDIAN_CODE)
    return ConsentRecord.objects.filter(code_digest=digest).select_related("participant", "text")


def answers_of_code(code: str) -> dict[str, ConsentRecord]:
    """This will return where a guardian's answers under a code stand, by activity: the newest, and a no before a yes."""
    return {record.activity: record for record in records_of_code(code).order_by("at", "-is_yes")}


def open_withdrawals() -> QuerySet[Withdrawal]:
    """This will return withdrawals somebody still has to answer, or whose erasing is due, the most pressing first."""
    return (
        Withdrawal.objects.filter(Q(replied_at=None) | Q(done_at=None))
        .select_related("participant", "replied_by")
        .order_by("reply_due_on", "pk")
    )


def due_erasures(on: date) -> QuerySet[Withdrawal]:
    """This will return withdrawals whose last day for erasing has come."""
    return Withdrawal.objects.filter(done_at=None, erase_due_on__lte=on).order_by("pk")


def is_being_erased(participant: Participant) -> bool:
    """This will say whether everything was taken back and the erasing is still to come. One query."""
    return participant.withdrawals.filter(activity="", done_at=None).exists()


def vouched_pictures(pictures: Iterable[int]) -> set[int]:
    """This will return which of these pictures may show the children on them. Three queries for any number.

    At least one consent is tied to the picture as its file is now, every tied consent lives, and for every child it ties both
    yeses stand, the guardian's witnessed (R-14, Decree 56/2017 Art. 36).
    """
    ties = list(ImageConsent.objects.filter(picture__in=list(pictures)).select_related("consent").order_by("pk"))
    current = dict(Picture.objects.filter(pk__in={tie.picture_id for tie in ties}).values_list("pk", "file_hash"))
    statuses = consent_statuses({tie.consent.participant_id for tie in ties}, Activity.PICTURE)
    found: set[int] = set()
    refused: set[int] = set()
    for tie in ties:
        holds = (
            tie.consent.is_live
            and tie.consent.activity == Activity.PICTURE
            and tie.file_hash == current.get(tie.picture_id)
            and statuses[tie.consent.participant_id].is_complete
        )
        (found if holds else refused).add(tie.picture_id)
    return found - refused


def pictures_of(participant_ids: Iterable[UUID]) -> set[int]:
    """This will return the pictures tied to consents of these children. One query."""
    found = ImageConsent.objects.filter(consent__participant__in=list(participant_ids))
    return set(found.values_list("picture", flat=True))


def has_live_yes(participant: Participant, activity: str, giver: str) -> bool:
    """This will say whether somebody's newest answer is a yes nobody took back. One query."""
    answer = newest_answer(participant.consents.filter(activity=activity, giver=giver), giver)
    return answer is not None and answer.is_live


def consent_screen(picture: Picture) -> str:
    """This will return the address where staff tie a picture to consents."""
    return reverse("consents:picture", args=[picture.pk])


def recordings_in_use(model: type[Model], at: datetime) -> set[int]:
    """This will return the recordings of the words people are asked now, older versions left out. One query."""
    if model is not AudioClip:
        return set()
    newest: dict[tuple[str, str, str], int | None] = {}
    rows = ConsentText.objects.filter(published_at__lte=at).order_by("version")
    for activity, giver, language, recording in rows.values_list("activity", "giver", "language", "recording"):
        newest[activity, giver, language] = recording
    return {recording for recording in newest.values() if recording is not None}


def participants_named(name: str) -> QuerySet[Participant]:
    """This will return children whose pen name holds these words, those called exactly so first."""
    found = Participant.objects.filter(erased_at=None, pen_name__icontains=name)
    return found.order_by(Case(When(pen_name__iexact=name, then=0), default=1), "pen_name", "pk")


def children_on(picture: int) -> list[Participant]:
    """This will return the children whose consents a picture is tied to. One query."""
    tied = Participant.objects.filter(consents__images__picture=picture)
    return list(tied.distinct().order_by("pen_name", "pk"))
