"""The few blocks an editor writes with. Their names are the ones editors see and the demo content uses."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from media.blocks import PictureBlock
from media.models import Picture

PROSE = ["bold", "italic", "link", "ol", "ul"]


def path_block(*, label: Any, required: bool = True) -> blocks.RegexBlock:
    """An address on this site: one leading slash, so that neither a script nor another host can stand here."""
    return blocks.RegexBlock(
        regex=r"^/(?!/)[\w\-/?=&#.]*$",
        label=label,
        required=required,
        max_length=200,
        help_text=_("Bắt đầu bằng một dấu /. Ví dụ: /dich-vu/"),
        error_messages={"invalid": _("Chỉ nhận địa chỉ trong trang này, bắt đầu bằng một dấu /. Ví dụ: /dich-vu/")},
    )


class ListBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Tiêu đề"), required=False, max_length=120)
    items = blocks.ListBlock(blocks.CharBlock(max_length=400), label=_("Các ý"), min_num=1)

    class Meta:
        label = _("Danh sách")
        icon = "list-ul"
        template = "pages/blocks/list.html"


class StepsBlock(ListBlock):
    class Meta:
        label = _("Các bước")
        icon = "list-ol"
        template = "pages/blocks/steps.html"


class CalloutBlock(blocks.StructBlock):
    tone = blocks.ChoiceBlock(
        label=_("Loại"),
        choices=[("info", _("Thông tin")), ("warning", _("Cẩn thận")), ("help", _("Cần giúp: hiện kèm nút gọi 111"))],
        default="info",
    )
    title = blocks.CharBlock(label=_("Tiêu đề"), max_length=120)
    text = blocks.TextBlock(label=_("Nội dung"), rows=3, max_length=600)

    class Meta:
        label = _("Khung nhấn mạnh")
        icon = "warning"
        template = "pages/blocks/callout.html"


class ComparisonBlock(blocks.StructBlock):
    caption = blocks.CharBlock(label=_("Tên bảng"), max_length=160)
    left = blocks.CharBlock(label=_("Cột trái"), max_length=80)
    right = blocks.CharBlock(label=_("Cột phải"), max_length=80)
    rows = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("label", blocks.CharBlock(label=_("So sánh điều gì"), max_length=80)),
                ("left", blocks.TextBlock(label=_("Bên trái"), rows=2, max_length=400)),
                ("right", blocks.TextBlock(label=_("Bên phải"), rows=2, max_length=400)),
            ]
        ),
        label=_("Các dòng"),
        min_num=1,
    )

    class Meta:
        label = _("Bảng so sánh")
        icon = "table"
        template = "pages/blocks/comparison.html"


class FiguresBlock(blocks.StructBlock):
    """Figures always carry their unit and a source; the qualifier (hơn, khoảng) is written, never computed."""

    items = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("value", blocks.CharBlock(label=_("Con số"), max_length=40, help_text=_("Ví dụ: hơn 3.000"))),
                ("unit", blocks.CharBlock(label=_("Đơn vị"), max_length=80, help_text=_("Ví dụ: lượt người dự"))),
                ("note", blocks.CharBlock(label=_("Ghi chú"), required=False, max_length=160)),
            ]
        ),
        label=_("Các con số"),
        min_num=1,
    )
    source = blocks.CharBlock(label=_("Nguồn"), max_length=200, required=False)

    class Meta:
        label = _("Số liệu")
        icon = "order"
        template = "pages/blocks/figures.html"


class PlaceBlock(blocks.StructBlock):
    """Where we are and how to get there in words; words work on every phone, a map does not."""

    name = blocks.CharBlock(label=_("Tên nơi"), max_length=120)
    address = blocks.CharBlock(label=_("Địa chỉ"), max_length=200)
    hours = blocks.CharBlock(label=_("Giờ làm việc"), max_length=120)
    directions = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("from", blocks.CharBlock(label=_("Đi từ đâu"), max_length=120)),
                ("text", blocks.TextBlock(label=_("Đi thế nào"), rows=3, max_length=600)),
            ]
        ),
        label=_("Chỉ đường"),
    )

    class Meta:
        label = _("Địa điểm và chỉ đường")
        icon = "site"
        template = "pages/blocks/place.html"


class LinksBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Tiêu đề"), required=False, max_length=120)
    items = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("page", blocks.PageChooserBlock(label=_("Trang"), required=False)),
                ("path", path_block(label=_("hoặc địa chỉ trong trang này"), required=False)),
                ("text", blocks.CharBlock(label=_("Chữ hiển thị"), max_length=120)),
            ]
        ),
        label=_("Các liên kết"),
        min_num=1,
    )

    class Meta:
        label = _("Liên kết")
        icon = "link"
        template = "pages/blocks/links.html"


class BodyBlock(blocks.StreamBlock):
    """The body of a page."""

    heading = blocks.CharBlock(label=_("Đề mục"), icon="title", max_length=160, template="pages/blocks/heading.html")
    paragraph = blocks.RichTextBlock(
        label=_("Đoạn văn"), icon="pilcrow", features=PROSE, template="pages/blocks/paragraph.html"
    )
    picture = PictureBlock()
    list = ListBlock()
    steps = StepsBlock()
    callout = CalloutBlock()
    figures = FiguresBlock()
    comparison = ComparisonBlock()
    place = PlaceBlock()
    links = LinksBlock()

    class Meta:
        label = _("Nội dung")


def plain_words(value: Any) -> Iterator[str]:
    """This will yield every string inside a stream, struct or list value, rich text stripped of its tags."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, blocks.StreamValue):
        for child in value:
            yield from plain_words(child.value)
    elif isinstance(value, dict):
        for name, child in value.items():
            if name not in {"tone", "path"}:
                yield from plain_words(child)
    elif isinstance(value, (list, blocks.list_block.ListValue)):
        for child in value:
            yield from plain_words(child)
    elif isinstance(value, Picture):
        yield value.default_alt_text
    elif hasattr(value, "source"):
        yield from paragraphs(value.source)


def spoken_words(body: blocks.StreamValue) -> Iterator[str]:
    """This will yield the strings of a body as they are read aloud: a figure and its unit in one breath."""
    for block in body:
        if block.block_type == "figures":
            for item in block.value["items"]:
                yield " ".join(filter(None, (item["value"], item["unit"], item["note"])))
            yield block.value["source"]
        else:
            yield from plain_words(block.value)


def paragraphs(html: str) -> list[str]:
    """This will return the plain text of each paragraph and list item of rich text."""
    pieces = (unescape(strip_tags(piece)) for piece in re.split(r"</(?:p|li|h\d)>|<br[^>]*>", html))
    return [text for text in (" ".join(piece.split()) for piece in pieces) if text]
