"""A place that tries too often waits; nobody else does, and nobody knows which place it was."""

import pytest
from django.core.cache import cache

from portal.foundation import throttling
from portal.foundation.refusals import Refusal, Throttled

LIMIT = throttling.Limit("test", 2)


class Wrong(Refusal):
    """Not this one."""


class Other(Refusal):
    """Refused for another reason."""


def of(rf, address):
    return rf.get("/", REMOTE_ADDR=address)


def wrong(request, refusal=Wrong):
    with pytest.raises(refusal), throttling.few_wrong(request, LIMIT, Wrong):
        raise refusal


def test_it_holds_up_one_place_after_too_many_wrong_tries(rf, clock):
    wrong(of(rf, "192.0.2.1"), Other)
    for _ in range(2):
        wrong(of(rf, "192.0.2.1"))

    with pytest.raises(Throttled), throttling.few_wrong(of(rf, "192.0.2.1"), LIMIT, Wrong):
        pytest.fail("It let a third one through.")
    with throttling.few_wrong(of(rf, "192.0.2.2"), LIMIT, Wrong):
        pass


def test_it_counts_sendings(rf, clock):
    for _ in range(2):
        throttling.count_sending(of(rf, "192.0.2.1"), LIMIT)

    with pytest.raises(Throttled):
        throttling.count_sending(of(rf, "192.0.2.1"), LIMIT)
    throttling.count_sending(of(rf, "192.0.2.2"), LIMIT)


def test_it_keeps_no_address_and_forgets_the_place_the_next_day(rf, clock):
    today = throttling.place_of(of(rf, "192.0.2.1"))
    assert "192" not in today
    clock.shift(24 * 3600)

    assert throttling.place_of(of(rf, "192.0.2.1")) != today


def test_it_lets_a_count_pass_that_ran_out_meanwhile(monkeypatch):
    monkeypatch.setattr(cache, "add", lambda *args: False)

    throttling.count("a", LIMIT)
    throttling.check("a", LIMIT)
