"""Signing anew after a change of the key, and putting rows back."""

from io import StringIO

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command

from portal.people.models import AccessEntry
from portal.safeguarding import actions, checks, queries, rules
from portal.safeguarding.models import Hotline, HotlineList

pytestmark = pytest.mark.django_db


@pytest.fixture
def old_key(settings):
    old = django_settings.HOTLINE_KEY
    settings.HOTLINE_KEY = "the key of a new year, long and random enough for anyone"
    return old


def _run(*arguments):
    out = StringIO()
    call_command("sign_hotlines", *arguments, stdout=out)
    return out.getvalue()


def test_it_signs_the_confirmed_list_with_the_new_key(old_key, monkeypatch):
    monkeypatch.setenv("PORTAL_OLD_HOTLINE_KEY", old_key)

    printed = _run()

    assert queries.genuine_list().serial == 2
    assert all(number in printed for number in ("111", "112", "113", "114", "115"))
    assert AccessEntry.objects.filter(verb="ký lại danh sách số", by=None).count() == 1


def test_it_does_not_sign_what_was_altered_in_between(old_key, monkeypatch, police):
    monkeypatch.setenv("PORTAL_OLD_HOTLINE_KEY", old_key)
    Hotline.objects.filter(pk=police.pk).update(number="0912345678")

    _run()

    assert "0912345678" not in str(queries.genuine_list().numbers)


@pytest.mark.parametrize("key", ["", "a wrong old key"])
def test_it_refuses_without_the_right_old_key(old_key, monkeypatch, key):
    monkeypatch.setenv("PORTAL_OLD_HOTLINE_KEY", key)

    with pytest.raises(CommandError, match="PORTAL_OLD_HOTLINE_KEY"):
        _run()

    assert HotlineList.objects.count() == 1


def test_it_signs_the_rows_only_when_told_to(old_key, police):
    Hotline.objects.filter(pk=police.pk).update(verified_on=None)

    printed = _run("--from-records")

    assert "not verified" in printed
    assert queries.genuine_list().serial == 2


def test_it_does_nothing_when_the_list_holds():
    assert "already signed" in _run()
    assert HotlineList.objects.count() == 1


def test_it_puts_back_altered_and_deleted_rows_as_they_were_confirmed(at, police):
    Hotline.objects.filter(pk=police.pk).update(number="0912345678")
    Hotline.objects.filter(number="115").delete()

    printed = _run("--restore")

    assert printed.count("restored:") == 2
    assert {item.tel for item in queries.hotlines(at)} == {"111", "112", "113", "114", "115"}
    assert AccessEntry.objects.get(verb="khôi phục số đã xác nhận").subject == "đường dây 113, 115"
    assert "nothing differs" in _run("--restore")


def test_it_puts_nothing_back_from_a_list_that_is_not_genuine(at, old_key):
    with pytest.raises(rules.ListNotGenuine):
        actions.restore_hotlines(at=at)


def test_it_puts_back_a_number_that_a_row_nobody_confirmed_took(at):
    Hotline.objects.filter(number="115").update(number="0912345678")
    false = Hotline.objects.create(
        number="115", name="Số lạ", hours="24/24", when_to_use="Khi cần.", kind="emergency", valid_from=at.date(),
        verified_on=at.date(),
    )  # fmt: skip
    Hotline.objects.filter(number="113").update(replaced_by=false)

    printed = _run("--restore")

    assert printed.split("\n")[:3] == ["restored: 113 Công an", "restored: 115 Cấp cứu y tế", "removed: 115 Số lạ"]
    assert checks.hotlines_equal_the_signed_list(at) is None


def test_it_puts_back_numbers_that_changed_places(at):
    police, fire = Hotline.objects.get(number="113"), Hotline.objects.get(number="114")
    for row, number in ((police, "~"), (fire, "113"), (police, "114")):
        Hotline.objects.filter(pk=row.pk).update(number=number)

    actions.restore_hotlines(at=at)

    assert checks.hotlines_equal_the_signed_list(at) is None


def test_it_leaves_the_proposals_about_a_row_it_removes(at, proposer):
    false = Hotline.objects.create(
        number="0912345678", name="Số lạ", hours="24/24", when_to_use="Khi cần.", kind="office", valid_from=at.date()
    )
    change = actions.propose_hotline_change(hotline=false, values={}, reason="Không biết số này.", by=proposer, at=at)

    actions.restore_hotlines(at=at)

    change.refresh_from_db()
    assert change.hotline is None
    assert change.is_waiting
