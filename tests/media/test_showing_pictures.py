"""What pages and the API say of a picture."""

import json
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from rest_framework import serializers

from media.blocks import PictureBlock
from media.fields import PictureField
from media.models import Picture
from tests.media.photos import photo

pytestmark = pytest.mark.django_db


def drawn(picture, arguments="", **context):
    template = Template("{% load media_tags %}{% picture picture " + arguments + " %}")
    return template.render(Context({"picture": picture, **context}))


class Tags(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def test_it_offers_sizes_and_formats(picture, show):
    show(picture)

    tags = Tags(drawn(picture, 'sizes="50vw"')).found

    assert [tag for tag, _attrs in tags] == ["picture", "source", "source", "img"]
    assert [attrs["type"] for tag, attrs in tags if tag == "source"] == ["image/avif", "image/webp"]
    image = tags[-1][1]
    address = f"/tep/picture/{picture.key}"
    assert image["srcset"] == f"{address}/360.jpg 360w, {address}/400.jpg 400w"
    assert {attrs["sizes"] for _tag, attrs in tags if "sizes" in attrs} == {"50vw"}
    assert (image["width"], image["height"]) == ("400", "300")
    assert (image["alt"], image["loading"], image["decoding"]) == ("Đồi sim buổi sáng", "lazy", "async")
    assert image["src"].endswith("/400.jpg")


def test_it_hurries_the_one_people_see_first(picture, show):
    show(picture)

    image = Tags(drawn(picture, "is_lazy=False")).found[-1][1]

    assert image["fetchpriority"] == "high"
    assert "loading" not in image


def test_it_draws_nothing_of_a_private_picture(picture):
    assert drawn(picture) == ""
    assert drawn(None) == ""


def test_it_shows_staff_the_private_copies_in_a_preview(picture):
    request = RequestFactory().get("/")
    request.is_preview = True

    assert f"/admin/tep/picture/{picture.key}/360.jpg" in drawn(picture, request=request)


def test_it_draws_nothing_in_a_preview_before_there_are_copies(at):
    request = RequestFactory().get("/")
    request.is_preview = True

    assert drawn(Picture(title="x", shows_identifiable_child=False), request=request) == ""


def test_it_marks_what_only_decorates(keep, show):
    picture = keep(photo(360, 240), description="", is_decorative=True)
    show(picture)

    tags = Tags(drawn(picture)).found

    assert tags[0][1] == {"class": "picture picture--decorative", "data-behaviour": "save-data"}
    assert tags[-1][1]["alt"] == ""


def test_it_writes_a_description_as_words_only(keep, show):
    picture = keep(photo(360, 240), description='"><script>alert(1)</script>')
    show(picture)

    assert "<script" not in drawn(picture)


def test_it_asks_the_database_nothing(picture, show, django_assert_num_queries):
    show(picture)

    with django_assert_num_queries(0):
        drawn(picture)


def test_it_stands_between_paragraphs_with_its_line(picture, show):
    show(picture)
    block = PictureBlock()

    html = block.render(block.to_python({"picture": picture.pk, "caption": "Đồi sim ở <Sngan>"}))

    assert "<figcaption>Đồi sim ở &lt;Sngan&gt;</figcaption>" in html
    assert "<picture" in html


def test_it_leaves_no_line_without_its_picture(picture):
    block = PictureBlock()

    assert block.render(block.to_python({"picture": picture.pk, "caption": "Đồi sim"})).strip() == ""


class PageSerializer(serializers.Serializer):
    picture = PictureField()


def test_it_names_public_copies_in_the_api(picture, show):
    show(picture)

    data = json.loads(json.dumps(PageSerializer(SimpleNamespace(picture=picture)).data))["picture"]

    assert data["alt"] == "Đồi sim buổi sáng"
    assert data["is_decorative"] is False
    assert [(copy["width"], copy["height"]) for copy in data["copies"]] == [(360, 270), (400, 300)]
    assert data["copies"][0]["avif"] == f"http://localhost:8000/tep/picture/{picture.key}/360.avif"
    assert set(data["copies"][0]) == {"width", "height", "avif", "webp", "jpg"}


def test_it_says_nothing_of_private_pictures_in_the_api(picture):
    assert PageSerializer(SimpleNamespace(picture=picture)).data == {"picture": None}
    assert PageSerializer(SimpleNamespace(picture=None)).data == {"picture": None}
