"""May this person invite, and may this invitation be accepted?"""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portal.foundation.refusals import Refusal
from portal.people import queries
from portal.people.models import Invitation, Role, User
from portal.people.rules.accounts import check_can_administer


class AddressTaken(Refusal):
    """Somebody has an account with this address."""

    code = "address_taken"
    status = 409
    sentence = _("Địa chỉ e-mail này đã có tài khoản. Hãy dùng tài khoản đang có.")

    def __init__(self) -> None:
        super().__init__(fields={"email": [str(self.sentence)]})


class UnknownRole(Refusal):
    """There is no such role."""

    code = "unknown_role"
    status = 400
    sentence = _("Có vai trò không tồn tại. Hãy chọn lại.")

    def __init__(self) -> None:
        super().__init__(fields={"roles": [str(self.sentence)]})


class NoRole(Refusal):
    """An account without a role could do nothing."""

    code = "no_role"
    status = 400
    sentence = _("Hãy chọn ít nhất một vai trò.")

    def __init__(self) -> None:
        super().__init__(fields={"roles": [str(self.sentence)]})


class InvitationUnknown(Refusal):
    """No invitation has this link."""

    code = "invitation_unknown"
    status = 404
    sentence = _("Đường dẫn này không đúng. Hãy mở lại đúng đường dẫn trong thư mời.")


class InvitationUsed(Refusal):
    """The account was opened already."""

    code = "invitation_used"
    status = 410
    sentence = _("Lời mời này đã được dùng. Nếu bạn đã có tài khoản, hãy đăng nhập.")


class InvitationExpired(Refusal):
    """Seven days have passed."""

    code = "invitation_expired"
    status = 410
    sentence = _("Lời mời này đã hết hạn. Hãy nhờ người quản trị gửi lời mời mới.")


class InvitationWithdrawn(Refusal):
    """The administrator took it back."""

    code = "invitation_withdrawn"
    status = 410
    sentence = _("Lời mời này đã được thu hồi. Hãy hỏi người quản trị.")


class WeakPassword(Refusal):
    """The password is too easy; `fields` says why."""

    code = "weak_password"
    status = 400
    sentence = _("Mật khẩu chưa đủ mạnh. Hãy đặt một câu dài hơn, khó đoán hơn.")


def check_can_invite(*, email: str, roles: Iterable[str], by: User) -> None:
    """This will refuse with NotAdministrator, NoRole, UnknownRole, or AddressTaken when the address has an account."""
    check_can_administer(by)
    wanted = set(roles)
    if not wanted:
        raise NoRole
    if not wanted <= set(Role.values):
        raise UnknownRole
    if queries.account_of(email) is not None:
        raise AddressTaken


def check_can_accept_invitation(invitation: Invitation, *, at: datetime) -> None:
    """This will refuse with InvitationUsed, InvitationWithdrawn or InvitationExpired (at that very moment too).

    Whoever keeps accounts no longer lets nobody in: their open invitations count as withdrawn.
    """
    if invitation.accepted_at is not None:
        raise InvitationUsed
    if invitation.withdrawn_at is not None or not queries.is_administrator(invitation.invited_by):
        raise InvitationWithdrawn
    if invitation.expires_at <= at:
        raise InvitationExpired


def check_can_withdraw_invitation(invitation: Invitation, *, by: User) -> None:
    """This will refuse with NotAdministrator, InvitationUsed or InvitationWithdrawn."""
    check_can_administer(by)
    if invitation.accepted_at is not None:
        raise InvitationUsed
    if invitation.withdrawn_at is not None:
        raise InvitationWithdrawn
