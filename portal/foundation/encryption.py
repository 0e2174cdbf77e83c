"""Secrets encrypted at rest, under keys derived from the settings' own for one purpose each."""

from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


def encrypt(text: str, *, purpose: str) -> str:
    """This will encrypt a text under today's key for a purpose."""
    return _cipher(purpose).encrypt(text.encode()).decode()


def decrypt(token: str, *, purpose: str) -> str | None:
    """This will decrypt what `encrypt` gave, under today's or a former key; None when no key we still have reads it."""
    try:
        return _cipher(purpose).decrypt(token.encode()).decode()
    except InvalidToken:
        return None


def rotated(token: str, *, purpose: str) -> str:
    """This will return the token encrypted anew under today's key; one it already fits, or nobody can read, as it was."""
    try:
        _keys(purpose)[0].decrypt(token.encode())
    except InvalidToken:
        text = decrypt(token, purpose=purpose)
        return token if text is None else encrypt(text, purpose=purpose)
    return token


def _keys(purpose: str) -> list[Fernet]:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [Fernet(urlsafe_b64encode(sha256(f"{purpose} {secret}".encode()).digest())) for secret in secrets]


def _cipher(purpose: str) -> MultiFernet:
    return MultiFernet(_keys(purpose))
