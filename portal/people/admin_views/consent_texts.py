"""The words people agree to: every version listed, new ones added beside the old."""

from typing import Any, cast

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from portal.foundation import languages
from portal.foundation.forms import key_in
from portal.people import actions, forms
from portal.people.models import ConsentText, User


class ConsentTextIndex(generic.IndexView):
    page_title = _("Lời xin đồng ý")
    add_item_label = _("Thêm bản mới")

    @property
    def columns(self) -> list[Any]:
        return [
            TitleColumn("title", label=_("Tên"), get_url=self.get_inspect_url),
            Column("activity", label=_("Việc"), accessor=lambda text: text.get_activity_display()),
            Column("giver", label=_("Dành cho"), accessor=lambda text: text.get_giver_display()),
            Column(
                "language", label=_("Tiếng"), accessor=lambda text: languages.SPOKEN.get(text.language, text.language)
            ),
            Column("version", label=_("Bản")),
        ]


class ConsentTextAdd(generic.CreateView):
    """The form that adds a version; `?copy=` starts from the words of another."""

    page_title = _("Bản mới của lời xin đồng ý")
    success_message = _("Đã thêm %(object)s. Từ giờ mọi người được hỏi bằng lời này; câu trả lời cũ giữ lời cũ.")

    def get_initial(self) -> dict[str, Any]:
        base = ConsentText.objects.filter(pk=key_in(self.request.GET.get("copy", ""))).first()
        if base is None:
            return super().get_initial()
        return {name: getattr(base, name) for name in ("activity", "giver", "language", "title", "body", "recording")}

    def save_instance(self) -> ConsentText:
        typed = self.form.cleaned_data
        return actions.add_consent_text(**typed, by=cast(User, self.request.user), at=timezone.now())

    def get_success_buttons(self) -> list[Any]:
        return []


class ConsentTextViewSet(ModelViewSet):
    """Versions are added, never changed or deleted: answers were given to these very words."""

    model = ConsentText
    name = "consent_texts"
    url_prefix = "loi-xin-dong-y"
    icon = "doc-full"
    index_view_class = ConsentTextIndex
    add_view_class = ConsentTextAdd
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ["activity", "giver", "language", "version", "title", "body", "recording", "published_at"]
    list_filter = ["activity", "giver", "language"]
    list_per_page = 50

    def get_form_class(self, for_update: bool = False) -> Any:
        return forms.ConsentTextForm

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        closed = {"edit_url_name": None, "delete_url_name": None, "usage_url_name": None}
        return super().get_common_view_kwargs(**{**closed, **kwargs})

    def get_urlpatterns(self) -> list[Any]:
        closed = {"edit", "delete", "usage", "revisions_view", "history"}
        return [pattern for pattern in super().get_urlpatterns() if pattern.name not in closed]
