"""Signing anew after a change of the key, and putting rows back."""

from io import StringIO

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command

from portal.people.models import AccessEntry
from portal.safeguarding import actions, queries, rules
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
    assert AccessEntry.objects.filter(verb="sign_hotlines", by=None).count() == 1


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
    assert AccessEntry.objects.get(verb="restore_hotlines").subject == "hotlines 113, 115"
    assert "nothing differs" in _run("--restore")


def test_it_puts_nothing_back_from_a_list_that_is_not_genuine(at, old_key):
    with pytest.raises(rules.ListNotGenuine):
        actions.restore_hotlines(at=at)
