"""Codes a child can remember and write down: four words out of 2,048, such as "mèo vàng, thuyền nhỏ, lá thơm, sao sáng".

A word is a thing and how it is: 64 × 32 = 2,048, so four words are 44 bits. Folded, no two are the same, so marks, capitals
and commas do not matter when one types a code. Only a digest of a code is ever kept.
"""

import hashlib
import hmac
import re
import secrets
from uuid import UUID

from django.conf import settings

from portal.foundation.vietnamese.text import fold

THINGS = re.findall(
    r"\w+",
    """
    mèo gà vịt cá ong bò trâu ngựa thỏ rùa ếch tôm cua ốc sóc voi hổ gấu nai dê cò én diều thuyền xe tàu nhà cầu núi
    sông suối biển sao mây mưa gió hoa lá cây cam bưởi chuối xoài dừa mít ổi táo khế ngô lúa khoai đậu bút sách vở
    bàn ghế rổ nến trống nón áo mũ bánh
    """,
)
MANNERS = re.findall(
    r"\w+",
    """
    đỏ xanh vàng tím hồng nâu đen bạc xám to nhỏ cao thấp dài ngắn tròn vuông mới nhanh chậm nhẹ sáng ấm mát khô
    ngọt thơm vui hiền khỏe đẹp quý
    """,
)
WORDS = tuple(f"{thing} {manner}" for thing in THINGS for manner in MANNERS)
LENGTH = 4


def new_code() -> str:
    """This will return a code nobody has guessed: four words, comma between them."""
    return _join(secrets.randbelow(len(WORDS)) for _ in range(LENGTH))


def code_of(instance: UUID, *, purpose: str) -> str:
    """This will return the code of one sent form: the same whenever the same form arrives again."""
    number = int.from_bytes(_mac(purpose, instance.bytes)[:8])
    return _join(number >> (11 * step) & 2047 for step in range(LENGTH))


def digest_of(code: str, *, purpose: str) -> str:
    """This will return the keyed digest of a code as somebody typed it; marks, capitals and commas do not count."""
    typed = " ".join(re.findall(r"[a-z]+", fold(code)))
    return _mac(f"digest {purpose}", typed.encode()).hex()


def _join(numbers: object) -> str:
    return ", ".join(WORDS[number] for number in numbers)  # type: ignore[attr-defined]


def _mac(purpose: str, message: bytes) -> bytes:
    key = hashlib.sha256(f"{purpose} {settings.RECEIPT_KEY}".encode()).digest()
    return hmac.new(key, message, hashlib.sha256).digest()
