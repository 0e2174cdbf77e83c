"""Thirty texts that wait at the demo centre's desk, fictional from end to end."""

from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.db import transaction

from portal.people.actions import NotDemo
from portal.people.models import User
from portal.places.models import AdministrativeUnit
from portal.safeguarding.actions.desk import decide_text
from portal.safeguarding.actions.reports import report_page
from portal.safeguarding.actions.texts import receive_text
from portal.safeguarding.models import Decision, FreeText, Report, TextKind

_BOX = {"source": "Hộp ý kiến, câu lạc bộ mẫu", "source_kind": "clubs.opinion", "is_meant_for_public": False}
_PIECE = {"source": "Bài của phóng viên nhỏ, câu lạc bộ mẫu", "source_kind": "clubs.piece"}
_BANDS = ("7_9", "10_12", "13_15", "16_17")

_ORDINARY = (
    "Em muốn sân chơi có thêm bóng mát.",
    "Em mong thư viện mở cả chiều thứ bảy.",
    "Đường đến trường em có đoạn ngập khi mưa to. Em mong người lớn làm cầu nhỏ.",
    "Em thích buổi học bơi hè vừa rồi. Năm sau cô chú mở tiếp nhé.",
    "Lớp em muốn trồng vườn rau ở sau trường.",
    "Em muốn được học đàn, học hát những bài của làng mình.",
    "Em mong có đèn ở đoạn đường gần bến đò.",
    "Buổi họp câu lạc bộ vui lắm, em kết thêm được hai bạn.",
    "Em muốn có tủ sách tiếng Anh ở nhà văn hóa.",
    "Em thấy nước ở giếng gần trường có mùi lạ.",
    "Em muốn nhà vệ sinh ở trường sạch hơn và có xà phòng.",
    "Em mong cô chú về xã em chơi với tụi em lần nữa.",
    "Em thích giờ kể chuyện. Em muốn kể chuyện về con trâu nhà em.",
    "Em muốn có sân bóng gần nhà văn hóa.",
)
_PIECES = (
    "Sáng nay sương phủ kín bến sông. Ông lái đò kể ngày xưa cả làng đi học bằng thuyền độc mộc.",
    "Câu lạc bộ của em dọn rác ở suối. Tụi em nhặt được mười hai bao, nhiều nhất là vỏ chai nhựa.",
    "Bà em dệt vải cả mùa mưa. Em hỏi bà vì sao hoa văn nào cũng có con chim.",
    "Em đi chợ phiên cùng mẹ. Ở đó có rất nhiều loại rau rừng em chưa biết tên.",
    "Trường em có cây đa rất to. Giờ ra chơi ai cũng ngồi dưới gốc cây.",
)
_PRIVATE = (
    "Em tên là Cầu Vồng, số điện thoại của em là 0900 000 000. Cô chú gọi cho em nhé.",
    "Em học lớp 6A trường Trung học cơ sở Bến Mẫu. Em mong sân trường có thêm cây.",
    "Cô chú kết bạn với em qua bupbe.mau@thu.example nhé.",
)
_HEAVY = (
    "Em bị bạn bắt nạt ở lớp, ngày nào ra chơi em cũng ngồi một mình.",
    "Dạo này em buồn hoài, em không muốn nói chuyện với ai.",
    "Em không muốn sống nữa.",
    "Bố say rượu về là đánh em.",
)
_KHMER = ("ខ្ញុំចង់ទៅរៀនរាល់ថ្ងៃ។", "ខ្ញុំចង់បានបណ្ណាល័យនៅភូមិរបស់ខ្ញុំ។")
_DRAWING: list[dict[str, Any]] = [
    {"colour": "#0b5cab", "width": 24, "points": [[60, 720], [260, 640], [460, 740], [660, 640], [940, 730]]},
    {"colour": "#f2b705", "width": 48, "points": [[790, 170], [820, 180], [800, 200]]},
    {"colour": "#8a5a2b", "width": 10, "points": [[300, 600], [420, 660], [620, 660], [700, 590], [300, 600]]},
]


@transaction.atomic
def load_demo_texts(
    *, reader: User | None = None, place: AdministrativeUnit | None = None, at: datetime
) -> list[FreeText]:
    """This will put what is missing of thirty texts into the queue: ordinary, private, grave, in two languages, a drawing.

    With `reader`, whose training must hold, two more are decided, one of them reported and one waiting for a second
    reading. Returns those that wait. Refuses with NotDemo in production.
    """
    if settings.IS_PRODUCTION:
        raise NotDemo
    waiting = [
        _receive(number, content, options, place=place, at=at) for number, (content, options) in enumerate(_queue())
    ]
    if reader is not None:
        _decide_two(reader, place=place, at=at)
    return waiting


def _queue() -> list[tuple[Any, dict[str, Any]]]:
    drawing = {**_PIECE, "kind": TextKind.DRAWING}
    by_hand = {**_BOX, "provenance": "paper"}
    return [
        *((words, _BOX) for words in _ORDINARY[:10]),
        *((words, by_hand) for words in _ORDINARY[10:]),
        *((words, _PIECE) for words in _PIECES),
        *((words, _BOX) for words in _PRIVATE),
        *((words, _BOX) for words in _HEAVY),
        *((words, {**_BOX, "language": "km"}) for words in _KHMER),
        (_DRAWING, drawing),
        ("Mưa Rừng", {**_PIECE, "kind": TextKind.PEN_NAME, "source": "Bút danh, câu lạc bộ mẫu"}),
    ]


def _decide_two(reader: User, *, place: AdministrativeUnit | None, at: datetime) -> None:
    praise, grave = (
        _receive(number, content, _PIECE, place=place, at=at)
        for number, content in (
            (100, "Hôm nay câu lạc bộ em tập kịch. Ai cũng cười khi bạn sóc quên lời."),
            (101, "Ở trường em có bạn bị bắt nạt. Em đã mách cô và bạn ấy đỡ buồn."),
        )
    )
    if praise.version > 1:
        return
    for text in (praise, grave):
        decide_text(text, decision=Decision.PUBLISH, version=text.version, by=reader, at=at - timedelta(hours=1))
    report_page(
        instance=_key(200), reason=Report.Reason.HURTS, about="/tin-tuc/", text=praise.pk, words="Bạn ấy không vui đâu.",
        at=at - timedelta(minutes=30),
    )  # fmt: skip


def _receive(
    number: int, content: Any, options: dict[str, Any], *, place: AdministrativeUnit | None, at: datetime
) -> FreeText:
    kept = FreeText.objects.filter(pk=_key(number)).first()
    return kept or receive_text(
        instance=_key(number),
        content=content,
        place=place,
        age_band=_BANDS[number % len(_BANDS)],
        at=at - timedelta(minutes=17 * number + 5),
        **options,
    )


def _key(number: int) -> UUID:
    return uuid5(NAMESPACE_URL, f"demo text {number}")
