"""Who may work with children's words: only with live training and a live child-protection commitment (R-25)."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.foundation.refusals import NotAllowed
from portal.people import queries
from portal.people.models import Qualification, Role, User


class NotModerator(NotAllowed):
    """The role is missing."""

    code = "not_moderator"
    sentence = _("Chỉ người có vai trò “Người đọc bài của trẻ em” mở được phần này. Hãy hỏi người quản trị.")


class NotProtectionOfficer(NotAllowed):
    """The role is missing."""

    code = "not_protection_officer"
    sentence = _("Chỉ người có vai trò “Cán bộ bảo vệ trẻ em” mở được phần này. Hãy hỏi người quản trị.")


class TrainingMissing(NotAllowed):
    """No training is recorded."""

    code = "training_missing"
    sentence = _("Chưa ghi nhận bạn đã tập huấn bảo vệ trẻ em. Hãy hỏi người quản trị.")


class TrainingExpired(NotAllowed):
    """The training's last day has passed, or its first has not come."""

    code = "training_expired"
    sentence = _(
        "Chứng nhận tập huấn bảo vệ trẻ em của bạn không còn hiệu lực. Hãy tập huấn lại và báo người quản trị."
    )


class CommitmentMissing(NotAllowed):
    """No commitment is recorded."""

    code = "commitment_missing"
    sentence = _("Chưa ghi nhận bản cam kết bảo vệ trẻ em của bạn. Hãy ký và báo người quản trị.")


class CommitmentExpired(NotAllowed):
    """The commitment's last day has passed, or its first has not come."""

    code = "commitment_expired"
    sentence = _("Bản cam kết bảo vệ trẻ em của bạn không còn hiệu lực. Hãy ký lại và báo người quản trị.")


_REFUSALS = {
    Qualification.Kind.TRAINING: (TrainingMissing, TrainingExpired),
    Qualification.Kind.COMMITMENT: (CommitmentMissing, CommitmentExpired),
}


def check_is_qualified(user: User, *, at: datetime) -> None:
    """This will refuse whoever has no live training or no live child-protection commitment at this moment.

    Refuses with TrainingMissing, TrainingExpired, CommitmentMissing or CommitmentExpired. The last day counts, by the
    calendar of Việt Nam.
    """
    on = timezone.localdate(at)
    held = list(user.qualifications.all())
    for kind, (missing, expired) in _REFUSALS.items():
        of_kind = [qualification for qualification in held if qualification.kind == kind]
        if not of_kind:
            raise missing
        if not any(qualification.is_live(on) for qualification in of_kind):
            raise expired


def check_can_moderate(user: User, *, at: datetime) -> None:
    """This will refuse whoever may not read what children write: NotModerator, or what `check_is_qualified` refuses."""
    if not user.is_active or Role.MODERATOR not in queries.roles_of(user):
        raise NotModerator
    check_is_qualified(user, at=at)


def check_can_protect(user: User, *, at: datetime) -> None:
    """This will refuse whoever may not see what needs protection at this moment.

    Refuses with NotProtectionOfficer and with what `check_is_qualified` refuses.
    """
    if not user.is_active or Role.PROTECTION not in queries.roles_of(user):
        raise NotProtectionOfficer
    check_is_qualified(user, at=at)
