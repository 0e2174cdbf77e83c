"""What is on every page, also on those made when something is wrong: 111, the way out, the skip link, one main."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from portal.foundation.refusals import NotAllowed

PATHS = [
    "/",
    "/can-giup-ngay/",
    "/dich-vu/tu-van-truc-tiep/",
    "/rieng-tu/",
    "/tim-kiem/?q=hoc+bong",
    "/khong-co-trang-nay/",
]


def check_frame(html: str, quick_exit_url: str) -> None:
    body = html[html.index("<body") :]
    links = re.findall(r"<a [^>]*>", body)
    assert 'class="skip-link" href="#noi-dung"' in links[0]
    assert 'class="quick-exit"' in links[1]
    assert f'href="{quick_exit_url}"' in links[1]
    assert 'rel="noreferrer noopener"' in links[1]
    assert 'data-behaviour="quick-exit"' in links[1]
    assert 'href="tel:111"' in links[2]
    assert html.count("<main ") == html.count("<h1") == 1
    assert '<html lang="vi">' in html


@pytest.mark.django_db
@pytest.mark.usefixtures("demo_centre")
@pytest.mark.parametrize("path", PATHS)
def test_it_keeps_111_and_the_way_out_on_every_page(client, settings, path):
    html = client.get(path).text

    check_frame(html, settings.QUICK_EXIT_URL)
    assert "csrfmiddlewaretoken" not in html


def test_it_says_that_it_is_broken_without_asking_the_database(settings):
    # No django_db mark: a query would fail this test.
    html = render_to_string("500.html")

    check_frame(html, settings.QUICK_EXIT_URL)


@pytest.mark.django_db
@pytest.mark.parametrize("template", ["404.html", "403_csrf.html", "refusal.html", "offline.html"])
def test_it_offers_a_way_on_when_something_is_refused(settings, template):
    request = RequestFactory().get("/")

    html = render_to_string(template, {"refusal": NotAllowed()}, request=request)

    check_frame(html, settings.QUICK_EXIT_URL)
    assert 'href="/can-giup-ngay/"' in html
    assert template != "refusal.html" or str(NotAllowed()) in html


@pytest.mark.django_db
def test_it_stands_without_any_site(client, settings):
    from wagtail.models import Site

    Site.objects.all().delete()

    response = client.get("/khong-co-trang-nay/")

    assert response.status_code == 404
    check_frame(response.text, settings.QUICK_EXIT_URL)


@pytest.mark.django_db
@pytest.mark.usefixtures("demo_centre")
def test_it_echoes_a_query_escaped(client):
    html = client.get("/tim-kiem/", {"q": '"><script>alert(1)</script>'}).text

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html
