"""Staff screens in the admin."""

from wagtail.users.views.users import UserViewSet


class StaffViewSet(UserViewSet):
    """Wagtail's user screens for our accounts."""
