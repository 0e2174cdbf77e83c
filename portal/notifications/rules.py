"""Which addresses an alert may be sent to, and who may keep a device."""

import binascii
import ipaddress
import socket
from base64 import urlsafe_b64decode
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.foundation.refusals import NotAllowed, Refusal
from portal.notifications.models import Device
from portal.people.models import User

LONGEST_ENDPOINT = 2_000
MOST_DEVICES = 10
"""Of one person: more are old browsers nobody has."""


class BadSubscription(Refusal):
    """What the browser gave is no subscription of a push service we know."""

    code = "bad_subscription"
    status = 400
    sentence = _(
        "Trình duyệt này dùng một dịch vụ báo tin mà cổng chưa nhận. Hãy thử Chrome, Edge, Firefox hoặc Safari."
    )


class TooManyDevices(Refusal):
    code = "too_many_devices"
    status = 409
    sentence = _("Bạn đã có 10 máy nhận báo. Hãy bỏ bớt máy cũ rồi thêm lại.")


class ForbiddenAddress(Refusal):
    """The name of a push service leads into a private network: somebody wants our server to knock on doors in there."""

    code = "forbidden_address"
    status = 400
    sentence = _("Địa chỉ của dịch vụ báo tin không hợp lệ.")


def check_endpoint(endpoint: str) -> None:
    """This will refuse with BadSubscription any address but https, port 443, at a host of `settings.PUSH_HOSTS`.

    A host of the list stands for itself and every host below it. An IP address is never a host.
    """
    if len(endpoint) > LONGEST_ENDPOINT or not endpoint.isascii() or any(letter <= " " for letter in endpoint):
        raise BadSubscription
    try:
        parts = urlsplit(endpoint)
        port = parts.port or 443
    except ValueError as error:
        raise BadSubscription from error
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme != "https" or "@" in parts.netloc or not host or _is_address(host):
        raise BadSubscription
    if is_test_service(host, port):
        return
    if port != 443 or not any(host == known or host.endswith("." + known) for known in settings.PUSH_HOSTS):
        raise BadSubscription


def check_subscription(*, endpoint: str, p256dh: str, auth: str) -> None:
    """This will refuse with BadSubscription an endpoint that is not allowed, and keys that are no keys (RFC 8291)."""
    check_endpoint(endpoint)
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _decoded(p256dh))
        is_secret = len(_decoded(auth)) == 16
    except (ValueError, binascii.Error) as error:
        raise BadSubscription from error
    if not is_secret:
        raise BadSubscription


def check_can_register_device(user: User) -> None:
    """This will refuse an account that is closed, and with TooManyDevices an eleventh device."""
    if not user.is_active:
        raise NotAllowed
    if Device.objects.filter(user=user, ended_at=None).count() >= MOST_DEVICES:
        raise TooManyDevices


def check_can_forget_device(device: Device, *, by: User) -> None:
    """This will refuse everyone but the device's own person."""
    if device.user_id != by.pk:
        raise NotAllowed


def public_addresses(host: str, port: int) -> list[str]:
    """This will return every address a name stands for now; it refuses with ForbiddenAddress if a single one is not public.

    Whoever connects must connect to one of these, and not ask for the name again: the second answer may differ.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(entry[4][0]).split("%", 1)[0] for entry in found]
    if not addresses or not (is_test_service(host, port) or all(is_public(address) for address in addresses)):
        raise ForbiddenAddress
    return addresses


def is_public(address: str) -> bool:
    """This will say whether an address belongs to the internet at large: not private, loopback, link-local, multicast."""
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        # An IPv4 address may hide in these; what it leads to is what counts.
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is None and found in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast


def is_test_service(host: str, port: int) -> bool:
    """This will say whether this is the push service of a test, which lives on the machine itself."""
    return settings.MODE == "test" and f"{host}:{port}" == settings.PUSH_TEST_SERVICE


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        # "0x7f.1" and "2130706433" are addresses to some resolvers; no host of ours ends in a number.
        last = host.rsplit(".", 1)[-1]
        return last.isdigit() or last.startswith("0x")
    return True


def _decoded(key: str) -> bytes:
    if len(key) > 120 or not key.isascii():
        raise ValueError
    return urlsafe_b64decode(key + "=" * (-len(key) % 4))
