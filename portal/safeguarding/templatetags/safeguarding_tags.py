"""The help card, the list of hotlines and the question before sending, for every page that has a place for them."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop

from portal.foundation import hotline as constant
from portal.safeguarding import queries
from portal.safeguarding.models import SOURCE_PERMISSIONS, FreeText

_KNOWN_TO_ALL = {"path", "pk", "slug"}
"""What may stand in the address of a public page; a code or a token may not be handed on."""

register = template.Library()

FIRST_WORDS = (
    gettext_noop("Tổng đài điện thoại quốc gia bảo vệ trẻ em"),
    gettext_noop("24/24, miễn phí"),
    gettext_noop(
        "Em bị đánh, bị làm hại, bị bắt nạt, bị rủ rê; hoặc em chỉ cần người lắng nghe. Người lớn cũng gọi được."
    ),
    gettext_noop("Công an"),
    gettext_noop("24/24"),
    gettext_noop("Có người đang làm hại em hoặc người khác; cướp, đánh nhau."),
    gettext_noop("Cứu hỏa, cứu nạn, cứu hộ"),
    gettext_noop("Cháy, có người đuối nước, bị sập hoặc bị kẹt."),
    gettext_noop("Cấp cứu y tế"),
    gettext_noop("Có người bị thương nặng, ngất, ngộ độc, điện giật."),
    gettext_noop("Tổng đài sự cố, thiên tai, thảm họa"),
    gettext_noop("24/24, miễn cước"),
    gettext_noop("Lũ, sạt lở, bão: cần người đến giúp."),
)
"""What every portal's first hotlines say, so that the catalogue knows these words. Records are Vietnamese; a page in another
language shows a translation only of exactly these, else the record's own words, marked Vietnamese."""


@register.simple_tag(takes_context=True)
def source_link(context: template.Context, text: FreeText) -> str:
    """This will name where a text came from, as a link for those whom the desk's page of it opens to."""
    needed = SOURCE_PERMISSIONS.get(text.source_kind)
    if not text.source_url or (needed and not context["request"].user.has_perm(needed)):
        return text.source
    return format_html('<a href="{}">{}</a>', text.source_url, text.source)


@register.inclusion_tag("safeguarding/help_card.html")
def help_card() -> dict[str, Any]:
    """This will draw the help card, the same for everyone, without a query: 111 stands in code (S-04, S-09)."""
    return {"number": constant.NUMBER, "name": constant.NAME, "hours": constant.HOURS}


@register.inclusion_tag("safeguarding/hotline_list.html", takes_context=True)
def hotline_list(context: template.Context) -> dict[str, Any]:
    """This will list the hotlines beside 111, tap to call where they were verified. Two queries.

    The moment is the context's `at`, or now.
    """
    listed = queries.hotlines(context.get("at") or timezone.now())
    return {"listed": [item for item in listed if not item.hotline.is_111], "number": constant.NUMBER}


@register.simple_tag
def personal_data_sentence() -> str:
    """This will say the sentence that asks whether telephone number and home may stay in (S-11)."""
    return str(queries.WARNING)


@register.simple_tag
def personal_data_check(others: str = "") -> SafeString:
    """This will write the attributes of a form whose words are looked at before they go: `<form … {% personal_data_check %}>`.

    `others` names further behaviours of the same form. Without script the view asks: `queries.must_ask` and
    `safeguarding/personal_data_step.html`.
    """
    return format_html(
        'data-behaviour="{}" data-ask-at="{}" data-ask-sentence="{}" data-ask-leave="{}" data-ask-mend="{}"',
        f"{others} personal-data".strip(),
        reverse("personal_data_check"),
        queries.WARNING,
        gettext("Để lại và gửi"),
        gettext("Sửa lại"),
    )


@register.filter
def awaited_language(code: str) -> str:
    """This will say for a reader of which language something waits, by the language's code."""
    return queries.language_awaited(code)


@register.inclusion_tag("safeguarding/report_link.html", takes_context=True)
def report_link(context: template.Context, text: FreeText | None = None) -> dict[str, Any]:
    """This will draw the small link "Báo cho cô chú" for the page it stands on; `text` names the piece it is about."""
    asked = {"trang": _path(context)}
    if text is not None:
        asked["bai"] = str(text.pk)
    return {"query": urlencode(asked)}


@register.simple_tag(takes_context=True)
def report_address(context: template.Context) -> str:
    """This will return where anyone tells the centre that the page is not right; a page of one person's own is not named."""
    return f"{reverse('report_page')}?{urlencode({'trang': _path(context)})}"


def _path(context: template.Context) -> str:
    request = context.get("request")
    if request is None or request.resolver_match is None or request.path.startswith(settings.NEVER_KEPT):
        return "/"
    return request.path if request.resolver_match.kwargs.keys() <= _KNOWN_TO_ALL else "/"
