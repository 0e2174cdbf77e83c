"""The demo centre loads once, stays as staff left it, and never where the site is real."""

import pytest
from django.core.management import CommandError, call_command

from portal.pages import actions
from portal.pages.models import ArticlePage, PreventionPage, QuestionPage, ServicePage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_centre")]


def test_it_brings_fifteen_services_a_dozen_articles_and_the_questions(at):
    assert ServicePage.objects.published(at, "vi").count() == 15
    assert ServicePage.objects.published(at, "en").count() == 15
    assert ArticlePage.objects.live().count() >= 12
    assert QuestionPage.objects.live().count() >= 12
    assert PreventionPage.objects.live().count() == 7


def test_it_adds_nothing_the_second_time(at):
    assert actions.load_demo(at=at) == 0


def test_it_leaves_alone_what_staff_changed(at):
    service = ServicePage.objects.get(slug="tu-van-truc-tiep")
    service.cost = "Hai nghìn đồng gửi xe."
    service.save_revision().publish()

    actions.load_demo(at=at)

    service.refresh_from_db()
    assert service.cost == "Hai nghìn đồng gửi xe."


def test_it_refuses_a_real_site(settings):
    settings.IS_PRODUCTION = True

    with pytest.raises(CommandError, match="bản chạy thật"):
        call_command("load_demo")


@pytest.mark.parametrize("service", range(15))
def test_it_says_who_where_cost_and_how_in_five_sentences(service):
    page = ServicePage.objects.order_by("path")[service]
    words = " ".join([page.who, page.where, page.cost, page.how])

    assert sum(words.count(mark) for mark in ".!?") <= 5
