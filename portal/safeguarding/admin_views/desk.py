"""The desk where every word is read: the queue, the next text, the first screen's panel."""

from datetime import datetime
from typing import Any, cast
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.auth import permission_required
from wagtail.admin.views import generic

from portal.foundation import desk
from portal.foundation.refusals import Refusal, why_not
from portal.people import queries as people_queries
from portal.people import rules as people_rules
from portal.people.models import User
from portal.safeguarding import actions, queries, rules
from portal.safeguarding.models import FreeText, Severity, TextKind
from portal.safeguarding.queries import Waiting

PER_PAGE = 20
FILTERS = ("muc", "tieng", "loai", "nguon", "ai")
"""Severity, language, kind, source, and who holds it."""
READ_BY_ME = "doc-duoc"


@method_decorator(permission_required("safeguarding.view_freetext"), name="dispatch")
class DeskScreen(generic.base.WagtailAdminTemplateMixin, View):
    """What the screens of the desk share: who may see them, the way back, and that no browser keeps them."""

    header_icon = "openquote"

    @cached_property
    def person(self) -> User:
        return people_queries.fetch_rights(cast(User, self.request.user))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [*self.breadcrumbs_items, {"url": reverse("texts:queue"), "label": _("Lời của các em")}]
        return items if isinstance(self, Queue) else [*items, {"url": "", "label": self.get_page_title()}]

    def show(self, status: int = 200, template_name: str = "", **context: Any) -> HttpResponse:
        if template_name:
            self.template_name = template_name
        response = self.render_to_response(self.get_context_data(**context), status=status)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def refuse(self, refusal: Refusal) -> HttpResponse:
        """This will say a refusal on the queue."""
        messages.error(self.request, str(refusal))
        return redirect("texts:queue")


class Queue(DeskScreen):
    """This will list what waits for a reader: reported first, then gravest, then oldest. No words are shown here."""

    page_title = gettext_lazy("Lời của các em")
    template_name = "safeguarding/admin/desk/queue.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        at = timezone.now()
        waiting = queries.waiting(self.person)
        chosen = {name: request.GET.get(name, "") for name in FILTERS}
        read = people_queries.languages_read(self.person)
        rows = _filtered(
            queries.waiting_texts(self.person).select_related("place", "claimed_by"), chosen, read, self.person, at
        )
        pages = Paginator(rows, PER_PAGE)
        if not any(chosen.values()):
            pages.count = waiting.total  # counted just now
        page = pages.get_page(request.GET.get("p", ""))
        since = queries.reading_since(self.person, at=at)
        nobody_reads = queries.languages_nobody_reads(at=at) if rules.may_find_readers(self.person) else []
        return self.show(
            page=page,
            listed=[(text, rules.claim_holder(text, at=at), age_of(text.received_at, at)) for text in page],
            waiting=waiting,
            oldest_age=age_of(waiting.oldest, at) if waiting.oldest else "",
            is_overdue=waiting.is_overdue(at),
            filters=_choices(waiting, chosen, read),
            nobody_reads=", ".join(queries.language_name(language) for language in nobody_reads),
            kept_query=urlencode({name: value for name, value in chosen.items() if value}),
            why_not_moderate=why_not(people_rules.check_can_moderate, self.person, at=at),
            should_rest=since is not None and at - since >= queries.REST_AFTER,
            second_count=queries.awaiting_second_reading(self.person).count(),
            report_count=queries.reports().filter(handled_at=None).count(),
        )


class NextText(DeskScreen):
    """This will claim the next text of the queue for whoever asks, and lead to it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            text = actions.claim_next_text(by=self.person, at=timezone.now())
        except Refusal as refusal:
            return self.refuse(refusal)
        if text is None:
            messages.success(
                request,
                _(
                    "Lúc này không có bài nào chờ bạn. Bài còn lại có đồng nghiệp đang đọc, hoặc chờ người đọc tiếng khác."
                ),
            )
            return redirect("texts:queue")
        return redirect("texts:item", text.pk)


def age_of(since: datetime, at: datetime) -> str:
    """This will write how long something has waited, in whole minutes, hours or days."""
    minutes = max(int((at - since).total_seconds() // 60), 0)
    if minutes < 60:
        return ngettext("%(n)s phút", "%(n)s phút", minutes) % {"n": minutes}
    if minutes < 48 * 60:
        return ngettext("%(n)s giờ", "%(n)s giờ", minutes // 60) % {"n": minutes // 60}
    return ngettext("%(n)s ngày", "%(n)s ngày", minutes // 1440) % {"n": minutes // 1440}


def _filtered(
    rows: QuerySet[FreeText], chosen: dict[str, str], read: set[str], by: User, at: datetime
) -> QuerySet[FreeText]:
    if chosen["muc"] in {str(value) for value in Severity.values}:
        rows = rows.filter(severity=int(chosen["muc"]))
    if chosen["tieng"] == READ_BY_ME:
        rows = rows.filter(language__in=read)
    elif language := chosen["tieng"].replace("\0", ""):
        rows = rows.filter(language=language)
    if chosen["loai"] in TextKind.values:
        rows = rows.filter(kind=chosen["loai"])
    if source := chosen["nguon"].replace("\0", ""):
        rows = rows.filter(source_kind=source)
    live = {"claimed_at__gt": at - rules.CLAIM_LASTS, "claimed_by__isnull": False}
    if chosen["ai"] == "toi":
        return rows.filter(claimed_at__gt=at - rules.CLAIM_LASTS, claimed_by=by)
    return rows.exclude(**live) if chosen["ai"] == "chua" else rows


def _choices(waiting: Waiting, chosen: dict[str, str], read: set[str]) -> list[dict[str, Any]]:
    readable = sum(count for language, count in waiting.languages.items() if language in read)
    offered: list[tuple[str, Any, list[tuple[Any, str]]]] = [
        ("muc", _("Mức độ"), [(value, f"{Severity(value).label} ({n})") for value, n in waiting.severities.items()]),
        (
            "tieng",
            _("Tiếng"),
            [
                (READ_BY_ME, f"{_('những tiếng bạn đọc được')} ({readable})"),
                *((code, f"{queries.language_name(code)} ({n})") for code, n in waiting.languages.items()),
            ],
        ),
        ("loai", _("Loại"), [(kind, f"{TextKind(kind).label} ({n})") for kind, n in waiting.kinds.items()]),
        ("nguon", _("Từ đâu"), list(waiting.sources.items())),
        ("ai", _("Ai đọc"), [("toi", _("tôi đang đọc")), ("chua", _("chưa ai đọc"))]),
    ]
    return [
        {
            "name": name,
            "label": label,
            "options": [(value, words, str(value) == chosen[name]) for value, words in options],
        }
        for name, label, options in offered
    ]


@desk.panel
class Unread(desk.Panel):
    """How many words nobody has read, since when; red when the oldest has waited over 25 hours (S-03)."""

    order = 90
    permission = "safeguarding.view_freetext"
    heading = gettext_lazy("Lời của các em")
    template_name = "safeguarding/admin/desk/panel.html"

    def contents(self, user: Any, *, at: datetime) -> dict[str, Any]:
        waiting = queries.waiting()
        return {
            "waiting": waiting,
            "oldest_age": age_of(waiting.oldest, at) if waiting.oldest else "",
            "is_overdue": waiting.is_overdue(at),
            "severities": [(Severity(value).label, count) for value, count in waiting.severities.items()],
            "languages": [
                (queries.language_awaited(code), count) for code, count in waiting.languages.items() if code != "vi"
            ],
            "second_count": queries.awaiting_second_reading(user).count(),
            "report_count": queries.reports().filter(handled_at=None).count(),
        }


@desk.panel
class LanguagesNobodyReads(desk.Panel):
    """Texts that wait for a reader nobody is: for those who keep accounts and find one (S-23)."""

    order = 91
    permission = "people.change_user"
    heading = gettext_lazy("Tiếng chưa ai đọc được")
    template_name = "safeguarding/admin/desk/languages_panel.html"

    def contents(self, user: Any, *, at: datetime) -> dict[str, Any] | None:
        found = queries.languages_nobody_reads(at=at)
        return {"names": ", ".join(map(queries.language_name, found))} if found else None
