"""The API reads what the site shows, in stated shapes, cheaply, and nothing else."""

import json

import pytest
from django.urls import reverse

from portal.foundation import actions
from portal.pages.models import ServicePage
from tests.pages import shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_centre")]

LISTS = ["services", "questions", "articles"]


@pytest.mark.parametrize("name", LISTS)
def test_it_lists_what_is_published_page_by_page(client, name):
    answer = client.get(f"/api/v1/{name}/", {"page_size": 5}).json()

    assert len(answer["results"]) == 5
    assert answer["count"] >= 14
    assert "page=2" in answer["next"]


@pytest.mark.parametrize("name", LISTS)
def test_it_costs_the_same_for_one_row_and_for_a_hundred(client, name, django_assert_max_num_queries):
    client.get(f"/api/v1/{name}/")
    for size in (1, 100):
        with django_assert_max_num_queries(9):
            client.get(f"/api/v1/{name}/", {"page_size": size})


def test_it_gives_a_service_whole(client):
    service = client.get("/api/v1/services/tu-van-truc-tiep/").json()

    assert service["title"] == "Tư vấn tại Trung tâm"
    assert service["audiences"] == ["tre-em", "cha-me"]
    assert {"who", "where", "cost", "how"} <= service.keys()
    assert service["next_steps"]
    assert service["related"]
    assert service["url"].endswith("/dich-vu/tu-van-truc-tiep/")


def test_it_gives_the_picture_in_every_size_and_the_recording_with_its_words(client, at):
    page = ServicePage.objects.get(slug="tu-van-truc-tiep")
    picture, clip = shown.show_picture(page, at), shown.read_aloud(page, at)

    service = client.get("/api/v1/services/tu-van-truc-tiep/").json()

    site = "http://localhost:8000"
    assert service["image"]["alt"] == shown.ALT
    assert [(copy["width"], copy["height"]) for copy in service["image"]["copies"]] == [(60, 40)]
    assert service["image"]["copies"][0]["avif"] == f"{site}{picture.copy_url('60.avif')}"
    assert service["audio"]["url"] == f"{site}{clip.url}"
    assert service["audio"]["type"] == "audio/ogg"
    assert service["audio"]["transcript"] == page.spoken_text()


@pytest.mark.parametrize("name", LISTS)
def test_it_gives_null_where_there_is_no_picture_or_recording(client, name):
    rows = client.get(f"/api/v1/{name}/", {"page_size": 3}).json()["results"]

    assert [(row["image"], row["audio"]) for row in rows] == [(None, None)] * 3


def test_it_costs_the_same_with_a_picture_and_a_recording_on_every_row(client, at, django_assert_max_num_queries):
    page = ServicePage.objects.get(slug="tu-van-truc-tiep")
    picture, clip = shown.show_picture(page, at), shown.read_aloud(page, at)
    ServicePage.objects.update(picture=picture, recording=clip)

    with django_assert_max_num_queries(9):
        client.get("/api/v1/services/", {"page_size": 100})


@pytest.mark.parametrize("query", ["tư vấn", "tu van", "TU VAN"])
def test_it_finds_by_q_with_and_without_marks(client, query):
    slugs = [row["slug"] for row in client.get("/api/v1/services/", {"q": query}).json()["results"]]

    assert "tu-van-truc-tiep" in slugs
    assert "ho-tro-sinh-ke" not in slugs[:3]


def test_it_narrows_by_audience_and_topic(client):
    found = client.get("/api/v1/services/", {"audience": "tre-em", "topic": "giay-to"}).json()["results"]

    assert [row["slug"] for row in found]
    assert all("tre-em" in row["audiences"] and "giay-to" in row["topics"] for row in found)


@pytest.mark.parametrize(
    "query", [{"q": "\x00"}, {"q": "x" * 10_000}, {"audience": "' OR 1=1 --"}, {"topic": "🙂"}, {"q": "%ff"}]
)
def test_it_finds_nothing_for_rubbish_without_breaking(client, query):
    response = client.get("/api/v1/services/", query)

    assert response.status_code in {200, 400}
    assert response.headers["Content-Type"].startswith("application/json")


@pytest.mark.parametrize("page", ["0", "-1", "abc", "99999"])
def test_it_says_there_is_no_such_page(client, page):
    response = client.get("/api/v1/articles/", {"page": page})

    assert response.status_code == 404
    assert response.json().keys() == {"code", "detail", "fields"}


def test_it_hides_what_is_not_published(client):
    ServicePage.objects.get(slug="tri-lieu-tam-ly").unpublish()

    assert client.get("/api/v1/services/tri-lieu-tam-ly/").status_code == 404
    assert "tri-lieu-tam-ly" not in client.get("/api/v1/services/", {"page_size": 100}).text


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("name", [*LISTS, "hotlines"])
def test_it_writes_nothing(client, method, name):
    response = getattr(client, method)(f"/api/v1/{name}/", content_type="application/json", data="{}")

    assert response.status_code == 405
    assert response.json()["code"] == "method_not_allowed"


def test_it_answers_not_modified_with_one_query_until_something_changes(client, django_assert_num_queries):
    etag = client.get("/api/v1/services/").headers["ETag"]

    with django_assert_num_queries(1):
        assert client.get("/api/v1/services/", headers={"If-None-Match": etag}).status_code == 304

    actions.bump_site_revision()
    assert client.get("/api/v1/services/", headers={"If-None-Match": etag}).status_code == 200


def test_it_is_closed_to_other_origins_by_default(client):
    response = client.get("/api/v1/services/", headers={"Origin": "https://elsewhere.example"})

    assert "Access-Control-Allow-Origin" not in response.headers


def test_it_opens_to_an_origin_named_in_the_settings(client, settings):
    settings.CORS_ALLOWED_ORIGINS = ["https://partner.example"]

    response = client.get("/api/v1/services/", headers={"Origin": "https://partner.example"})

    assert response.headers["Access-Control-Allow-Origin"] == "https://partner.example"


def test_it_throttles_without_keeping_an_address(client, monkeypatch):
    from django.core.cache import cache

    from portal.foundation.api import ReadThrottle

    monkeypatch.setattr(ReadThrottle, "get_rate", lambda self: "2/min")
    codes = [client.get("/api/v1/questions/", REMOTE_ADDR="203.0.113.7").status_code for _ in range(3)]

    assert codes == [200, 200, 429]
    assert "203.0.113.7" not in str(cache._cache)


def test_it_documents_itself_in_openapi_3_1_on_our_own_host(client):
    schema = client.get(reverse("schema"), headers={"Accept": "application/vnd.oai.openapi+json"})
    page = client.get(reverse("api_docs")).text

    document = json.loads(schema.content)
    assert document["openapi"].startswith("3.1")
    assert {path.split("/")[3] for path in document["paths"]} == {
        *("services", "questions", "articles", "hotlines", "places"),
        *("participants", "participant-session", "me", "clubs", "pieces", "opinions", "consents", "receipts"),
        *("personal-data-check", "data-requests", "reports", "complaints"),
    }
    assert "//cdn" not in page
    assert "https://" not in page.replace("https://tieng", "")
