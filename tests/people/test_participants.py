"""Children: written down by pen name, age band and place; ages asked again each September; never a User."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.urls import NoReverseMatch, reverse
from wagtail.admin.viewsets import viewsets

from portal.people import actions, queries, rules
from portal.people.models import AccessEntry, AgeBand, Participant
from tests import desk, personas
from tests.people.factories import ParticipantFactory

pytestmark = pytest.mark.django_db


def created(at, **changes) -> Participant:
    typed = {"pen_name": "Búp Măng", "age_band": "10_12", "place": None, "pin": "2580"}
    return actions.create_participant(**{**typed, **changes}, at=at)


def test_it_writes_down_what_she_said_and_no_more(at):
    child = created(at, language="sed")

    child.refresh_from_db()
    assert (child.pen_name, child.age_band, child.language) == ("Búp Măng", AgeBand.FROM_10, "sed")
    assert (child.stated_on, child.created_on) == (date(2026, 11, 23), date(2026, 11, 23))
    assert "2580" not in child.pin_hash
    actions.check_pin(child, "2580", at=at)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("A Brôl", "A Brôl"),
        ("Y Blên", "Y Blên"),
        ("Y", "Y"),
        ("  Búp \n Măng ", "Búp Măng"),
        ("Bu\u0301p\u200b Măng\u202e", "Búp Măng"),
        ("Mưa 🌧", "Mưa 🌧"),
        ("ស្រីមុំ", "ស្រីមុំ"),
        ("n" * 40, "n" * 40),
    ],
)
def test_it_takes_any_pen_name_a_child_can_be_seen_by(typed, kept):
    assert rules.check_pen_name(typed) == kept


@pytest.mark.parametrize("typed", ["", "   ", "\u200b\u202e", "n" * 41, "...", "🌧", "e\u0301" + "\u0316" * 80])
def test_it_refuses_a_pen_name_nobody_can_call(typed):
    with pytest.raises(rules.BadPenName) as refused:
        rules.check_pen_name(typed)

    assert refused.value.fields["pen_name"] == [str(refused.value)]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"pen_name": " "}, rules.BadPenName),
        ({"age_band": "12"}, rules.UnknownAgeBand),
        ({"age_band": "under_7"}, rules.BandNotOffered),
        ({"language": "xx"}, rules.UnknownLanguage),
        ({"pin": "12"}, rules.BadPin),
        ({"pin": "1234"}, rules.EasyPin),
        ({"pin": "2580", "pin_kind": "pictures"}, rules.BadPin),
    ],
)
def test_it_refuses_what_it_cannot_keep(at, changes, refusal):
    with pytest.raises(refusal) as refused:
        created(at, **changes)

    assert refused.value.fields
    assert not Participant.objects.exists()


def test_it_takes_a_small_child_from_her_guardian(at):
    assert created(at, age_band="under_7", is_by_guardian=True).age_band == AgeBand.UNDER_7


def test_it_lets_a_child_without_pin_wait_for_her_facilitator(at):
    child = created(at, pin="")

    pin = actions.reset_pin(child, by=personas.facilitator(), at=at)

    actions.check_pin(child, pin, at=at)


def day(year: int, month: int, day_: int, hour: int = 12) -> datetime:
    return datetime(year, month, day_, hour, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.mark.parametrize(
    ("stated_on", "moment", "is_due"),
    [
        (date(2026, 9, 1), day(2026, 9, 1), False),
        (date(2026, 8, 31), day(2026, 8, 31, 23), False),
        (date(2026, 8, 31), day(2026, 9, 1, 0), True),
        (date(2026, 8, 31), day(2027, 2, 1), True),
        (date(2026, 9, 2), day(2027, 8, 31), False),
        (date(2026, 9, 2), day(2027, 9, 1), True),
        (None, day(2026, 9, 1), True),
    ],
)
def test_it_asks_for_the_age_again_each_september(stated_on, moment, is_due):
    assert queries.must_restate_age(Participant(stated_on=stated_on), at=moment) is is_due


@pytest.mark.parametrize("band", ["7_9", "10_12", "13_15"])
def test_it_believes_that_she_is_younger_as_old_or_one_band_older(at, band):
    child = ParticipantFactory(age_band="10_12", stated_on=date(2026, 8, 31))

    actions.restate_age_band(child, age_band=band, at=at)

    child.refresh_from_db()
    assert (child.age_band, child.stated_on) == (band, date(2026, 11, 23))


def test_it_leaves_it_to_an_adult_that_she_is_grown_up(at):
    child = ParticipantFactory(age_band="16_17", stated_on=date(2026, 8, 31))

    with pytest.raises(rules.GrownUpNeedsAdult, match="từ 16 tuổi"):
        actions.restate_age_band(child, age_band="18_up", at=at)
    actions.correct_age_band(child, age_band="18_up", by=personas.facilitator(), at=at)
    actions.restate_age_band(child, age_band="18_up", at=at)

    child.refresh_from_db()
    assert child.age_band == "18_up"


@pytest.mark.parametrize(("stated_on", "band"), [(date(2026, 8, 31), "16_17"), (date(2026, 9, 1), "13_15")])
def test_it_leaves_a_leap_in_age_to_whoever_looks_after_her(at, stated_on, band):
    """Older means fewer consents: nobody grows past a guardian's no by a tap."""
    child = ParticipantFactory(age_band="10_12", stated_on=stated_on)

    with pytest.raises(rules.OlderNeedsAdult):
        actions.restate_age_band(child, age_band=band, at=at)

    child.refresh_from_db()
    assert child.age_band == "10_12"
    actions.correct_age_band(child, age_band=band, by=personas.facilitator(), at=at)
    child.refresh_from_db()
    assert (child.age_band, child.stated_on) == (band, date(2026, 11, 23))
    assert AccessEntry.objects.get().subject == f"em {child.pk}"


@pytest.mark.parametrize("who", [personas.moderator, personas.editor, personas.protection_officer])
def test_it_lets_nobody_else_correct_an_age(at, who):
    child = ParticipantFactory(age_band="10_12")

    with pytest.raises(rules.NotFacilitator):
        actions.correct_age_band(child, age_band="18_up", by=who(), at=at)


@pytest.mark.parametrize("band", ["under_7", "", "99"])
def test_it_refuses_an_age_it_does_not_offer(at, band):
    child = ParticipantFactory()

    with pytest.raises(rules.UnknownAgeBand):
        actions.restate_age_band(child, age_band=band, at=at)


def test_it_remembers_her_language_and_another_name():
    child = ParticipantFactory()

    actions.choose_language(child, language="km")
    actions.rename_participant(child, pen_name=" A Brôl ")

    child.refresh_from_db()
    assert (child.language, child.pen_name) == ("km", "A Brôl")
    with pytest.raises(rules.UnknownLanguage):
        actions.choose_language(child, language="")


def test_it_writes_nothing_on_somebody_erased(at):
    child = ParticipantFactory()
    stale = Participant.objects.get(pk=child.pk)
    actions.erase_participant(child.pk, at=at)

    for change in (
        lambda: actions.restate_age_band(stale, age_band="7_9", at=at),
        lambda: actions.choose_language(stale, language="km"),
        lambda: actions.rename_participant(stale, pen_name="Lá"),
        lambda: actions.open_session(Participant.objects.get(pk=child.pk), at=at),
    ):
        with pytest.raises(rules.ParticipantErased):
            change()


def test_it_is_whole_or_erased_whoever_writes():
    child = ParticipantFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Participant.objects.filter(pk=child.pk).update(age_band="")


def test_it_stands_in_no_list_of_accounts_and_no_screen_of_wagtail(clock):
    ParticipantFactory(pen_name="Búp Măng")
    administrator = personas.administrator()

    accounts = desk.signed_in(administrator).get(reverse("wagtailusers_users:index"))

    assert "Búp Măng" not in accounts.text
    assert administrator.full_name in accounts.text
    assert Participant not in {getattr(viewset, "model", None) for viewset in viewsets.viewsets}
    with pytest.raises(NoReverseMatch):
        reverse("wagtailsnippets_people_participant:list")


def test_it_has_no_column_for_who_she_is_elsewhere():
    of_children = [
        model
        for model in apps.get_models()
        if model is Participant or any(field.related_model is Participant for field in model._meta.get_fields())
    ]
    telling = {"email", "phone", "telephone", "full_name", "real_name", "first_name", "last_name", "address", "zalo"}

    found = [
        (model._meta.label, field.name)
        for model in of_children
        for field in model._meta.get_fields()
        if field.name in telling
    ]

    assert Participant in of_children
    assert len(of_children) > 3
    assert found == []
