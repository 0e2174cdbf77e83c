"""Every link the screens about children show opens for whoever is shown it."""

import gc
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from portal.pages import actions as pages_actions
from portal.people.actions import roles
from portal.people.models import Role
from tests import desk

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Wagtail leaves a file open

HOME = "/admin/"
OURS = {
    "all_clubs", "audiences", "bodies", "clubs", "complaints", "concerns", "consent_texts", "consents", "data_requests",
    "devices", "duty", "holidays", "opinions", "pieces_desk", "receipts", "roster", "texts",
}  # fmt: skip
"""The screens about children, by the first part of their names."""
MOST_OF_A_KIND = 4
"""Screens that differ only by which row they show; receipts and texts stand for many things."""
_LINK = re.compile(r'(?:href="|"url": ")([^"]+)"')
_OPENED_BY = {"opinions:opinion": "opinions:opinion", "receipts:detail": "receipts:detail", "texts:item": "texts:open"}
"""Screens that show more once somebody said why, and the door that takes it."""


def _walk(client: Client) -> Iterator[tuple[str, str]]:
    """Open what links lead to among the screens about children, from the first screen on, and yield address and body."""
    waiting, seen, kinds = [HOME], set(), Counter()
    while waiting:
        address = waiting.pop(0)
        name = _ours(address)
        if address in seen or (address != HOME and (not name or kinds[name] >= MOST_OF_A_KIND)):
            continue
        seen.add(address)
        kinds[name] += 1
        answers = [client.get(address)]
        if name in _OPENED_BY:
            door = reverse(_OPENED_BY[name], kwargs=resolve(urlsplit(address).path).kwargs)
            answers.append(client.post(door, {"reason": "Xem các đường dẫn", "open": "1"}))
        for answer in answers:
            if answer.headers.get("Content-Type", "").startswith("text/html"):
                yield address, answer.content.decode()
                waiting += _links(address, answer.content.decode())


def _ours(address: str) -> str:
    name = _name(address)
    return name if name.partition(":")[0] in OURS and "export=" not in address else ""


def _name(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


def _links(address: str, body: str) -> list[str]:
    found = (urldefrag(urljoin(address, unescape(link))).url for link in _LINK.findall(body))
    return [link for link in dict.fromkeys(found) if link.startswith("/") and not link.startswith("/static/")]


def _some(shown: dict[str, str]) -> Iterator[str]:
    """A few links of each kind that lead from each kind of screen."""
    kinds: Counter[tuple[str, str]] = Counter()
    for link, address in shown.items():
        kinds[_name(address), _name(link)] += 1
        if kinds[_name(address), _name(link)] <= MOST_OF_A_KIND:
            yield link


def _is_dead(client: Client, link: str) -> bool:
    answer = client.get(link)
    if answer.streaming:  # a file is read to its end, which closes it
        list(answer.streaming_content)
    return answer.status_code in {403, 404} or answer.headers.get("Location") == HOME


@pytest.mark.parametrize(
    "role", [Role.MODERATOR, Role.PROTECTION, Role.FACILITATOR, Role.FIGURES, Role.DIRECTOR, Role.ADMINISTRATOR]
)
def test_it_shows_only_links_that_open(role: Role, demo_centre: None, db: None) -> None:
    roles.ensure_roles()
    pages_actions.load_demo_children(at=timezone.now())
    client = desk.signed_in_as(role)

    shown: dict[str, str] = {}
    for address, body in _walk(client):
        shown |= {link: shown.get(link, address) for link in _links(address, body)}
    dead = {link: shown[link] for link in _some(shown) if _is_dead(client, link)}

    gc.collect()
    assert shown
    assert dead == {}
