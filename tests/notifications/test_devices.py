"""Staff add the browser they sit at, see their own devices alone, try them, take them away."""

import pytest
from django.core import mail
from django.urls import reverse

from portal.foundation.refusals import why_not
from portal.notifications import actions, rules
from portal.notifications.models import Device
from portal.people.models import AccessEntry
from tests import personas
from tests.desk import signed_in
from tests.notifications.push_service import Browser

pytestmark = pytest.mark.django_db


def test_it_adds_a_browser_once(person, browser, service, at):
    first = actions.register_device(person, name="  Máy\n1 ", **browser.subscription(service), at=at)
    again = actions.register_device(person, name="", **browser.subscription(service), at=at)

    assert (first.pk, first.name, again.name) == (again.pk, "Máy 1", "Máy không tên")
    assert AccessEntry.objects.filter(verb="thêm máy nhận báo").count() == 1


def test_it_gives_a_shared_browser_to_whoever_asked_last(person, device, browser, service, at):
    other = personas.administrator()

    actions.register_device(other, name="Máy chung", **browser.subscription(service), at=at)

    assert [row.user for row in Device.objects.all()] == [other]


def test_it_wakes_a_device_that_had_ended(person, device, browser, service, at):
    Device.objects.update(ended_at=at, failures=5)

    actions.register_device(person, name="Máy", **browser.subscription(service), at=at)

    device.refresh_from_db()
    assert (device.ended_at, device.failures) == (None, 0)


def test_it_refuses_an_eleventh_device_and_closed_accounts(person, service, at):
    for number in range(10):
        actions.register_device(person, name="Máy", **Browser(str(number)).subscription(service), at=at)

    assert isinstance(why_not(rules.check_can_register_device, person), rules.TooManyDevices)
    person.is_active = False
    assert why_not(rules.check_can_register_device, person) is not None


def test_it_forgets_one_for_its_own_person_alone(person, device, at):
    other = personas.administrator()
    refusal = why_not(actions.forget_device, device, by=other, at=at)
    assert refusal is not None
    assert Device.objects.exists()

    actions.forget_device(device, by=person, at=at)

    assert not Device.objects.exists()


def test_it_follows_the_key_of_the_day(person, device, settings):
    before = Device.objects.get().endpoint
    assert actions.reencrypt_devices() == 0

    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "a new key that nobody has seen before"

    assert actions.reencrypt_devices() == 1
    assert Device.objects.get().endpoint != before


def test_it_shows_ones_own_devices_and_alerts(person, device, at):
    Device.objects.create(
        user=personas.administrator(), name="Máy người khác", endpoint="x", endpoint_digest="x", added_at=at
    )
    client = signed_in(person)

    page = client.get(reverse("devices:index")).content.decode()

    assert "Điện thoại của Hạnh" in page
    assert "Máy người khác" not in page
    assert actions.push_key() in page


def test_it_takes_a_subscription_from_the_page(person, browser, service):
    client = signed_in(person)

    response = client.post(
        reverse("devices:register"), {"name": "Máy mới", **browser.subscription(service)}, follow=True
    )

    assert "Máy mới" in response.content.decode()
    assert Device.objects.get().user == person


def test_it_says_why_a_subscription_was_not_taken(person):
    typed = {"name": "Máy", "endpoint": "https://10.0.0.1/", "p256dh": "x", "auth": "x"}

    response = signed_in(person).post(reverse("devices:register"), typed, follow=True)

    assert "dịch vụ báo tin mà cổng chưa nhận" in response.content.decode()
    assert not Device.objects.exists()


def test_it_sends_a_test_alert_from_the_page(person, device, service, browser):
    mail.outbox.clear()

    response = signed_in(person).post(reverse("devices:test"), follow=True)

    assert response.status_code == 200
    assert browser.read(service.taken[0][1])["title"] == "Tiếng Nói: báo thử"
    assert mail.outbox[-1].to == [person.email]


def test_it_removes_a_device_from_the_page_and_hides_those_of_others(person, device):
    other = signed_in(personas.administrator())
    assert other.post(reverse("devices:forget", args=[device.pk])).status_code == 404

    signed_in(person).post(reverse("devices:forget", args=[device.pk]))

    assert not Device.objects.exists()


def test_it_is_for_people_of_the_centre(client):
    assert client.get(reverse("devices:index")).status_code == 302


@pytest.mark.parametrize("name", ["register", "test"])
def test_it_changes_nothing_on_get(person, name):
    assert signed_in(person).get(reverse(f"devices:{name}")).status_code == 405
