"""Refusals: how a rule says no, with a code for programs and a sentence for the person."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _


class Refusal(Exception):  # noqa: N818  (a refusal is an answer, not an error of the program)
    """An action that may not happen now.

    Subclasses set `code` (stable, for the API), `status` (HTTP) and `sentence` (Vietnamese, for the person: what
    is wrong and what to do). `fields` maps field names to sentences where the refusal is about what was typed.
    """

    code = "refused"
    status = 403
    sentence: Any = _("Việc này hiện chưa làm được.")

    def __init__(self, sentence: Any = None, *, fields: dict[str, list[str]] | None = None) -> None:
        if sentence is not None:
            self.sentence = sentence
        self.fields = fields or {}
        super().__init__(self.code)

    def __str__(self) -> str:
        return str(self.sentence)


class NotAllowed(Refusal):
    """The person lacks the right to do this."""

    code = "not_allowed"
    sentence = _("Tài khoản của bạn không có quyền làm việc này. Hãy hỏi người quản trị.")


class Throttled(Refusal):
    """Too many tries; later will do."""

    code = "throttled"
    status = 429
    sentence = _("Bạn thử quá nhiều lần. Hãy đợi một lát rồi thử lại.")


def why_not(rule: Callable[..., object], *args: Any, **kwargs: Any) -> Refusal | None:
    """This will ask a rule and return its refusal, or None when the thing is allowed."""
    try:
        rule(*args, **kwargs)
    except Refusal as refusal:
        return refusal
    return None
