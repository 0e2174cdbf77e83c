"""Reading settings from the environment, failing loudly.

Three functions, so that every wrong setting stops the start with one sentence that names it.
"""

import os
from collections.abc import Sequence

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None, *, choices: Sequence[str] = ()) -> str:
    """This will return the variable `name`; it refuses an absent value without default and one outside `choices`."""
    value = os.environ.get(name, "").strip() or default
    if value is None:
        raise ImproperlyConfigured(
            f"{name} is not set. Set it in the environment; docs/deployment.md lists every setting."
        )
    if choices and value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be one of: {', '.join(choices)}.")
    return value


def flag(name: str, default: bool = False) -> bool:
    """This will return the variable `name` as yes or no; it refuses anything but 1/0, true/false, yes/no, on/off."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}; write 1 or 0.")


def words(name: str, default: Sequence[str] = ()) -> list[str]:
    """This will return the variable `name` split at commas, blanks dropped."""
    value = os.environ.get(name)
    return list(default) if value is None else [word.strip() for word in value.split(",") if word.strip()]
