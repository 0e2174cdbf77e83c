"""Taking a yes back: use stops in the same transaction, two clocks start, `tick` erases by the deadline (R-11)."""

import logging
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_noop

from media import actions as media_actions
from media.models import Picture
from portal.foundation import erasure, working_days
from portal.foundation.vietnamese import text
from portal.people import queries, rules, signals
from portal.people.actions.access import log_access
from portal.people.actions.children import agree_pictures, lock, subject_of
from portal.people.models import (
    Activity,
    ConsentRecord,
    Giver,
    GuardianLink,
    ImageConsent,
    Participant,
    User,
    Withdrawal,
    requirements,
)

logger = logging.getLogger(__name__)

REPLY_WITHIN = 2
"""Working days (Decree 356/2025)."""
ERASE_WITHIN = timedelta(days=15)
"""Calendar days (Decree 356/2025)."""


@transaction.atomic
def withdraw_consent(
    participant: Participant,
    *,
    activity: str | None = None,
    asked_by: str,
    noted_by: User | None = None,
    at: datetime,
) -> Withdrawal:
    """This will take back a yes to an activity, or to everything (None); use stops in this transaction.

    A guardian of a minor stops an activity the table leaves to the child alone, too: her own yes falls with it, and she may say
    it again. When everything is taken back the child is erased by `erase_due_on`. Doing it twice makes one withdrawal.
    `noted_by` is staff who was told by word of mouth. Refuses with NotAllowed, BeingErased, GuardianNoLonger, NotAsked,
    NothingToWithdraw.
    """
    participant = lock(participant)
    rules.check_can_withdraw(participant, activity=activity, asked_by=asked_by)
    if noted_by is not None:
        rules.check_can_reach(participant, by=noted_by, at=at)
    taken_back = _take_back(participant, activity or "", asked_by=asked_by, at=at)
    if not taken_back:
        before = participant.withdrawals.filter(activity=activity or "", asked_by=asked_by, done_at=None)
        if found := before.order_by("-asked_at").first():
            return found
        if activity:
            raise rules.NothingToWithdraw
    if activity:
        for record in taken_back:
            erasure.note(f"withdrawal-{asked_by}", record.pk, at=at)
    else:
        erasure.note(f"everything-{asked_by}", participant.pk, at=at)
    if noted_by is not None:
        verb = gettext_noop("ghi lời rút lại đồng ý")
        log_access(by=noted_by, verb=verb, subject=subject_of(participant), reason=activity or "", at=at)
    return _start_clocks(participant, activity or "", asked_by=asked_by, at=at)


def _take_back(participant: Participant, activity: str, *, asked_by: str, at: datetime) -> list[ConsentRecord]:
    live = participant.consents.filter(is_yes=True, withdrawn_at=None)
    if activity:
        live = live.filter(activity=activity)
    ending = [
        record
        for record in live
        if record.giver == asked_by
        or (
            asked_by == Giver.GUARDIAN
            and (not activity or not requirements(participant.age_band, record.activity).guardian)
        )
    ]
    ConsentRecord.objects.filter(pk__in=[record.pk for record in ending]).update(withdrawn_at=at)
    return ending


def _start_clocks(participant: Participant, activity: str, *, asked_by: str, at: datetime) -> Withdrawal:
    """Stop use, and write down by when somebody answers and all is erased."""
    today = timezone.localdate(at)
    withdrawal, _is_new = Withdrawal.objects.get_or_create(
        participant=participant,
        activity=activity,
        asked_by=asked_by,
        asked_at=at,
        defaults={
            "reply_due_on": working_days.after(today, REPLY_WITHIN),
            "erase_due_on": today + ERASE_WITHIN,
        },
    )
    if not activity:
        GuardianLink.objects.filter(participant=participant, answered_at=None, revoked_at=None).update(revoked_at=at)
    agree_pictures(participant)
    _announce(withdrawal, at=at)
    return withdrawal


def _withdraw_again(asked_by: str, consent_id: UUID, at: datetime) -> None:
    """Over an older copy: a yes that lives there is taken back as of then, with the clocks of then."""
    records = ConsentRecord.objects.filter(pk=consent_id, withdrawn_at=None, participant__erased_at=None)
    for record in records.select_related("participant"):
        ConsentRecord.objects.filter(pk=consent_id).update(withdrawn_at=at)
        _start_clocks(record.participant, record.activity, asked_by=asked_by, at=at)


def _withdraw_everything_again(asked_by: str, participant_id: UUID, at: datetime) -> None:
    for participant in Participant.objects.filter(pk=participant_id, erased_at=None):
        if not participant.withdrawals.filter(activity="", asked_by=asked_by, done_at=None).exists():
            _take_back(participant, "", asked_by=asked_by, at=at)
            _start_clocks(participant, "", asked_by=asked_by, at=at)


for _giver in Giver.values:
    # Who took it back stands in the kind: the journal holds one id a line.
    erasure.eraser(f"withdrawal-{_giver}")(partial(_withdraw_again, _giver))
    erasure.eraser(f"everything-{_giver}")(partial(_withdraw_everything_again, _giver))


@transaction.atomic
def withdraw_by_code(code: str, *, everything: bool = False, at: datetime) -> list[Withdrawal]:
    """This will take back what a guardian agreed to under a code, or `everything` about the child.

    Refuses with CodeUnknown, GuardianNoLonger, BeingErased, NothingToWithdraw (every answer was a no). Twice is once.
    """
    records = list(queries.records_of_code(code))
    if not records:
        raise rules.CodeUnknown
    participant = records[0].participant
    if everything:
        return [withdraw_consent(participant, activity=None, asked_by=Giver.GUARDIAN, at=at)]
    agreed = [record.activity for record in records if record.is_yes]
    if not agreed:
        raise rules.NothingToWithdraw
    withdrawn = []
    for activity in agreed:
        try:
            withdrawn.append(withdraw_consent(participant, activity=activity, asked_by=Giver.GUARDIAN, at=at))
        except rules.NothingToWithdraw:
            continue  # taken back before, and done with
    if not withdrawn:
        raise rules.NothingToWithdraw
    return withdrawn


@transaction.atomic
def reply_to_withdrawal(withdrawal: Withdrawal, *, by: User, how: str = "", at: datetime) -> Withdrawal:
    """This will stop the two-day clock: the family was told, `how` says by which way. Refuses NotAllowed, AlreadyReplied."""
    withdrawal = Withdrawal.objects.select_for_update(of=("self",)).select_related("participant").get(pk=withdrawal.pk)
    rules.check_can_reply(withdrawal, by=by, at=at)
    withdrawal.replied_at, withdrawal.replied_by = at, by
    withdrawal.save(update_fields=["replied_at", "replied_by"])
    log_access(
        by=by,
        verb=gettext_noop("trả lời lần rút lại đồng ý"),
        subject=subject_of(withdrawal.participant),
        reason=text.normalize(how, single_line=True),
        at=at,
    )
    return withdrawal


def announce_withdrawals(*, at: datetime) -> int:
    """This will tell features again of withdrawals one of them missed, and return how many now went through."""
    waiting = Withdrawal.objects.filter(announced_at=None).order_by("pk")
    return sum(_announce(withdrawal, at=at) for withdrawal in waiting)


def finish_withdrawals(*, at: datetime) -> int:
    """This will erase what was withdrawn and whose last day has come, and return how many withdrawals that finished.

    What was taken off when a yes was taken back is erased by its own date. One that fails is logged and tried again at the
    next tick; it holds up no other.
    """
    done = 0
    for withdrawal in queries.due_erasures(timezone.localdate(at)):
        try:
            with transaction.atomic():
                if not withdrawal.activity:
                    erasure.erase("participant", withdrawal.participant_id, at=at)
                elif not queries.consent_status(withdrawal.participant, withdrawal.activity, at=at).is_complete:
                    # Where everybody said yes again since, what she made under that yes is not touched.
                    _send(withdrawal, at=at)
                    if withdrawal.activity == Activity.PICTURE:
                        _erase_pictures(withdrawal.participant)
                Withdrawal.objects.filter(pk=withdrawal.pk, done_at=None).update(done_at=at)
        except Exception:
            logger.exception("withdrawal_not_finished", extra={"withdrawal": withdrawal.pk})
        else:
            done += 1
    return done


@erasure.eraser("participant")
def forget_consents(participant_id: UUID, at: datetime) -> None:
    """This will end every yes of an erased child and blank what could name her; the answers stay as evidence of nobody."""
    participant = Participant.objects.filter(pk=participant_id).first()
    if participant is None:
        return
    _erase_pictures(participant)
    ties = ImageConsent.objects.filter(consent__participant=participant)
    pictures = set(ties.values_list("picture", flat=True))
    participant.consents.filter(is_yes=True, withdrawn_at=None).update(withdrawn_at=at)
    participant.consents.update(evidence="", code_digest="")
    participant.guardian_links.all().delete()
    ties.delete()
    if pictures:
        media_actions.agree_with_vouchers(pictures)
    # One told them of everything; what was still due about single activities is erased with her.
    participant.withdrawals.filter(done_at=None).update(done_at=at, announced_at=at)


def _erase_pictures(participant: Participant) -> None:
    """Delete the pictures, files too, on which she can still be recognized: one where she was covered is another file."""
    tied = ImageConsent.objects.filter(consent__participant=participant, file_hash=F("picture__file_hash"))
    Picture.objects.filter(pk__in=tied.values("picture")).delete()


def _announce(withdrawal: Withdrawal, *, at: datetime) -> bool:
    """Tell features. Should one of them fail, the yes is withdrawn all the same, and `tick` tells them again."""
    try:
        with transaction.atomic():
            _send(withdrawal, at=at)
            Withdrawal.objects.filter(pk=withdrawal.pk).update(announced_at=at)
    except Exception:
        logger.exception("withdrawal_not_announced", extra={"withdrawal": withdrawal.pk})
        return False
    return True


def _send(withdrawal: Withdrawal, *, at: datetime) -> None:
    signals.consent_withdrawn.send(
        sender=Withdrawal, participant_id=withdrawal.participant_id, activity=withdrawal.activity, at=at
    )
