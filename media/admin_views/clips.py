"""Recordings in the staff desk: listed with their state, uploaded, heard, replaced."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, ObjectList, Panel
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import BooleanRadioSelect
from wagtail.snippets.views import snippets

from media import actions
from media.forms import ClipForm
from media.models import AudioClip
from media.models.clips import LANGUAGES
from portal.foundation.refusals import Refusal


def state_of(clip: AudioClip) -> str:
    """This will say whether everyone may hear a recording now."""
    return _("Đang hiện") if clip.is_public else _("Riêng")


class PlayerPanel(Panel):
    """What is kept, to be heard where its words are read."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "media/admin/player.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "clip": self.instance}


class ClipFilterSet(WagtailFilterSet):
    is_public = django_filters.BooleanFilter(label=gettext_lazy("Đang hiện trên trang"), widget=BooleanRadioSelect)
    language = django_filters.ChoiceFilter(label=gettext_lazy("Tiếng"), choices=list(LANGUAGES.items()))

    class Meta:
        model = AudioClip
        fields = ("is_public", "language")


class _Refusing:
    """Shows what an action refuses beside the field it is about."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except Refusal as refusal:
            about = refusal.fields if refusal.fields.keys() <= form.fields.keys() else {}
            for name, sentences in (about or {"": [str(refusal)]}).items():
                for sentence in sentences:
                    form.add_error(name or None, sentence)
            self.produced_error_message = str(refusal)
            return self.form_invalid(form)  # type: ignore[attr-defined]


class ClipAdd(_Refusing, snippets.CreateView):
    page_title = gettext_lazy("Thêm bản ghi âm")
    error_message = gettext_lazy("Chưa nhận được bản ghi, hãy xem lại các ô báo lỗi.")

    def save_instance(self) -> AudioClip:
        typed = self.form.cleaned_data
        return actions.keep_clip(
            typed["upload"],
            title=typed["title"],
            transcript=typed["transcript"],
            language=typed["language"],
            by=self.request.user,
            at=timezone.now(),
        )

    def get_success_message(self, instance: AudioClip) -> str:
        words = _("Đã nhận “%(title)s”. Bản ghi còn riêng cho tới khi một trang đang đăng dùng nó.")
        return words % {"title": instance.title}


class ClipEdit(_Refusing, snippets.EditView):
    error_message = gettext_lazy("Chưa lưu được, hãy xem lại các ô báo lỗi.")

    def save_instance(self) -> AudioClip:
        typed = self.form.cleaned_data
        actions.change_clip(
            self.object,
            title=typed["title"],
            transcript=typed["transcript"],
            language=typed["language"],
            upload=typed["upload"],
            by=self.request.user,
            at=timezone.now(),
        )
        return self.object

    def get_success_message(self) -> str:
        return _("Đã lưu “%(title)s”.") % {"title": self.object.title}


class ClipDelete(snippets.DeleteView):
    def delete_action(self) -> None:
        actions.delete_clip(self.object, by=self.request.user, at=timezone.now())


class ClipIndex(snippets.IndexView):
    def get_base_queryset(self) -> QuerySet[AudioClip]:
        # The words of a recording are long, and no list shows them.
        return super().get_base_queryset().defer("transcript")


class ClipViewSet(snippets.SnippetViewSet):
    """Recordings stand beside pictures and documents."""

    model = AudioClip
    icon = "media"
    base_url_path = "ban-ghi-am"
    add_to_admin_menu = True
    menu_name = "clips"
    menu_order = 350  # between pictures and documents
    menu_label = gettext_lazy("Bản ghi âm")
    index_view_class = ClipIndex
    add_view_class = ClipAdd
    edit_view_class = ClipEdit
    delete_view_class = ClipDelete
    copy_view_enabled = False
    filterset_class = ClipFilterSet
    search_fields = ("title", "transcript")
    ordering = ("-created_at",)
    list_per_page = 50
    list_display = (
        "title",
        Column("state", label=gettext_lazy("Tình trạng"), accessor=state_of, sort_key="is_public", width="16%"),
        Column("length", label=gettext_lazy("Độ dài"), sort_key="duration", width="12%"),
        Column("language_name", label=gettext_lazy("Tiếng"), sort_key="language", width="16%"),
    )
    edit_handler = ObjectList(
        [
            PlayerPanel(heading=gettext_lazy("Nghe")),
            FieldPanel("title"),
            FieldPanel("upload"),
            FieldPanel("language"),
            FieldPanel("transcript"),
        ],
        base_form_class=ClipForm,
    )
