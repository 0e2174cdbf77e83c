"""What was handed to protection lies with its officers alone: by every door, in every list, for every other role."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from portal.people import rules as people_rules
from portal.people.models import AccessEntry, User
from portal.safeguarding import actions, queries, rules
from portal.safeguarding.models import Decision, FreeText, ReviewDecision, SecondReading
from tests import personas
from tests.desk import signed_in
from tests.safeguarding import duty_people
from tests.safeguarding.factories import qualify, reader, receive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
WORDS = "Em kể chuyện ở nhà cho cô chú nghe."
SAID = "đã chuyển cho cán bộ bảo vệ trẻ em"


@pytest.fixture
def by(at):
    return reader(at)


@pytest.fixture
def text(by, at):
    """Handed over by Neáng Srây Mom, who read it."""
    sent = receive(WORDS, at=at, source="Hộp thư của Măng Non")
    actions.decide_text(sent, decision=Decision.PROTECTION, version=1, by=by, at=at)
    return sent


def address(name, *args):
    return reverse(f"texts:{name}", args=args)


def officer(at):
    return qualify(personas.protection_officer(), at)


def close_as_none(concern, by, at):
    for one in (duty_people.officer(at, "Y Nga"), by):
        actions.close_concern(concern, reason="Thành ngữ.", is_no_concern=True, by=one, at=at)


def superuser(at):
    return qualify(User.objects.create_superuser("goc@sngan.example", personas.PASSWORD, full_name="Siu Kim"), at)


OTHERS = {
    "the moderator who handed it over": lambda at: User.objects.get(full_name="Neáng Srây Mom"),
    "another moderator": lambda at: reader(at, "Y Hlim Ayun"),
    "the director": lambda at: personas.director(),
    "a superuser": superuser,
}


@pytest.mark.parametrize("person", OTHERS.values(), ids=OTHERS)
def test_it_closes_every_door_to_all_but_protection_officers(text, at, person):
    desk = signed_in(person(at))

    answers = [desk.get(address(name, text.pk)) for name in ("item", "listen")]
    for name in ("open", "decide", "release", "pass_on", "language", "return"):
        answers.append(desk.post(address(name, text.pk), {"reason": "xem", "version": 2, "decision": "read"}))

    assert {answer.status_code for answer in answers} == {403}
    for answer in answers:
        assert SAID in answer.content.decode()
        assert "Hộp thư của Măng Non" not in answer.content.decode()
        assert "chuyện ở nhà" not in answer.content.decode()
    assert not AccessEntry.objects.filter(verb=queries.OPENED).exists()


@pytest.mark.parametrize("person", OTHERS.values(), ids=OTHERS)
def test_it_refuses_the_actions_behind_the_doors_too(text, at, person):
    somebody = person(at)
    refusals = (rules.WithProtection, people_rules.NotModerator)

    for act in (
        lambda: actions.open_text(text, reason="xem", by=somebody, at=at),
        lambda: actions.claim_text(text, by=somebody, at=at),
        lambda: actions.decide_text(text, decision=Decision.READ, version=text.version, by=somebody, at=at),
    ):
        with pytest.raises(refusals):
            act()


def test_it_leads_an_editor_away_as_ever(text):
    editor = signed_in(personas.editor())

    assert editor.get(address("item", text.pk)).url == reverse("wagtailadmin_home")
    assert editor.post(address("open", text.pk), {"reason": "xem"}).url == reverse("wagtailadmin_home")


def test_it_opens_to_an_officer_while_training_and_commitment_hold(text, at):
    hanh = officer(at)
    desk = signed_in(hanh)

    assert desk.get(address("item", text.pk)).status_code == 200
    assert WORDS in desk.post(address("open", text.pk), {"reason": "xem"}).content.decode()

    hanh.qualifications.filter(kind="training").update(expires_on=at.date() - timedelta(days=1))
    lapsed = desk.get(address("item", text.pk))
    assert lapsed.status_code == 403
    assert "không còn hiệu lực" in lapsed.content.decode()


def test_it_tells_whoever_hands_it_over_that_it_is_done_without_the_words(by, at):
    sent = receive(WORDS, at=at)
    desk = signed_in(by)
    desk.post(address("open", sent.pk))
    handed = {"decision": "protection", "version": 1, "severity": "2", "note": "xem giúp"}

    done = desk.post(address("decide", sent.pk), handed, follow=True)
    again = desk.post(address("decide", sent.pk), handed)

    assert done.redirect_chain[-1][0] == address("queue")
    assert "Đã chuyển cho cán bộ bảo vệ trẻ em." in done.content.decode()
    assert "chuyện ở nhà" not in done.content.decode()
    assert again.status_code == 403
    assert SAID in again.content.decode()
    assert ReviewDecision.objects.count() == 1


def test_it_leaves_every_list_of_the_desk(text, by, at):
    other = receive("Em thích vẽ.", at=at, thread=text.thread)
    desk = signed_in(by)

    for page in (
        desk.get(address("queue")),
        desk.get(address("queue"), {"nguon": text.source_kind}),
        desk.get(address("second")),
        desk.get(address("item", other.pk)),
        desk.post(address("open", other.pk)),
    ):
        assert page.status_code == 200
        assert str(text.pk) not in page.content.decode()
        assert "Hộp thư của Măng Non" not in page.content.decode()
    assert desk.post(address("next")).url == address("item", other.pk)


def test_it_shows_an_officer_what_came_under_the_same_receipt(text, at):
    other = receive("Em thích vẽ.", at=at, thread=text.thread)
    actions.decide_text(other, decision=Decision.PROTECTION, version=1, by=reader(at, "Y Hlim Ayun"), at=at)

    assert address("item", text.pk) in signed_in(officer(at)).get(address("item", other.pk)).content.decode()


def test_it_shows_nobody_an_earlier_text_that_is_kept_from_her(by, at):
    kept = receive("Em thích bơi.", at=at, keep_from=[by])
    other = receive("Em thích vẽ.", at=at, thread=kept.thread)

    assert not queries.earlier_texts(other, by).exists()
    assert queries.earlier_texts(other, reader(at, "Y Hlim Ayun")).get() == kept


def test_it_is_read_a_second_time_by_officers_alone(by, at):
    sent = receive(WORDS, at=at)
    FreeText.objects.filter(pk=sent.pk).update(severity=1)
    decision = actions.decide_text(sent, decision=Decision.PROTECTION, version=1, by=by, at=at)
    second = reader(at, "Y Hlim Ayun")

    assert not decision.needs_second
    assert not queries.awaiting_second_reading(second).exists()
    with pytest.raises(rules.WithProtection):
        actions.read_second(decision, by=second, agrees=True, at=at)
    assert not SecondReading.objects.exists()


def test_it_takes_an_older_row_out_of_the_second_reading_too(text, by, at):
    ReviewDecision.objects.create(text=text, decision=Decision.PROTECTION, by=by, at=at, needs_second=True)

    assert not queries.awaiting_second_reading(reader(at, "Y Hlim Ayun")).exists()


def test_it_says_on_a_report_only_that_it_was_handed_over(by, at):
    public = receive("Em thích vẽ.", at=at, source="Bài của Búp Măng")
    actions.decide_text(public, decision=Decision.PUBLISH, version=1, by=by, at=at)
    report = actions.report_page(
        instance=uuid4(), reason="hurts", about="/bai/", words="Em thấy buồn.", text=public.pk, at=at
    )
    desk = signed_in(by)
    assert address("item", public.pk) in desk.get(address("report", report.pk)).content.decode()

    for sent in (public, report.words):
        sent.refresh_from_db()
        actions.decide_text(sent, decision=Decision.PROTECTION, version=sent.version, by=by, at=at)

    shown = desk.get(address("report", report.pk)).content.decode()
    shown_to_officer = signed_in(officer(at)).get(address("report", report.pk)).content.decode()
    assert shown.count("đã chuyển cán bộ bảo vệ") == 2
    assert "Bài của Búp Măng" not in shown
    for sent in (public, report.words):
        assert str(sent.pk) not in shown
        assert address("item", sent.pk) in shown_to_officer


def test_it_comes_back_to_the_readers_when_an_officer_gives_it_back(text, by, at):
    actions.return_text(text, by=officer(at), at=at)

    assert WORDS in signed_in(by).post(address("open", text.pk)).content.decode()


def test_it_stays_closed_when_the_child_takes_it_back_there(text, by, at):
    actions.withdraw_text(text, at=at)
    text.refresh_from_db()

    with pytest.raises(rules.TextGone):
        actions.open_text(text, reason="xem", by=by, at=at)
    actions.open_text(text, reason="tìm em", by=officer(at), at=at)


@pytest.mark.parametrize("decision", [Decision.PUBLISH, Decision.MASK])
def test_it_publishes_nothing_an_officer_still_cares_for(by, at, decision):
    sent = receive(WORDS, at=at)
    concern = actions.open_concern(severity=3, origin="screening", text=sent, at=at)

    with pytest.raises(rules.ConcernOpen):
        actions.decide_text(sent, decision=decision, version=1, public_text="Em kể.", by=by, at=at)
    actions.close_concern(concern, reason="Thành ngữ.", is_no_concern=True, by=officer(at), at=at)
    actions.decide_text(sent, decision=decision, version=1, public_text="Em kể.", by=by, at=at)


def test_it_does_not_say_that_a_reported_text_is_in_order_while_an_officer_cares_for_it(by, at):
    public = receive("Em thích vẽ.", at=at)
    actions.decide_text(public, decision=Decision.PUBLISH, version=1, by=by, at=at)
    actions.report_page(instance=uuid4(), reason="danger", about="/bai/", text=public.pk, at=at)
    public.refresh_from_db()

    with pytest.raises(rules.ConcernOpen):
        actions.decide_text(public, decision=Decision.PUBLISH, version=public.version, by=by, at=at)
    actions.decide_text(public, decision=Decision.PROTECTION, version=public.version, by=by, at=at)


def test_it_offers_no_way_to_publish_while_an_officer_cares_for_it(by, at):
    sent = receive(WORDS, at=at)
    actions.open_concern(severity=3, origin="screening", text=sent, at=at)
    desk = signed_in(by)

    page = desk.post(address("open", sent.pk)).content.decode()
    refused = desk.post(address("decide", sent.pk), {"decision": "publish", "version": 1})

    assert "Cán bộ bảo vệ đang lo một việc về bài này" in page
    assert 'value="publish"' not in page
    assert 'value="protection"' in page
    assert refused.status_code == 409
    assert "Cán bộ bảo vệ đang lo một việc về bài này" in refused.content.decode()


def test_it_never_reopens_at_a_second_reading_what_an_officer_has(text, by, at):
    old = ReviewDecision.objects.create(text=text, decision=Decision.PROTECTION, by=by, at=at, needs_second=True)

    with pytest.raises(rules.WithProtection):
        actions.read_second(old, by=reader(at, "Y Hlim Ayun"), agrees=False, note="Tôi thấy khác.", at=at)

    assert FreeText.objects.get().state == "protection"


def test_it_is_opened_by_nobody_once_its_concern_is_handed_over_and_closed(text, by, at):
    hanh, concern = officer(at), text.concerns.get()
    actions.open_text(text, reason="xem", by=hanh, at=at)
    actions.hand_over_concern(concern, told="111", told_at=at, channel="gọi", reference="cô Lan", by=hanh, at=at)
    actions.close_concern(concern, reason="Đã báo.", by=hanh, at=at)

    text.refresh_from_db()
    assert (text.state, rules.sees_unmasked(text, by=hanh)) == ("protection", False)
    with pytest.raises(rules.ConcernOver):
        actions.open_text(text, reason="xem", by=hanh, at=at)
    with pytest.raises(rules.WithProtection):
        actions.open_text(text, reason="xem", by=by, at=at)
    page = signed_in(hanh).get(address("item", text.pk)).content.decode()
    assert "không ai mở lời của em nữa" in page
    assert "Trả bài về hàng đợi" in page


def test_it_goes_back_to_the_readers_when_it_was_no_concern(text, by, at):
    hanh, concern = officer(at), text.concerns.get()

    close_as_none(concern, hanh, at)

    text.refresh_from_db()
    assert (text.state, text.public_text, text.version) == ("waiting", "", 3)
    assert text in queries.waiting_texts(by)
    assert not rules.sees_unmasked(text, by=hanh)


def test_it_stays_with_protection_while_another_concern_needs_it(text, at):
    hanh, concern = officer(at), text.concerns.get()
    actions.open_concern(severity=3, origin="report", text=text, thread=uuid4(), at=at)

    close_as_none(concern, hanh, at)

    text.refresh_from_db()
    assert text.state == "protection"
