"""Who may write where, and who reads it: no address lets one child reach another, or an adult reach a child unseen (R-04)."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model
from django.test import Client
from rest_framework import serializers

from portal.people.models import Participant
from tests import routes
from tests.people import children
from tests.people.factories import ParticipantFactory

TABLE = Path(__file__).parent / "routes.tsv"
ROWS = [line.split("\t") for line in TABLE.read_text().splitlines() if line and not line.startswith("#")]
LISTED = {route: (methods, who, reader) for route, methods, who, reader in ROWS}

READERS = {
    "nobody",  # an answer is given, nothing is kept
    "record",  # a row of the desk or of the person's own settings
    "centre",  # staff, by their rules
    "receipt",  # the child whose receipt it is; every member of staff who answers sees it too
    "notice",  # a whole club; staff of the centre see it, nobody can reply
    "public",  # everyone, after a person decided
}
OF_CHILDREN = {"child", "visitor", "guardian"}


def of(*kinds: str) -> list[str]:
    return sorted(route for route, (_, who, _) in LISTED.items() if who in kinds)


STAFF = sorted(route for route in LISTED if route.startswith("admin/"))


def test_it_lists_every_address_that_takes_something():
    assert {route: methods for route, (methods, _, _) in LISTED.items()} == routes.writing_routes()


def test_it_knows_who_reads_what_is_sent():
    assert {word for _, _, reader in LISTED.values() for word in reader.split(", ")} <= READERS


def test_it_lets_what_a_child_sends_reach_the_centre_alone():
    readers = {LISTED[route][2] for route in of(*OF_CHILDREN)}

    assert readers <= {"centre", "record", "nobody"}


def test_it_lets_adults_write_to_children_only_where_other_adults_see_it():
    to_children = {route for route in STAFF if {"receipt", "notice"} & set(LISTED[route][2].split(", "))}

    assert all(
        route.startswith(
            ("admin/bien-nhan/", "admin/phan-anh/", "admin/yeu-cau-thong-tin/", "admin/hop-y-kien/",
             "admin/loi-cua-cac-em/", "admin/cau-lac-bo/")
        )
        for route in to_children
    )  # fmt: skip


@pytest.mark.parametrize("route", of(*OF_CHILDREN))
def test_it_names_no_person_in_a_childs_address(route):
    named = set(re.findall(r"<\w+:(\w+)>", route))

    assert named <= {"pk", "draft", "replaces", "activity", "code", "token"}


@pytest.mark.parametrize("route", [route for route in of(*OF_CHILDREN) if route.startswith("api/v1/")])
def test_it_takes_no_person_from_a_child_at_the_api(route):
    view = routes.view_class_of(routes.callback_of(route))
    fields = [
        field
        for name in dir(view)
        for kind in [getattr(view, name, None)]
        if isinstance(kind, type) and issubclass(kind, serializers.Serializer)
        for field in kind().fields.values()
    ]

    assert not [field for field in fields if isinstance(field, serializers.RelatedField) and _is_person(field)]


def _is_person(field: serializers.RelatedField) -> bool:
    model: type[Model] | None = getattr(field.queryset, "model", None)
    return model is not None and issubclass(model, (Participant, AbstractBaseUser))


@pytest.mark.django_db
@pytest.mark.parametrize("route", STAFF)
def test_it_lets_neither_visitors_nor_children_into_the_desk(route, at, clock):
    child = children.signed_in(ParticipantFactory(), at=at)

    for client in (Client(), child):
        for method in LISTED[route][0].split():
            response = client.generic(method, routes.address_of(route))
            assert response.status_code == 302, response.content[:200]
            assert (
                "/tai-khoan/login/" in response.headers["Location"] or "/admin/login/" in response.headers["Location"]
            )


@pytest.mark.django_db
@pytest.mark.parametrize("route", of("child"))
def test_it_lets_nobody_who_is_not_signed_in_write_as_a_child(route, at, clock):
    for method in LISTED[route][0].split():
        response = Client().generic(method, routes.address_of(route), "{}", content_type="application/json")
        if route.startswith("api/"):
            assert response.status_code in {401, 403, 404}
        else:
            assert response.status_code in {302, 303, 404}
            assert response.status_code == 404 or response.headers["Location"].startswith(("/em/vao/", "/em/da-ra/"))
