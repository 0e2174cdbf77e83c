"""One encrypted message to one push service (RFC 8030, 8188, 8291, 8292), without letting anyone aim our server elsewhere.

The name is resolved once, every address is checked, and the connection goes to a checked address: a name that answers
differently the second time gains nothing. Redirects are not followed, proxies and the environment are not asked.
"""

import json
import socket
from base64 import urlsafe_b64encode
from email.utils import parseaddr
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import requests
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from py_vapid import Vapid02
from pywebpush import WebPusher
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError
from urllib3.util import connection

from portal.notifications import rules

TIMEOUT = (5, 10)
TTL = 12 * 60 * 60
"""How long a push service keeps an alert for a phone that is off: a night."""
GONE = (404, 410)


class DeviceGone(Exception):  # noqa: N818  (an answer, not an error of the program)
    """The push service does not know the device any more."""


class NotTaken(Exception):  # noqa: N818
    """The push service did not take the message."""


def send(*, endpoint: str, p256dh: str, auth: str, message: dict[str, str]) -> None:
    """This will encrypt a message for a device and hand it to its push service.

    Refuses with BadSubscription and ForbiddenAddress; raises DeviceGone when the service answers 404 or 410, NotTaken
    for any other answer but success, and whatever the network throws.
    """
    rules.check_endpoint(endpoint)
    headers = _key().sign({"aud": _origin(endpoint), "sub": f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"})
    with _Session() as session:
        answer: Any = WebPusher(
            {"endpoint": endpoint, "keys": {"p256dh": p256dh, "auth": auth}}, requests_session=session
        ).send(
            json.dumps(message, ensure_ascii=False),
            {**headers, "urgency": "high"},
            ttl=TTL,
            timeout=TIMEOUT,
        )
        if answer.status_code in GONE:
            raise DeviceGone
        if not 200 <= answer.status_code < 300:
            raise NotTaken(f"HTTP {answer.status_code}")


def public_key() -> str:
    """This will return the key browsers subscribe with, as `PushManager.subscribe` wants it."""
    raw = _key().public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _key() -> Vapid02:
    return _read_key(settings.PUSH_PRIVATE_KEY)


@cache
def _read_key(key: str) -> Vapid02:
    return Vapid02.from_raw(key.encode())


def _origin(endpoint: str) -> str:
    parts = urlsplit(endpoint)
    return f"{parts.scheme}://{parts.netloc}"


class _Connection(HTTPSConnection):
    """Connects to an address that was checked, never to a name."""

    def _new_conn(self) -> socket.socket:
        problem: OSError | None = None
        for address in rules.public_addresses(self.host, self.port):
            try:
                return connection.create_connection(
                    (address, self.port), self.timeout, socket_options=self.socket_options
                )
            except OSError as error:
                problem = error
        raise NewConnectionError(self, str(problem))


class _Pool(HTTPSConnectionPool):
    ConnectionCls = _Connection


class _Adapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"https": _Pool}


class _Session(requests.Session):
    """Speaks https alone, follows nothing, asks no proxy."""

    def __init__(self) -> None:
        super().__init__()
        self.trust_env = False
        self.adapters.clear()
        self.mount("https://", _Adapter(max_retries=0))
        if settings.MODE == "test" and settings.PUSH_TEST_AUTHORITY:
            self.verify = settings.PUSH_TEST_AUTHORITY

    def request(self, *args: Any, **kwargs: Any) -> requests.Response:
        return super().request(*args, **{**kwargs, "allow_redirects": False})
