"""What a facilitator does on her telephone: for her own clubs, trained, and for nobody else's."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from clubs.models import ClubFacilitator, ClubMeeting, ClubNotice, Incident, JoinCode
from portal.people import rules as people_rules
from portal.people.models import AccessEntry, Qualification
from portal.safeguarding import queries as safeguarding_queries
from portal.safeguarding.models import Concern, FreeText, Provenance
from tests import desk, personas
from tests.clubs import factories
from tests.conftest import NOW
from tests.people.factories import PIN

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return factories.ClubFactory(name="CLB Sông Xanh")


@pytest.fixture
def person(club):
    return factories.facilitator(club)


@pytest.fixture
def staff(person, clock):
    return desk.signed_in(person)


def at(name, club, *more):
    return reverse(f"clubs:{name}", args=[club.pk, *more])


MEETING = {
    "held_on": "23/11/2026",
    "where": "Phòng đọc",
    "topic": "Quyền được nói",
    "girls": "12",
    "boys": "9",
    "others": "0",
    "adults": "2",
    "notes": "",
}


def test_it_lists_her_clubs_and_no_others(staff, club):
    factories.ClubFactory(name="CLB Người Khác")

    page = staff.get("/admin/cau-lac-bo/").content.decode()

    assert "CLB Sông Xanh" in page
    assert "CLB Người Khác" not in page


def test_it_shows_members_by_pen_name_with_what_consent_is_missing(staff, club):
    factories.member(club, "Mèo Vàng")

    page = staff.get(at("club", club)).content.decode()

    assert "Mèo Vàng" in page
    assert "<td>Em chưa trả lời. Cha mẹ chưa trả lời.</td>" in page


@pytest.mark.parametrize("name", ["club", "meeting", "incident", "notice", "codes"])
def test_it_does_not_know_anothers_club(staff, name):
    other = factories.ClubFactory()

    assert staff.get(at(name, other)).status_code == 404
    assert staff.post(at(name, other), MEETING).status_code == 404


def test_it_does_not_know_a_member_through_another_club(staff, club):
    stranger = factories.member(factories.ClubFactory(), "Chó Đen")

    assert staff.get(at("member", club, stranger.participant_id)).status_code == 404


@pytest.mark.parametrize("name", ["club", "meeting", "codes"])
def test_it_shuts_every_door_when_training_has_expired(staff, club, person, name):
    Qualification.objects.filter(user=person, kind="training").update(expires_on=date(2026, 11, 1))

    page = staff.get(at(name, club))

    assert page.status_code == 403
    assert "không còn hiệu lực" in page.content.decode()
    assert "không còn hiệu lực" in staff.get("/admin/cau-lac-bo/").content.decode()


def test_it_shuts_every_door_when_her_care_has_ended(staff, club):
    ClubFacilitator.objects.update(ended_on=date(2026, 11, 22))

    assert staff.get(at("club", club)).status_code == 404


def test_it_offers_the_last_meetings_numbers_and_writes_todays_down(staff, club):
    staff.post(at("meeting", club), MEETING)

    page = staff.get(at("meeting", club)).content.decode()

    meeting = ClubMeeting.objects.get()
    assert (meeting.children, meeting.where) == (21, "Phòng đọc")
    assert 'value="12"' in page
    assert 'value="23/11/2026"' in page


def test_it_writes_a_meeting_once_for_two_taps(staff, club):
    for _tap in range(2):
        assert staff.post(at("meeting", club), MEETING).status_code == 302

    assert ClubMeeting.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("held_on", "24/11/2026", "hôm nay hoặc trước đó"),
        ("held_on", "31/02/2026", "Nhập một ngày"),
        ("girls", "501", "500"),
        ("girls", "-1", "0"),
        ("topic", "", "bắt buộc"),
    ],
)
def test_it_refuses_an_impossible_meeting_beside_the_field(staff, club, field, value, said):
    page = staff.post(at("meeting", club), {**MEETING, field: value})

    assert page.status_code == 400
    assert not ClubMeeting.objects.exists()


def test_it_refuses_a_meeting_of_nobody(staff, club):
    nobody = dict.fromkeys(("girls", "boys", "others", "adults"), "0")

    assert staff.post(at("meeting", club), {**MEETING, **nobody}).status_code == 400


def test_it_masks_personal_data_in_notes_before_anything_is_kept(staff, club):
    notes = "Em Lan có số 0912 345 678."

    page = staff.post(at("meeting", club), {**MEETING, "notes": notes})

    assert page.status_code == 400
    assert not ClubMeeting.objects.exists()
    assert "[số điện thoại]" in page.content.decode()

    masked = safeguarding_queries.mask(notes)
    assert staff.post(at("meeting", club), {**MEETING, "notes": masked}).status_code == 302
    assert "0912" not in ClubMeeting.objects.get().notes


def test_it_keeps_notes_as_written_when_the_writer_says_they_name_nobody(staff, club):
    notes = "Gọi Trung tâm: 0912 345 678."

    staff.post(at("meeting", club), {**MEETING, "notes": notes, "confirmed": "on"})

    assert ClubMeeting.objects.get().notes == notes


def test_it_opens_a_concern_for_an_incident(staff, club):
    told = {"happened_at": "23/11/2026 08:30", "severity": "2", "summary": "Một em ngã ở sân, đã đưa đến trạm y tế."}

    pages = [staff.post(at("incident", club), told) for _tap in range(2)]

    assert [page.status_code for page in pages] == [302, 302]
    concern = Concern.objects.get()
    assert (concern.origin, concern.severity, concern.opened_by) == ("incident", 2, Incident.objects.get().reported_by)
    assert "ngã" not in bytes(concern.summary).decode(errors="replace")


def test_it_lets_her_tell_of_an_incident_though_her_training_has_expired(staff, club, person):
    Qualification.objects.filter(user=person, kind="training").update(expires_on=date(2026, 11, 1))
    told = {"happened_at": "23/11/2026 08:30", "severity": "1", "summary": "Một em bị đánh."}

    assert at("incident", club) in staff.get("/admin/cau-lac-bo/").content.decode()
    assert staff.get(at("incident", club)).status_code == 200
    assert staff.post(at("incident", club), told, follow=True).status_code == 200
    assert Concern.objects.get().severity == 1


def test_it_refuses_an_incident_that_has_not_happened(staff, club):
    page = staff.post(at("incident", club), {"happened_at": "23/11/2026 10:30", "severity": "2", "summary": "Sẽ ngã."})

    assert page.status_code == 400
    assert not Concern.objects.exists()


def test_it_puts_a_notice_on_the_board_where_the_centre_sees_it(staff, club):
    for _tap in range(2):
        staff.post(at("notice", club), {"words": "Thứ Bảy sinh hoạt.", "ends_on": "30/11/2026"})

    notice = ClubNotice.objects.get()
    page = desk.signed_in(personas.moderator()).get("/admin/cau-lac-bo/tin/").content.decode()
    assert "Thứ Bảy sinh hoạt." in page
    assert AccessEntry.objects.filter(verb="báo tin cho câu lạc bộ", by=notice.by).count() == 1


def test_it_lets_the_centre_take_a_notice_down(staff, club):
    staff.post(at("notice", club), {"words": "Đến nhà thầy nhé.", "ends_on": "30/11/2026"})
    notice = ClubNotice.objects.get()

    desk.signed_in(personas.moderator()).post(reverse("clubs:take_down_notice", args=[notice.pk]))

    notice.refresh_from_db()
    assert notice.taken_down_at is not None


def test_it_hides_all_notices_from_a_facilitator_and_anothers_notice_from_her(staff, club):
    other = ClubNotice.objects.create(
        club=factories.ClubFactory(), words="Tin.", by=personas.director(), at=NOW, ends_on=date(2026, 11, 30)
    )

    assert staff.get("/admin/cau-lac-bo/tin/").status_code == 302
    assert staff.post(reverse("clubs:take_down_notice", args=[other.pk])).status_code == 404


def test_it_shows_a_new_pin_once_and_logs_who_gave_it(staff, club, person):
    member = factories.member(club)
    screen = at("member", club, member.participant_id)

    page = staff.post(screen, {"viec": "ma-rieng"})

    member.participant.refresh_from_db()
    assert member.participant.must_change_pin
    assert "Mã mới, chỉ hiện một lần" in page.content.decode()
    assert "Mã mới, chỉ hiện một lần" not in staff.get(screen).content.decode()
    assert AccessEntry.objects.filter(by=person, subject=f"em {member.participant_id}").exists()


def test_it_lifts_a_lock(staff, club):
    member = factories.member(club, locked_at=NOW, wrong_pins=5)

    staff.post(at("member", club, member.participant_id), {"viec": "mo-khoa"})

    member.participant.refresh_from_db()
    assert not member.participant.is_locked


def test_it_mends_an_age_said_by_mistake(staff, club):
    member = factories.member(club, age_band="10_12")
    screen = at("member", club, member.participant_id)

    staff.post(screen, {"viec": "tuoi", "age_band": "13_15"})
    assert "Em chọn lại nhóm tuổi" in staff.post(screen, {"viec": "tuoi"}, follow=True).content.decode()

    member.participant.refresh_from_db()
    assert member.participant.age_band == "13_15"


def test_it_lets_a_member_leave_and_frees_her_name(staff, club):
    member = factories.member(club, "Mèo Vàng")

    staff.post(at("member", club, member.participant_id), {"viec": "thoi"})

    member.refresh_from_db()
    assert (member.folded_name, member.ended_on) == ("", date(2026, 11, 23))
    assert factories.member(club, "Mèo Vàng").pk


def test_it_makes_prints_and_revokes_a_pack_of_codes(staff, club, client):
    page = staff.post(at("codes", club), {"kind": "single", "number": "6", "days": "7"})
    sheet = staff.get(page["Location"]).content.decode()

    assert JoinCode.objects.filter(uses_allowed=1).count() == 6
    assert sheet.count("<svg") == 6
    assert sheet.count("slip__code") == 6
    assert "CLB Sông Xanh" in sheet

    pack = JoinCode.objects.first().pack
    staff.post(at("codes", club), {"thu-hoi": str(pack)})
    assert not JoinCode.objects.filter(revoked_at__isnull=True).exists()
    assert "không còn mã nào dùng được" in staff.get(at("sheet", club, pack)).content.decode()


def test_it_prints_codes_that_open(staff, club, client):
    page = staff.post(at("codes", club), {"kind": "many", "number": "30", "days": "1"})
    sheet = staff.get(page["Location"]).content.decode()
    code = sheet.split('slip__code">')[1].split("<")[0]

    assert client.get(f"/vao/{code.replace(' ', '')}/").status_code == 200
    assert JoinCode.objects.get().uses_allowed == 30


@pytest.mark.parametrize(
    ("kind", "number", "size", "slips"),
    [("many", "30", "a6", 4), ("many", "30", "a4", 1), ("many", "1", "a6", 1), ("single", "1", "a6", 1)],
)
def test_it_fills_a_page_with_small_slips_of_a_code_for_many(staff, club, kind, number, size, slips):
    page = staff.post(at("codes", club), {"kind": kind, "number": number, "days": "7"})

    sheet = staff.get(f"{page['Location']}?kho={size}").content.decode()

    assert sheet.count('<section class="slip">') == slips
    assert f'<a href="?kho={size}" aria-current="page">' in sheet
    assert "Trên điện thoại: bấm dấu ba chấm" in sheet


def test_it_keeps_no_code_that_can_be_read(staff, club):
    page = staff.post(at("codes", club), {"kind": "many", "number": "30", "days": "1"})
    code = staff.get(page["Location"]).content.decode().split('slip__code">')[1].split("<")[0].replace(" ", "")

    row = JoinCode.objects.get()
    assert code not in row.digest + row.sealed


@pytest.mark.parametrize("number", ["0", "61", "-3", "abc"])
def test_it_refuses_packs_too_small_or_too_large(staff, club, number):
    page = staff.post(at("codes", club), {"kind": "single", "number": number, "days": "7"})

    assert page.status_code == 400
    assert not JoinCode.objects.exists()


def test_it_enters_what_a_child_wrote_on_paper_as_such(staff, club, person):
    member = factories.member(club, age_band="18_up")
    from portal.people import actions as people_actions

    people_actions.record_child_consent(member.participant, "club", is_yes=True, at=NOW)
    screen = at("paper", club, member.participant_id)
    token = staff.get(screen).content.decode().split('name="phieu" value="')[1].split('"')[0]
    sent = {"phieu": token, "to": "centre", "provenance": "paper", "words": "Em muốn có thư viện."}

    pages = [staff.post(screen, sent) for _tap in range(2)]

    assert [page.status_code for page in pages] == [200, 200]
    text = FreeText.objects.get()
    assert (text.provenance, text.entered_by, text.participant) == (Provenance.PAPER, person, member.participant)


def test_it_does_not_enter_words_before_consent_is_complete(staff, club):
    member = factories.member(club)
    screen = at("paper", club, member.participant_id)
    token = staff.get(screen).content.decode().split('name="phieu" value="')[1].split('"')[0]

    page = staff.post(screen, {"phieu": token, "to": "centre", "provenance": "paper", "words": "Em muốn thư viện."})

    assert page.status_code == 400
    assert not FreeText.objects.exists()


def test_it_reaches_the_consents_of_her_own_members_alone(person, club):
    own, other = factories.member(club), factories.member(factories.ClubFactory(), "Chó Đen")

    assert people_rules.reaches(person, own.participant_id, at=NOW)
    assert not people_rules.reaches(person, other.participant_id, at=NOW)
    assert not people_rules.reaches(person, own.participant_id, at=NOW + timedelta(days=90))
    person.qualifications.all().delete()
    person = type(person).objects.get(pk=person.pk)
    assert not people_rules.reaches(person, own.participant_id, at=NOW)


def test_it_makes_as_many_queries_for_a_large_club_as_for_a_small_one(staff, club, django_assert_max_num_queries):
    factories.member(club, "Lá")
    staff.get(at("club", club))
    with django_assert_max_num_queries(40) as small:
        staff.get(at("club", club))
    for number in range(20):
        factories.member(club, f"Lá {number}")

    with django_assert_max_num_queries(len(small.captured_queries)):
        staff.get(at("club", club))


def test_it_shows_the_pins_owner_nothing_on_get(staff, club):
    member = factories.member(club)
    before = member.participant.pin_hash

    staff.get(at("member", club, member.participant_id), {"viec": "ma-rieng"})

    member.participant.refresh_from_db()
    assert member.participant.pin_hash == before
    assert PIN


def test_it_shows_her_clubs_on_the_first_screen(staff, club):
    ClubMeeting.objects.create(
        club=club, held_on=NOW.date() - timedelta(days=7), where="Lớp", topic="A", girls=3,
        recorded_by=club.facilitators.get().user, recorded_at=NOW,
    )  # fmt: skip

    page = staff.get("/admin/").content.decode()

    assert "CLB Sông Xanh" in page
    assert "Buổi gần nhất 16/11/2026" in page


def test_it_finds_whom_she_reaches_with_as_many_queries_for_many_as_for_one(person, club, django_assert_num_queries):
    own = [factories.member(club, f"Lá {number}").participant_id for number in range(5)]
    other = factories.member(factories.ClubFactory(), "Chó Đen").participant_id

    with django_assert_num_queries(4):
        assert people_rules.reached(person, [*own, other], at=NOW) == set(own)
