"""Secrets encrypted at rest, under keys derived from the settings' own for one purpose each.

What children write, and what adults write down about a child in danger, stands under `TEXT_KEY`, apart from `SECRET_KEY`: the
one may be changed in a hurry without the other, and neither opens what the other closed.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

FREE_TEXT = "free text"
"""The purpose of what children write, draw and say."""
CONCERN = "concern"
"""The purpose of what adults write down about a concern."""
DRAFT = "draft"
"""The purpose of what children have not sent yet."""
UNDER_TEXT_KEY = frozenset({FREE_TEXT, CONCERN, DRAFT})


def encrypt(text: str, *, purpose: str) -> str:
    """This will encrypt a text under today's key for a purpose."""
    return _cipher(purpose).encrypt(text.encode()).decode()


def decrypt(token: str, *, purpose: str) -> str | None:
    """This will decrypt what `encrypt` gave, under today's or a former key; None when no key we still have reads it."""
    try:
        return _cipher(purpose).decrypt(token.encode()).decode()
    except InvalidToken:
        return None


def encrypt_bytes(data: bytes, *, purpose: str) -> bytes:
    """This will encrypt bytes under today's key for a purpose."""
    return _cipher(purpose).encrypt(data)


def decrypt_bytes(token: bytes, *, purpose: str) -> bytes | None:
    """This will decrypt what `encrypt_bytes` gave; None when no key we still have reads it, or nothing is there."""
    try:
        return _cipher(purpose).decrypt(bytes(token))
    except InvalidToken:
        return None


def rotated(token: str, *, purpose: str) -> str:
    """This will return the token encrypted anew under today's key; one it already fits, or nobody can read, as it was."""
    if is_under_key_of_today(token.encode(), purpose=purpose):
        return token
    text = decrypt(token, purpose=purpose)
    return token if text is None else encrypt(text, purpose=purpose)


def is_under_key_of_today(token: bytes, *, purpose: str) -> bool:
    """This will say whether today's key alone reads the token, so that former keys are not needed for it."""
    try:
        _keys(purpose)[0].decrypt(bytes(token))
    except InvalidToken:
        return False
    return True


def digests(data: bytes, *, purpose: str) -> list[str]:
    """This will return keyed digests of bytes: under today's key, then under each former one.

    They tell a repetition from something new without reading either, and say nothing to who lacks the key.
    """
    return [
        hmac.new(f"digest {purpose} {secret}".encode(), data, hashlib.sha256).hexdigest()
        for secret in _secrets(purpose)
    ]


def _secrets(purpose: str) -> list[str]:
    if purpose in UNDER_TEXT_KEY:
        return [settings.TEXT_KEY, *settings.OLD_TEXT_KEYS]
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def _keys(purpose: str) -> list[Fernet]:
    return [Fernet(urlsafe_b64encode(sha256(f"{purpose} {secret}".encode()).digest())) for secret in _secrets(purpose)]


def _cipher(purpose: str) -> MultiFernet:
    return MultiFernet(_keys(purpose))
