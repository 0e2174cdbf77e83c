"""Pictures on which a child can be recognized, tied to the consents that allow showing them (R-14)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from media import actions as media_actions
from media.models import Picture
from portal.people import queries, rules
from portal.people.actions.access import log_access
from portal.people.actions.children import lock, subject_of
from portal.people.models import Activity, ImageConsent, Participant, User


@transaction.atomic
def tie_picture(picture: Picture, participant: Participant, *, by: User, at: datetime) -> list[ImageConsent]:
    """This will tie a picture to the consents of one child on it; it may be shown when all children on it are tied.

    Refuses with NotAllowed, and NotOffered or ConsentMissing while her PICTURE consent is not complete. Twice is once; consents
    withdrawn since and ties to an older file are replaced.
    """
    rules.check_can_reach(participant, by=by, at=at)
    participant = lock(participant)
    rules.check_consents(participant, Activity.PICTURE, at=at)
    status = queries.consent_status(participant, Activity.PICTURE, at=at)
    hash_now = Picture.objects.values_list("file_hash", flat=True).get(pk=picture.pk)
    records = [record for record in (status.child_record, status.guardian_record) if record and record.is_live]
    ImageConsent.objects.filter(picture=picture, consent__participant=participant).exclude(
        consent__in=records, file_hash=hash_now
    ).delete()
    ties = [
        ImageConsent.objects.get_or_create(
            picture=picture, consent=record, defaults={"added_by": by, "added_at": at, "file_hash": hash_now}
        )[0]
        for record in records
    ]
    media_actions.agree_with_vouchers({picture.pk})
    log_access(
        by=by,
        verb=gettext_noop("nối ảnh với đồng ý"),
        subject=subject_of(participant),
        reason=f"picture {picture.pk}",
        at=at,
    )
    return ties


@transaction.atomic
def untie_picture(picture: Picture, participant: Participant, *, by: User, at: datetime) -> None:
    """This will take a child's consents off a picture, as when she is not on it. Refuses with NotAllowed."""
    rules.check_can_reach(participant, by=by, at=at)
    ImageConsent.objects.filter(picture=picture, consent__participant=participant).delete()
    media_actions.agree_with_vouchers({picture.pk})
    log_access(
        by=by,
        verb=gettext_noop("gỡ đồng ý khỏi ảnh"),
        subject=subject_of(participant),
        reason=f"picture {picture.pk}",
        at=at,
    )
