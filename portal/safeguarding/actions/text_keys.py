"""Bringing what is encrypted under the key of today, so that a former key may go."""

from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction

from portal.foundation import encryption
from portal.safeguarding.models import Concern, FreeText, HandOver

BATCH = 100


@dataclass
class Rotation:
    """What a walk over every encrypted row found."""

    checked: int = 0
    rotated: int = 0
    unreadable: list[str] = field(default_factory=list)
    """Rows no key we have opens, by model and key; they stay as they are."""


_SEALED: list[tuple[type[models.Model], str, str]] = [
    (FreeText, "original", encryption.FREE_TEXT),
    (Concern, "summary", encryption.CONCERN),
    (HandOver, "sheet", encryption.CONCERN),
]


def keeps_sealed(model: type[models.Model], column: str, purpose: str) -> None:
    """This will have a feature's column, encrypted under the text key too, follow when the key is changed."""
    _SEALED.append((model, column, purpose))


def rotate_text_key() -> Rotation:
    """This will encrypt anew, under today's key, every row written under a former one.

    It works in small batches, each whole in itself: stopped halfway, it goes on where it was when run again. What no key
    opens is reported and left alone.
    """
    rotation = Rotation()
    for model, column, purpose in _SEALED:
        last: Any = None
        while True:
            rows = model._default_manager.exclude(**{column: b""}).order_by("pk")
            keys = list((rows if last is None else rows.filter(pk__gt=last)).values_list("pk", flat=True)[:BATCH])
            if not keys:
                break
            _rotate(model, column, purpose, keys, rotation)
            last = keys[-1]
    return rotation


@transaction.atomic
def _rotate(model: type[models.Model], column: str, purpose: str, keys: list[Any], rotation: Rotation) -> None:
    # Locked: a decision or an erasure made meanwhile must not be undone by words read before it.
    for row in model._default_manager.select_for_update().filter(pk__in=keys).only("pk", column).order_by("pk"):
        sealed = bytes(getattr(row, column))
        if not sealed:
            continue
        rotation.checked += 1
        if encryption.is_under_key_of_today(sealed, purpose=purpose):
            continue
        data = encryption.decrypt_bytes(sealed, purpose=purpose)
        if data is None:
            rotation.unreadable.append(f"{model._meta.label} {row.pk}")
            continue
        model._default_manager.filter(pk=row.pk).update(**{column: encryption.encrypt_bytes(data, purpose=purpose)})
        rotation.rotated += 1
