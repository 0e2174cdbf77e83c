"""What a meeting, a notice and an incident must say."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.foundation.refusals import Refusal
from portal.safeguarding import queries as safeguarding_queries

MOST_PEOPLE = 500
OLDEST_MEETING = timedelta(days=400)
LONGEST_NOTICE_LIFE = timedelta(days=60)


class BadMeeting(Refusal):
    code = "bad_meeting"
    status = 400
    sentence = _("Có ô chưa đúng. Xem từng ô bên dưới.")


class MeetingTellsWho(BadMeeting):
    """What is written of a meeting says who or where somebody is; `fields` says what was found where."""

    code = "personal_data"
    sentence = _("Có thông tin riêng của ai đó. Hãy che đi, hoặc đánh dấu rằng bạn đã xem và không có gì riêng.")


class BadNotice(Refusal):
    code = "bad_notice"
    status = 400
    sentence = _("Có ô chưa đúng. Xem từng ô bên dưới.")


class BadIncident(Refusal):
    code = "bad_incident"
    status = 400
    sentence = _("Có ô chưa đúng. Xem từng ô bên dưới.")


def check_meeting(*, held_on: date, where: str, topic: str, counts: dict[str, int], notes: str, at: datetime) -> None:
    """This will refuse a day ahead or long past, a missing place or topic, nobody there, and impossible numbers."""
    fields: dict[str, list[str]] = {}
    today = timezone.localdate(at)
    if not today - OLDEST_MEETING <= held_on <= today:
        fields["held_on"] = [str(_("Ngày: hãy ghi ngày đã sinh hoạt, hôm nay hoặc trước đó."))]
    if not where.strip() or len(where) > 120:
        fields["where"] = [str(_("Ở đâu: hãy ghi nơi sinh hoạt, không quá 120 chữ."))]
    if not topic.strip() or len(topic) > 160:
        fields["topic"] = [str(_("Nói về gì: hãy ghi chủ đề, không quá 160 chữ."))]
    for name, number in counts.items():
        if not 0 <= number <= MOST_PEOPLE:
            fields[name] = [str(_("Hãy ghi số từ 0 đến 500."))]
    if not fields and not sum(counts.values()):
        fields["girls"] = [str(_("Buổi này chưa có ai. Hãy ghi số em và số người lớn."))]
    if len(notes) > 2000:
        fields["notes"] = [str(_("Ghi chú: không quá 2.000 chữ."))]
    if fields:
        raise BadMeeting(fields=fields)


def check_tells_nobody(*, is_checked: bool = False, **written: str) -> None:
    """This will refuse `MeetingTellsWho` for words that say who or where somebody is, unless somebody looked at them.

    `written` is words by the name of their field. Where a meeting was may be a school or a village.
    """
    fields: dict[str, list[str]] = {}
    for name, words in written.items():
        kinds = dict.fromkeys(span.kind for span in safeguarding_queries.personal_data(words))
        found = [str(safeguarding_queries.KINDS[kind]) for kind in kinds if (name, kind) not in NOT_OF_A_PERSON]
        if found:
            fields[name] = [str(_("Có thông tin riêng: %(found)s. Hãy che đi.") % {"found": ", ".join(found)})]
    if fields and not is_checked:
        raise MeetingTellsWho(fields=fields)


NOT_OF_A_PERSON = {("where", "school"), ("where", "address")}


def check_notice(*, words: str, ends_on: date, at: datetime) -> None:
    """This will refuse a notice that says nothing, is too long, is over already or would stand too long."""
    fields: dict[str, list[str]] = {}
    today = timezone.localdate(at)
    if not words.strip() or len(words) > 600:
        fields["words"] = [str(_("Lời báo: hãy viết vài câu, không quá 600 chữ."))]
    if not today <= ends_on <= today + LONGEST_NOTICE_LIFE:
        fields["ends_on"] = [str(_("Hiện đến: hãy chọn một ngày từ hôm nay, trong 60 ngày tới."))]
    if fields:
        raise BadNotice(fields=fields)


def check_incident(*, happened_at: datetime, summary: str, at: datetime) -> None:
    """This will refuse an incident ahead of now and one that does not say what happened."""
    fields: dict[str, list[str]] = {}
    if happened_at > at:
        fields["happened_at"] = [str(_("Xảy ra lúc: không thể ở sau bây giờ."))]
    if not summary.strip() or len(summary) > 2000:
        fields["summary"] = [str(_("Chuyện gì đã xảy ra: hãy viết vài câu, không quá 2.000 chữ."))]
    if fields:
        raise BadIncident(fields=fields)
