"""Codes on sheets: made in packs, printed again, revoked."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext_noop

from clubs import queries, rules
from clubs.models import LETTERS, Club, JoinCode
from portal.foundation import encryption
from portal.people import actions as people_actions
from portal.people.models import User

PURPOSE = "join code"


@dataclass(frozen=True)
class PrintedCode:
    """One code as a sheet shows it."""

    code: str
    row: JoinCode

    @property
    def written(self) -> str:
        return rules.written_code(self.code)


@dataclass(frozen=True)
class Sheet:
    """What was made together and is printed together."""

    club: Club
    pack: UUID
    codes: list[PrintedCode]


@transaction.atomic
def make_codes(
    club: Club, *, count: int = 1, uses_allowed: int = 40, expires_at: datetime, by: User | None, at: datetime
) -> Sheet:
    """This will make a pack: one code for many children, or many codes for one child each.

    It refuses what `rules.check_can_facilitate` refuses (`by` None is the demo), `ClubEnded` and `BadPack`.
    """
    if by is not None:
        rules.check_can_facilitate(by, club, at=at)
    rules.check_club_is_open(club, at=at)
    rules.check_pack(count=count, uses_allowed=uses_allowed, expires_at=expires_at, at=at)
    pack = uuid4()
    codes = [_new_code() for _number in range(count)]
    rows = [
        keep_code(club, code, pack=pack, uses_allowed=uses_allowed, expires_at=expires_at, by=by, at=at)
        for code in codes
    ]
    JoinCode.objects.bulk_create(rows)
    people_actions.log_access(
        by=by, verb=gettext_noop("tạo mã vào câu lạc bộ"), subject=f"{club} (câu lạc bộ {club.pk}, {count} mã)", at=at
    )
    return Sheet(club, pack, [PrintedCode(code, row) for code, row in zip(codes, rows, strict=True)])


def keep_code(
    club: Club, code: str, *, pack: UUID, uses_allowed: int, expires_at: datetime, by: User | None, at: datetime
) -> JoinCode:
    """This will return the unsaved row of a code: its digest to find it, the code encrypted to print it again."""
    return JoinCode(
        club=club,
        digest=queries.digest("join", code),
        sealed=encryption.encrypt(code, purpose=PURPOSE),
        pack=pack,
        uses_allowed=uses_allowed,
        made_by=by,
        made_at=at,
        expires_at=expires_at,
    )


@transaction.atomic
def print_sheet(club: Club, pack: UUID, *, by: User, at: datetime) -> Sheet:
    """This will return the codes of a pack that still open, to be printed; the log says who printed them.

    It refuses what `rules.check_can_facilitate` refuses.
    """
    rules.check_can_facilitate(by, club, at=at)
    rows = [row for row in club.codes.filter(pack=pack).order_by("pk") if row.is_open(at)]
    found = [(encryption.decrypt(row.sealed, purpose=PURPOSE), row) for row in rows]
    people_actions.log_access(
        by=by, verb=gettext_noop("in mã vào câu lạc bộ"), subject=f"{club} (câu lạc bộ {club.pk})", at=at
    )
    return Sheet(club, pack, [PrintedCode(code, row) for code, row in found if code])


@transaction.atomic
def revoke_pack(club: Club, pack: UUID, *, by: User, at: datetime) -> int:
    """This will make every code of a pack open nothing any more, and return how many that were.

    It refuses what `rules.check_can_facilitate` refuses.
    """
    rules.check_can_facilitate(by, club, at=at)
    revoked = club.codes.filter(pack=pack, revoked_at__isnull=True).update(revoked_at=at)
    if revoked:
        people_actions.log_access(
            by=by,
            verb=gettext_noop("thu hồi mã vào câu lạc bộ"),
            subject=f"{club} (câu lạc bộ {club.pk}, {revoked} mã)",
            at=at,
        )
    return revoked


def _new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _place in range(rules.CODE_LENGTH))
