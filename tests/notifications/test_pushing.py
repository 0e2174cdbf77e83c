"""An alert reaches a browser through a push service that speaks RFC 8030, 8188, 8291 and 8292, and nothing else."""

import socket
from datetime import timedelta
from itertools import pairwise

import pytest

from portal.notifications import actions, rules
from portal.notifications.actions import push
from portal.notifications.models import Delivery, Device
from tests.notifications.push_service import Browser, PushService

pytestmark = pytest.mark.django_db

WORDS = {"title": "Tiếng Nói: có việc cần xem", "body": "Hãy mở bàn làm việc.", "url": "/admin/"}


def alert(person, at, key="k1"):
    return actions.notify(person, key=key, **WORDS, at=at)


def test_it_delivers_exactly_the_words_it_was_told(person, device, service, browser, at):
    alert(person, at)

    (path, body, headers) = service.taken[0]
    assert (path, browser.read(body)) == ("/push/1", WORDS)
    assert (service.refused, headers["urgency"]) == ([], "high")
    assert int(headers["ttl"]) >= 8 * 60 * 60
    assert WORDS["title"].encode() not in body
    delivery = Delivery.objects.get(way="push")
    assert (delivery.state, delivery.problem) == ("sent", "")
    device.refresh_from_db()
    assert device.last_reached_at is not None


def test_it_sends_once_for_a_key_and_to_each_device(person, device, service, at):
    second = Browser("2")
    actions.register_device(person, name="Máy ở cơ quan", **second.subscription(service), at=at)

    alert(person, at)
    alert(person, at)

    assert sorted(path for path, _, _ in service.taken) == ["/push/1", "/push/2"]
    assert Delivery.objects.count() == 3


def test_it_keeps_the_address_of_a_device_encrypted(device, service):
    assert f"localhost:{service.port}" not in Device.objects.get().endpoint


@pytest.mark.parametrize("answer", [404, 410])
def test_it_ends_a_device_its_service_does_not_know_any_more(person, device, service, at, answer):
    service.answer = answer

    alert(person, at)

    device.refresh_from_db()
    assert device.ended_at is not None
    assert Delivery.objects.get(way="push").state == "failed"
    service.seen.clear()
    alert(person, at, key="k2")
    assert service.seen == []


def test_it_tries_again_with_growing_patience_and_then_gives_up(person, device, service, at, clock):
    service.answer = 503
    alert(person, at)
    delivery = Delivery.objects.get(way="push")
    assert (delivery.state, delivery.problem, delivery.next_try_at) == (
        "waiting",
        "HTTP 503",
        at + timedelta(minutes=1),
    )

    waits = []
    for _ in range(actions.deliveries.MAX_ATTEMPTS - 1):
        waits.append(delivery.next_try_at)
        clock.move_to(delivery.next_try_at)
        assert actions.retry_deliveries(at=delivery.next_try_at) == 1
        delivery.refresh_from_db()

    assert [(after - before) / timedelta(minutes=1) for before, after in pairwise(waits)] == [
        2, 4, 8, 16, 32,
    ]  # fmt: skip
    assert (delivery.state, delivery.next_try_at, len(service.seen)) == ("failed", None, 7)
    assert actions.retry_deliveries(at=at + timedelta(days=1)) == 0


def test_it_is_sent_later_when_the_service_answers_again(person, device, service, browser, at, clock):
    service.answer = 500
    alert(person, at)
    service.answer = 201
    clock.shift(timedelta(minutes=1))

    actions.retry_deliveries(at=at + timedelta(minutes=1))

    assert browser.read(service.taken[0][1]) == WORDS


def test_it_ends_a_device_that_failed_twenty_times_running(person, device, service, at):
    Device.objects.update(failures=19)
    service.answer = 500

    alert(person, at)

    device.refresh_from_db()
    assert device.ended_at is not None


def test_it_follows_no_redirect(person, device, service, at):
    service.answer, service.location = 307, f"https://localhost:{service.port}/secret"

    alert(person, at)

    assert service.seen == ["/push/1"]
    assert Delivery.objects.get(way="push").problem == "HTTP 307"


def test_it_follows_no_redirect_into_the_private_network(person, device, service, tmp_path, at):
    with PushService(tmp_path, actions.push_key()) as inside:
        service.answer, service.location = 302, f"https://127.0.0.1:{inside.port}/admin"

        alert(person, at)

        assert inside.seen == []


def test_it_connects_to_no_private_address_behind_a_public_name(person, device, service, settings, at):
    # The name is on the list and leads home: the exception for tests is off.
    settings.PUSH_TEST_SERVICE = ""
    settings.PUSH_HOSTS = ["localhost"]
    Device.objects.update(endpoint=_sealed("https://localhost/push/1"))

    alert(person, at)

    assert service.seen == []
    assert Delivery.objects.get(way="push").problem == "ForbiddenAddress"


def test_it_believes_the_exception_for_tests_in_tests_alone(service, settings):
    assert rules.is_test_service("localhost", service.port)
    settings.MODE = "production"
    assert not rules.is_test_service("localhost", service.port)


def test_it_connects_to_the_address_it_checked_and_asks_no_second_time(monkeypatch, settings):
    # A name server that answers with a public address first and with ours after.
    settings.PUSH_HOSTS = ["push.example"]
    answers = iter(["17.57.144.10", "127.0.0.1"])
    asked, connected = [], []

    def resolve(host, port, *_args, **_kwargs):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    def connect(address, *_args, **_kwargs):
        connected.append(address)
        raise OSError("unreachable")

    monkeypatch.setattr(rules.socket, "getaddrinfo", resolve)
    monkeypatch.setattr(push.connection, "create_connection", connect)
    subscription = Browser()
    keys = subscription.subscription(type("Nowhere", (), {"port": 1})())

    with pytest.raises(Exception, match="unreachable"):
        push.send(endpoint="https://push.example/1", p256dh=keys["p256dh"], auth=keys["auth"], message=WORDS)

    assert (asked, connected) == (["push.example"], [("17.57.144.10", 443)])


def test_it_asks_no_proxy(monkeypatch, person, device, service, at):
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")

    alert(person, at)

    assert len(service.taken) == 1


def test_it_ends_a_device_whose_address_no_key_reads(person, device, service, at):
    Device.objects.update(endpoint="not a token")

    alert(person, at)

    device.refresh_from_db()
    assert device.ended_at is not None


def _sealed(endpoint):
    from portal.foundation import encryption

    return encryption.encrypt(endpoint, purpose="push")
