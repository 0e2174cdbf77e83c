"""What the staff screens of this app share."""

from typing import Any, ClassVar, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import View
from wagtail.admin.views import generic

from portal.answers import actions, forms, queries, rules
from portal.answers.models import Receipt
from portal.foundation.refusals import NotAllowed, Refusal
from portal.people.models import User
from portal.safeguarding import queries as safeguarding_queries
from portal.safeguarding import rules as safeguarding_rules
from portal.safeguarding.models import FreeText, TextKind

PER_PAGE = 20


class Screen(generic.base.WagtailAdminTemplateMixin, View):
    """A screen for those with one permission; the way back leads to its list."""

    permission: ClassVar[str] = ""
    index_name: ClassVar[str] = ""
    index_label: ClassVar[Any] = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm(self.permission):
            raise NotAllowed
        return super().dispatch(request, *args, **kwargs)

    @property
    def person(self) -> User:
        return cast(User, self.request.user)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [*self.breadcrumbs_items, {"url": reverse(self.index_name), "label": self.index_label}]
        return items if "pk" not in self.kwargs else [*items, {"url": "", "label": self.get_page_title()}]

    def show(self, status: int = 200, **context: Any) -> HttpResponse:
        response = self.render_to_response(self.get_context_data(**context), status=status)
        response.headers["Cache-Control"] = "private, no-store"
        return response


class ThreadScreen(Screen):
    """One receipt: states, replies, the words of the child once a reason is given, and a form to answer."""

    receipt: Receipt

    @cached_property
    def signatures(self) -> list[str]:
        return queries.signatures(self.person)

    def reply_form(self) -> forms.ReplyForm:
        return forms.ReplyForm(signatures=self.signatures)

    def thread(self, **context: Any) -> dict[str, Any]:
        """This will return what every screen of a thread shows; `opened` holds the texts whose opening was just logged."""
        opened = context.pop("opened", [])
        return {
            "receipt": self.receipt,
            "texts": queries.texts_of(self.receipt),
            "entries": self.receipt.entries.select_related("by", "seen_by"),
            "opened": [readable(text, by=self.person) for text in opened],
            "opening_form": forms.OpeningForm(),
            "form": self.reply_form(),
            "person": self.person,
            "hidden": rules.CLOSED_TO_ADULTS,
            **context,
        }

    def open_words(self, request: HttpRequest) -> tuple[list[FreeText], forms.OpeningForm]:
        """This will log the opening of every text of the thread this person may read, and return them."""
        form = forms.OpeningForm(request.POST)
        if not form.is_valid():
            return [], form
        opened = []
        for text in queries.full_texts_of(self.receipt):
            if text.state in rules.CLOSED_TO_ADULTS:
                continue
            try:
                given = form.cleaned_data["reason"]
                opened.append(actions.open_words(self.receipt, text, reason=given, by=self.person, at=timezone.now()))
            except Refusal as refusal:
                form.take_refusal(refusal)
                return [], form
        return opened, form


def readable(text: FreeText, *, by: User) -> dict[str, Any]:
    """This will return a text for the eyes of one person: personal data masked, but in a complaint, which names people."""
    words = ""
    if text.kind in {TextKind.WORDS, TextKind.PEN_NAME}:
        words = safeguarding_queries.words_of(text)
        if text.source_kind != queries.COMPLAINT and not safeguarding_rules.sees_unmasked(text, by=by):
            words = safeguarding_queries.mask(words)
    return {"text": text, "words": words}
