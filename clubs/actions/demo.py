"""Clubs of the demo centre: fictional children, codes everybody may know."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from clubs import queries, rules
from clubs.actions.codes import keep_code
from clubs.actions.imports import import_clubs
from clubs.models import Club, ClubFacilitator, ClubMeeting, ClubMembership, ClubNotice, JoinCode
from portal.foundation import actions as foundation_actions
from portal.foundation.refusals import Refusal
from portal.people import actions as people_actions
from portal.people.models import OFFERED_BANDS, Activity, AgeBand, PinKind, User
from portal.safeguarding import actions as safeguarding_actions
from portal.safeguarding.models import TextKind

FILE = Path(__file__).resolve().parent.parent / "demo" / "clubs.csv"
PIN = "2580"
PICTURES = "sao-tim-nha-cay"


@dataclass(frozen=True)
class DemoClub:
    """A club one can try: its place in the file, its codes, how many children."""

    position: int
    join_code: str
    sign_in_code: str
    size: int


@dataclass(frozen=True)
class DemoMember:
    """A child one can sign in as."""

    pen_name: str
    age_band: str
    pin: str
    pin_kind: str
    agreed: str
    """Who has said yes: "both", "child", "none"."""


DEMO_CLUBS = (
    DemoClub(0, "MAUTRANG", "MAUMAT", 12),
    DemoClub(1, "MAUXANHA", "MAUCAM", 25),
    DemoClub(2, "MAUHUNGA", "MAUDEN", 40),
)
EXPIRED_CODE = "HETHANQA"
DEMO_MEMBERS = (
    DemoMember("Bông Nhỏ", AgeBand.FROM_7, PICTURES, PinKind.PICTURES, "child"),
    DemoMember("Cánh Diều", AgeBand.FROM_10, PIN, PinKind.DIGITS, "both"),
    DemoMember("Suối Reo", AgeBand.FROM_13, PIN, PinKind.DIGITS, "both"),
    DemoMember("Nắng Mai", AgeBand.FROM_16, PIN, PinKind.DIGITS, "child"),
    DemoMember("Cây Bàng", AgeBand.FROM_18, PIN, PinKind.DIGITS, "child"),
)
"""All in the last club, so that its young reporters can be tried."""

_TOPICS = ("Quyền được nói", "Bơi an toàn", "Đọc sách cùng nhau", "Điều em mong ở trường")


class ClubsNotDemo(Refusal):
    """Codes everybody knows may not open a real club."""

    code = "not_demo"


@transaction.atomic
def load_demo_clubs(*, facilitator: User, vetter: User, at: datetime) -> int:
    """This will add what is missing of the demo's clubs: 21 clubs, and children, codes, meetings in three of them.

    It returns how many children it made; running it again makes none, and opens the codes anew. It refuses `ClubsNotDemo` in
    production.
    """
    if settings.IS_PRODUCTION:
        raise ClubsNotDemo
    if Club.objects.filter(is_sample=True).count() < 21:
        import_clubs(FILE.read_bytes(), by=None, is_sample=True, at=at)
    made = 0
    clubs = list(Club.objects.filter(is_sample=True).order_by("pk"))
    for demo in DEMO_CLUBS:
        club = clubs[demo.position]
        if club.sign_in_code != demo.sign_in_code:
            club.sign_in_code = demo.sign_in_code
            club.save(update_fields=["sign_in_code"])
        ClubFacilitator.objects.get_or_create(
            club=club,
            user=facilitator,
            ended_on=None,
            defaults={"vetted_on": timezone.localdate(at), "vetted_by": vetter},
        )
        _open(club, demo.join_code, at=at, days=120)
        made += _fill(club, demo, at=at)
        _meet(club, by=facilitator, at=at)
    last = clubs[DEMO_CLUBS[-1].position]
    _open(last, EXPIRED_CODE, at=at, days=-1)
    for member in DEMO_MEMBERS:
        made += _let_in(last, member, by=facilitator, at=at)
    asked = ClubMembership.objects.select_related("participant").get(instance=_instance(last, DEMO_MEMBERS[0].pen_name))
    people_actions.ask_demo_guardian(asked.participant, by=facilitator, at=at)
    if made:
        foundation_actions.bump_site_revision()
    return made


def _open(club: Club, code: str, *, at: datetime, days: int) -> None:
    day = timezone.localdate(at) + timedelta(days=days)
    expires_at = timezone.make_aware(datetime.combine(day, time(23, 59)))
    row = JoinCode.objects.filter(digest=queries.digest("join", code)).first()
    if row is None:
        pack = uuid5(NAMESPACE_URL, f"demo {code}")
        keep_code(club, code, pack=pack, uses_allowed=rules.MOST_USES, expires_at=expires_at, by=None, at=at).save()
    elif row.is_open(at) != (days > 0):
        JoinCode.objects.filter(pk=row.pk).update(expires_at=expires_at, uses=0)


def _fill(club: Club, demo: DemoClub, *, at: datetime) -> int:
    """Children nobody can sign in as, for counts and lists. No two of a club have one name."""
    known = {member.pen_name for member in DEMO_MEMBERS}
    free = [name for name in map(str.title, queries.PEN_NAMES) if name not in known]
    names = Random(demo.position).sample(free, demo.size)  # noqa: S311  (the same each time it is loaded)
    made = 0
    for number, name in enumerate(names):
        instance = _instance(club, f"member {number}")
        if ClubMembership.objects.filter(instance=instance).exists():
            continue
        band = OFFERED_BANDS[number % 4]
        participant = people_actions.create_participant(pen_name=name, age_band=band, place=club.place, at=at)
        _belong(club, participant, name, instance, at=at)
        made += 1
    return made


def _let_in(club: Club, member: DemoMember, *, by: User, at: datetime) -> int:
    instance = _instance(club, member.pen_name)
    if ClubMembership.objects.filter(instance=instance).exists():
        return 0
    participant = people_actions.create_participant(
        pen_name=member.pen_name,
        age_band=member.age_band,
        place=club.place,
        pin=member.pin,
        pin_kind=member.pin_kind,
        at=at,
    )
    text = safeguarding_actions.receive_text(
        instance=uuid5(instance, "pen name"),
        kind=TextKind.PEN_NAME,
        content=member.pen_name,
        source=f"Bút danh, {club.name}"[:160],
        source_kind="clubs.pen_name",
        place=club.place,
        age_band=member.age_band,
        participant=participant,
        at=at,
    )
    _belong(club, participant, member.pen_name, instance, text=text, at=at)
    if member.agreed in {"both", "child"}:
        people_actions.record_child_consent(participant, Activity.CLUB, is_yes=True, at=at)
    if member.agreed == "both":
        people_actions.enter_paper_consent(
            participant,
            activity=Activity.CLUB,
            relation="mother",
            is_yes=True,
            evidence="Phiếu giấy mẫu, tủ hồ sơ câu lạc bộ",
            witnessed_by=by,
            at=at,
        )
    return 1


def _belong(
    club: Club, participant: object, name: str, instance: UUID, *, text: object = None, at: datetime
) -> ClubMembership:
    return ClubMembership.objects.create(
        club=club,
        participant=participant,  # type: ignore[misc]
        folded_name=rules.fold_pen_name(name),
        instance=instance,
        pen_name_text=text,
        joined_on=timezone.localdate(at),
    )


def _meet(club: Club, *, by: User, at: datetime) -> None:
    if club.meetings.exists():
        return
    today = timezone.localdate(at)
    for weeks, topic in enumerate(_TOPICS, start=1):
        ClubMeeting.objects.create(
            club=club,
            held_on=today - timedelta(weeks=weeks),
            where=club.school or club.place.full_name,
            topic=topic,
            girls=9 + weeks,
            boys=8,
            adults=2,
            recorded_by=by,
            recorded_at=at,
        )
    ClubNotice.objects.create(
        club=club,
        words="Thứ Bảy này câu lạc bộ tập đóng kịch. Em mang theo nước uống nhé.",
        by=by,
        at=at,
        ends_on=today + timedelta(days=30),
    )


def _instance(club: Club, what: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"demo club {club.slug} {what}")


def demo_ways_in() -> list[str]:
    """This will return lines that tell whoever tries the demo how to come in as a child, and as a guardian of one."""
    club = Club.objects.filter(sign_in_code=DEMO_CLUBS[-1].sign_in_code).first()
    if club is None:
        return []
    lines = [
        f"/vao/{demo.join_code}/   join code {rules.written_code(demo.join_code)}, club code {demo.sign_in_code}"
        for demo in DEMO_CLUBS
    ]
    lines.append(f"/vao/{EXPIRED_CODE}/   a join code that has expired")
    lines += [
        f"/em/vao/   {DEMO_CLUBS[-1].sign_in_code} · {member.pen_name} · {member.pin}   ({AgeBand(member.age_band).label})"
        for member in DEMO_MEMBERS
    ]
    return lines + people_actions.demo_guardian_ways()
