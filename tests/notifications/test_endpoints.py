"""Alerts go to the push services of browsers, over https, at public addresses."""

import pytest

from portal.foundation.refusals import why_not
from portal.notifications import rules


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://updates.push.services.mozilla.com/wpush/v2/gAAAA",
        "https://web.push.apple.com/QGuQyavXutnMH",
        "https://sg2p.notify.windows.com/w/?token=BQYA",
        "https://web.push.apple.com:443/QG",
    ],
)
def test_it_takes_the_services_of_the_known_browsers(endpoint):
    assert why_not(rules.check_endpoint, endpoint) is None


@pytest.mark.parametrize(
    "endpoint",
    [
        "",
        "http://web.push.apple.com/1",
        "ftp://web.push.apple.com/1",
        "https://tiengnoi.example/push",
        "https://web.push.apple.com.attacker.example/1",
        "https://notpush.apple.com/1",
        "https://apple.com/1",
        "https://web.push.apple.com@127.0.0.1/1",
        "https://user:word@web.push.apple.com/1",
        "https://web.push.apple.com:8443/1",
        "https://web.push.apple.com:0x1bb/1",
        "https://127.0.0.1/1",
        "https://[::1]/1",
        "https://2130706433/1",
        "https://0x7f000001/1",
        "https://127.1/1",
        "https://localhost/1",
        "https:///1",
        "https://web.push.apple.com/\n1",
        "https://web.push.apple.com/" + "1" * 3000,
        "https://wéb.push.apple.com/1",
        "https://[broken/1",
    ],
)
def test_it_refuses_every_other_address(endpoint):
    assert isinstance(why_not(rules.check_endpoint, endpoint), rules.BadSubscription)


@pytest.mark.parametrize("address", ["17.57.144.10", "2620:149:a44::1"])
def test_it_knows_public_addresses(address):
    assert rules.is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1", "172.16.3.4", "192.168.1.1", "127.0.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1", "fd00::1", "ff02::1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ],
)  # fmt: skip
def test_it_knows_private_addresses(address):
    assert not rules.is_public(address)


@pytest.mark.parametrize(
    ("answers", "is_taken"), [(["17.57.144.10"], True), (["17.57.144.10", "10.0.0.1"], False), ([], False)]
)
def test_it_refuses_a_name_with_a_single_private_address(monkeypatch, answers, is_taken):
    found = [(2, 1, 6, "", (address, 443)) for address in answers]
    monkeypatch.setattr(rules.socket, "getaddrinfo", lambda *_args, **_kwargs: found)

    refusal = why_not(rules.public_addresses, "web.push.apple.com", 443)

    assert (refusal is None) is is_taken


@pytest.mark.parametrize(
    ("p256dh", "auth"),
    [("", ""), ("AAAA", "MDEyMzQ1Njc4OWFiY2RlZg"), ("é", "é"), ("A" * 200, "A")],
)
def test_it_refuses_keys_that_are_none(p256dh, auth):
    refusal = why_not(rules.check_subscription, endpoint="https://web.push.apple.com/1", p256dh=p256dh, auth=auth)

    assert isinstance(refusal, rules.BadSubscription)


def test_it_refuses_a_secret_of_another_length():
    from tests.notifications.push_service import Browser

    keys = Browser().subscription(type("Nowhere", (), {"port": 1})())

    refusal = why_not(
        rules.check_subscription, endpoint="https://web.push.apple.com/1", p256dh=keys["p256dh"], auth="AAAA"
    )

    assert isinstance(refusal, rules.BadSubscription)
