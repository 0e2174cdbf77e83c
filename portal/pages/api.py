"""The API of the site's pages: reading only, what is public, in the shapes the pages have."""

from typing import Any, cast

import django_filters
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import exceptions, serializers, viewsets

from media.fields import AudioClipField, PictureField
from portal.foundation.api import ChoiceFilter, with_etag
from portal.pages import blocks, queries
from portal.pages.models import (
    ArticlePage,
    AudienceGroup,
    ClassifiedPage,
    ClassifiedQuerySet,
    QuestionPage,
    ServicePage,
    Subject,
)


class ClassifiedFilter(django_filters.FilterSet):
    """`q` finds with or without Vietnamese marks; `audience` and `topic` take slugs; `locale` chooses the language."""

    locale = ChoiceFilter(
        choices=settings.LANGUAGES, method="leave", label=_("Ngôn ngữ của trang; không ghi là tiếng Việt")
    )
    q = django_filters.CharFilter(method="narrow_to_found", label=_("Từ cần tìm, có dấu hoặc không dấu"))
    audience = django_filters.CharFilter(field_name="audiences__slug", label=_("Nhóm người đọc, theo đường dẫn"))
    topic = django_filters.CharFilter(field_name="subjects__slug", label=_("Chuyên đề, theo đường dẫn"))

    def narrow_to_found(self, found: QuerySet, name: str, value: str) -> QuerySet:
        language = self.form.cleaned_data["locale"] or settings.LANGUAGE_CODE
        return found.filter(pk__in=queries.matching_page_ids(value, at=timezone.now(), language=language))

    def leave(self, found: QuerySet, name: str, value: str) -> QuerySet:
        return found  # the view has chosen already: without `locale` as well, no list mixes languages


class ClassifiedSerializer(serializers.ModelSerializer):
    url = serializers.SerializerMethodField()
    locale = serializers.CharField(source="locale.language_code", read_only=True)
    audiences = serializers.SlugRelatedField[AudienceGroup]("slug", many=True, read_only=True)
    topics = serializers.SlugRelatedField[Subject]("slug", many=True, read_only=True, source="subjects")
    image = PictureField(source="picture")
    audio = AudioClipField(source="offered_recording")

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_url(self, page: ClassifiedPage) -> str:
        return page.get_full_url() or ""


class StreamTextField(serializers.ListField):
    """A stream of blocks as the list of its plain strings."""

    child = serializers.CharField()

    def to_representation(self, data: Any) -> list[str]:
        return [text for text in (" ".join(words.split()) for words in blocks.plain_words(data)) if text]


class ParagraphsField(serializers.ListField):
    """Rich text as the list of its plain paragraphs."""

    child = serializers.CharField()

    def to_representation(self, data: Any) -> list[str]:
        return blocks.paragraphs(data)


class ServiceSerializer(ClassifiedSerializer):
    need = StreamTextField(read_only=True)
    bring = StreamTextField(read_only=True)
    next_steps = StreamTextField(read_only=True)
    related = serializers.SerializerMethodField()

    class Meta:
        model = ServicePage
        fields = [
            "slug", "locale", "title", "summary", "url", "icon", "audiences", "topics", "need", "who", "where", "cost", "how",
            "bring", "hours", "place", "next_steps", "good_to_know", "related", "image", "audio", "is_sample",
            "last_published_at",
        ]  # fmt: skip

    @extend_schema_field({"type": "array", "items": {"type": "string"}})
    def get_related(self, page: ServicePage) -> list[str]:
        return [link.related.slug for link in page.related_links.all() if link.related.live]


class QuestionSerializer(ClassifiedSerializer):
    question = serializers.CharField(source="title", read_only=True)
    answer = ParagraphsField(read_only=True)

    class Meta:
        model = QuestionPage
        fields = [
            "slug", "locale", "question", "answer", "url", "audiences", "topics", "image", "audio", "is_sample",
            "last_published_at",
        ]  # fmt: skip


class ArticleSerializer(ClassifiedSerializer):
    body = StreamTextField(read_only=True)

    class Meta:
        model = ArticlePage
        fields = [
            "slug", "locale", "title", "summary", "url", "published_on", "audiences", "topics", "body", "source",
            "image", "audio", "is_sample", "last_published_at",
        ]  # fmt: skip


class PublishedViewSet(viewsets.ReadOnlyModelViewSet):
    """Published pages of one kind, by slug."""

    lookup_field = "slug"
    lookup_value_regex = r"[-a-zA-Z0-9_]+"
    filterset_class = ClassifiedFilter

    def get_queryset(self) -> ClassifiedQuerySet:
        language = self.request.query_params.get("locale", settings.LANGUAGE_CODE)
        if language not in dict(settings.LANGUAGES):
            raise exceptions.ValidationError({"locale": [_("Viết vi hoặc en; bỏ hẳn locale là tiếng Việt.")]})
        found = cast(ClassifiedQuerySet, super().get_queryset()).published(timezone.now(), language)
        return found.with_files()


@with_etag
@extend_schema(tags=["services"])
class ServiceViewSet(PublishedViewSet):
    """The service directory: for whom, when, who, where, cost, how."""

    serializer_class = ServiceSerializer
    queryset = ServicePage.objects.prefetch_related("audiences", "subjects", "related_links__related").order_by("path")


@with_etag
@extend_schema(tags=["questions"])
class QuestionViewSet(PublishedViewSet):
    """Questions people ask, and their answers."""

    serializer_class = QuestionSerializer
    queryset = QuestionPage.objects.prefetch_related("audiences", "subjects").order_by("path")


@with_etag
@extend_schema(tags=["articles"])
class ArticleViewSet(PublishedViewSet):
    """News and stories, newest first."""

    serializer_class = ArticleSerializer
    queryset = ArticlePage.objects.prefetch_related("audiences", "subjects").order_by("-published_on", "-pk")
