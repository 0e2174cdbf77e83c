"""Agencies are dated records, written by administrators."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from portal.foundation import queries as foundation_queries
from portal.foundation.refusals import NotAllowed
from portal.safeguarding import actions, rules
from portal.safeguarding.models import Agency

pytestmark = pytest.mark.django_db


def _agency(at, **changes):
    return Agency(**{"name": "Công an xã mẫu", "kind": "police", "valid_from": at.date(), **changes})


def test_it_writes_an_agency_and_makes_kept_pages_stale(at, proposer):
    revision = foundation_queries.site_revision()

    agency = actions.save_agency(_agency(at), by=proposer, at=at)

    assert Agency.objects.get() == agency
    assert foundation_queries.site_revision() == revision + 1


def test_it_refuses_those_without_permission(at, proposer, confirmer):
    agency = actions.save_agency(_agency(at), by=proposer, at=at)

    for attempt in (agency, _agency(at)):
        with pytest.raises(NotAllowed):
            actions.save_agency(attempt, by=confirmer, at=at)


@pytest.mark.parametrize("changes", [{"name": ""}, {"kind": "club"}, {"name": "x" * 161}])
def test_it_refuses_a_wrong_field_by_name(at, proposer, changes):
    with pytest.raises(rules.BadAgency) as caught:
        actions.save_agency(_agency(at, **changes), by=proposer, at=at)

    assert list(caught.value.fields) == list(changes)


def test_it_refuses_itself_as_its_replacement(at, proposer):
    agency = actions.save_agency(_agency(at), by=proposer, at=at)
    agency.replaced_by = agency

    with pytest.raises(rules.BadAgency):
        actions.save_agency(agency, by=proposer, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.filter(pk=agency.pk).update(replaced_by=agency)


def test_it_holds_the_order_of_dates_in_the_database(at):
    with pytest.raises(IntegrityError), transaction.atomic():
        _agency(at, valid_to=at.date() - timedelta(days=1)).save()
