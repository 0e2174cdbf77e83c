"""What pages show of pictures and recordings."""

import posixpath
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.db.models.lookups import StartsWith
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page, PageViewRestriction, ReferenceIndex

from media.models import AudioClip, Picture, PictureRendition, PublishableFile

Shower = Callable[[type[models.Model], datetime], Iterable[int]]
_showers: list[Shower] = []


def also_shows(function: Shower) -> Shower:
    """This will register an app that shows pictures outside Wagtail's pages: given a model and the moment, it names ids."""
    _showers.append(function)
    return function


LOST_AFTER = timedelta(minutes=15)
"""Copies asked for and not there by then were lost on the way, or the worker is stopped: asking twice costs little."""


def shown_ids(model: type[models.Model], *, at: datetime, pk: int | None = None) -> set[int]:
    """This will return the ids of the pictures, recordings or documents that a page everyone may read shows now.

    Such a page is live, not expired, and neither it nor a page above it is restricted; apps that show pictures elsewhere are
    asked too (`also_shows`). One query, and one for each of them. With `pk` only that one is asked for.
    """
    covers_this_page = StartsWith(OuterRef("path"), F("page__path"))
    restricted = Exists(PageViewRestriction.objects.filter(covers_this_page))
    pages = Page.objects.live().exclude(expire_at__lte=at).filter(~restricted)
    references: QuerySet[ReferenceIndex] = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model),
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=pages.annotate(id_as_text=Cast("pk", CharField())).values("id_as_text"),
    )
    if pk is not None:
        references = references.filter(to_object_id=str(pk))
    found = {int(found) for found in references.values_list("to_object_id", flat=True)}
    elsewhere = {shown for shower in _showers for shown in shower(model, at)}
    return found | (elsewhere if pk is None else elsewhere & {pk})


def publishable[M: PublishableFile](model: type[M]) -> QuerySet[M]:
    """This will return private pictures or recordings whose copies are ready and may be shown."""
    ready = model._default_manager.filter(is_public=False).exclude(key="")
    return ready.filter(Q(shows_identifiable_child=False) | Q(is_vouched=True)) if model is Picture else ready


def without_copies(*, at: datetime) -> QuerySet[Picture]:
    """This will return pictures whose copies were asked for a quarter of an hour ago and are not there."""
    lost = Q(copies_asked_at=None) | Q(copies_asked_at__lt=at - LOST_AFTER)
    return Picture.objects.filter(lost, key="").order_by("pk")


def owner_of_file(path: str) -> Picture | AudioClip | AbstractDocument | None:
    """This will return what a private file belongs to: its master, a thumbnail, a copy; None for a file no row names."""
    if path != posixpath.normpath(path):
        return None  # "picture/<key>/../../documents/x" is no copy of that picture
    folder, _slash, rest = path.partition("/")
    key = rest.partition("/")[0]
    match folder:
        case "pictures":
            return Picture.objects.filter(file=path).first()
        case "images":
            rendition = PictureRendition.objects.filter(file=path).select_related("image").first()
            return rendition.image if rendition else None
        case "picture" if key:
            return Picture.objects.filter(key=key).first()
        case "clips":
            return AudioClip.objects.filter(file=path).first()
        case "audioclip" if key:
            return AudioClip.objects.filter(key=key).first()
        case "documents":
            return get_document_model().objects.filter(file=path).first()
    return None


def pictures_in(page: Page) -> list[Picture]:
    """This will return the pictures a page shows as it is in memory, draft or not, in no order."""
    kind = ContentType.objects.get_for_model(Picture).pk
    found = {pk for type_id, pk, *_paths in ReferenceIndex._extract_references_from_object(page) if type_id == kind}
    return list(Picture.objects.filter(pk__in=found))
