"""What the published API schema says beyond the views; apart from `api`, which REST framework imports while it loads itself."""

from typing import Any, Literal

from django.utils.translation import gettext as _
from drf_spectacular.openapi import AutoSchema

from portal.foundation.api import ProblemSerializer


def only_public_endpoints(endpoints: list[tuple[str, ...]], **kwargs: Any) -> list[tuple[str, ...]]:
    """This will keep Wagtail's internal admin API out of the published schema."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith("/api/v1/")]


class Schema(AutoSchema):
    """Adds to every operation the answers that come from the shared doors: not modified, not found, throttled."""

    def _get_response_bodies(self, direction: Literal["request", "response"] = "response") -> dict[str, Any]:
        bodies = super()._get_response_bodies(direction)
        bodies["304"] = {"description": _("Không có gì mới từ lần trước (ETag).")}
        # Where one must be somebody, 401 says sign in, and 403 that this is not theirs or that the CSRF token is missing.
        known = ("401", "403") if self.view.get_authenticators() else ()
        for code in ("400", *known, "404", "405", "429"):
            bodies.setdefault(code, self._get_response_for_code(ProblemSerializer, code, direction=direction))
        return bodies
