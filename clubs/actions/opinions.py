"""The opinion box: a child says something, adults answer."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from clubs import rules
from clubs.models import Club, Opinion
from portal.answers import actions as answers_actions
from portal.answers import rules as answers_rules
from portal.answers.models import Receipt, ReceiptEntry
from portal.foundation import actions as foundation_actions
from portal.foundation.refusals import why_not
from portal.foundation.vietnamese import text as vietnamese
from portal.people import actions as people_actions
from portal.people import queries as people_queries
from portal.people.models import Activity, Participant
from portal.safeguarding import actions as safeguarding_actions
from portal.safeguarding.models import OPEN_STATES, FreeText, Provenance, TextKind, TextState

OPINION = "clubs.opinion"


@transaction.atomic
def submit_opinion(
    participant: Participant | None,
    *,
    instance: UUID,
    to: str,
    kind: str = TextKind.WORDS,
    content: Any,
    is_meant_for_public: bool = False,
    provenance: str = Provenance.SELF,
    entered_by: Any = None,
    club: Club | None = None,
    language: str = "",
    at: datetime,
) -> tuple[Opinion, str]:
    """This will put one opinion into the box and return it with the code of its receipt; the same sent twice is one.

    `content` is words, strokes, or the file of a recording. It is never refused for what it says. It refuses
    `ConsentMissing`, `NotAMember`, `NothingSaid`, `TooLong`, `BadDrawing`, `NotARecording`, `SentByAnother`,
    `answers.rules.NotTheSender`. A paper slip without a name (`participant` None) needs the `club` it came from.
    Other words under the same key are kept on the same receipt, for a person to read; an opinion sent again not to be public
    is kept from the public.
    """
    sent = Opinion.objects.select_related("text", "receipt", "club__place").filter(pk=instance).first()
    if sent is not None:
        rules.check_is_own_sending(sent.text, participant=participant)
        club = sent.club
    elif participant is not None:
        club = rules.check_can_send(participant, at=at)
    elif club is None:
        raise rules.NotAMember
    media_type = ""
    if kind == TextKind.RECORDING and isinstance(content, File):
        sound = rules.sound_of(content)
        content, media_type = sound.bytes, sound.media_type
    content = rules.said(kind, content)
    if sent is not None:
        receipt, code = sent.receipt, answers_actions.code_of(sent.receipt)
    else:
        receipt, code = answers_actions.issue_receipt(
            instance=instance, kind=OPINION, label=_("Lời em gửi"), thread=instance, participant=participant, at=at
        )
    text = safeguarding_actions.receive_text(
        instance=instance,
        kind=kind,
        content=content,
        media_type=media_type,
        source=_("Hộp ý kiến, %(club)s") % {"club": club},
        source_kind=OPINION,
        source_url=reverse("opinions:opinion", args=[instance]),
        context=str(Opinion.To(to).label),
        language=language or (participant.language if participant else "vi"),
        place=club.place,
        age_band=participant.age_band if participant else "",
        participant=participant,
        thread=receipt.thread,
        provenance=provenance,
        entered_by=entered_by,
        is_meant_for_public=is_meant_for_public and sent is None,
        at=at,
    )
    if sent is not None:
        _change_wish(sent, to=to, is_meant_for_public=is_meant_for_public, at=at)
        return sent, code
    given = {"club": club, "to": to, "text": text, "receipt": receipt, "sent_at": at}
    opinion, _is_new = Opinion.objects.get_or_create(pk=instance, defaults=given)  # the same in the same moment
    return opinion, code


def _change_wish(opinion: Opinion, *, to: str, is_meant_for_public: bool, at: datetime) -> None:
    """She went back to the form and sent it again: it never becomes more public, and goes to whom she says now."""
    if not is_meant_for_public:
        safeguarding_actions.keep_from_public([opinion.text_id], at=at)
    if opinion.to != to and opinion.text.state in OPEN_STATES:
        safeguarding_actions.note_change_beside(opinion.text, context=str(Opinion.To(to).label))
        opinion.to = to
        opinion.save(update_fields=["to"])


@transaction.atomic
def reply_privately(opinion: Opinion, *, words: str, is_checked: bool = False, by: Any, at: datetime) -> ReceiptEntry:
    """This will answer a child on her receipt, where a second member of staff sees it too.

    It refuses `NotAllowed`, `NotReadYet`, `NoReply` and `answers.rules.PersonalDataInReply`; facilitators may not write to a
    child.
    """
    rules.check_can_reply_privately(opinion, by=by, at=at)
    entry = answers_actions.reply(opinion.receipt, words=rules.reply_words(words), is_checked=is_checked, by=by, at=at)
    people_actions.log_access(
        by=by, verb=gettext_noop("trả lời hộp ý kiến"), subject=_subject(opinion), reason="", at=at
    )
    return entry


@transaction.atomic
def reply_publicly(opinion: Opinion, *, words: str, is_checked: bool = False, by: Any, at: datetime) -> Opinion:
    """This will put an adult's answer below the child's published words, for everyone; a later one takes its place.

    It refuses `NotAllowed`, `NotReadYet`, `NotPublic`, `NoReply`, and `answers.rules.PersonalDataInReply` unless
    `is_checked` says that the person looked.
    """
    opinion = (
        Opinion.objects.select_for_update(of=("self",)).select_related("text", "receipt", "club").get(pk=opinion.pk)
    )
    rules.check_can_reply_publicly(opinion, by=by, at=at)
    words = rules.reply_words(words)
    answers_rules.check_reply_words(words, is_checked=is_checked)
    opinion.public_reply, opinion.replied_by, opinion.replied_at = words, by, at
    opinion.save(update_fields=["public_reply", "replied_by", "replied_at"])
    people_actions.log_access(
        by=by, verb=gettext_noop("trả lời công khai hộp ý kiến"), subject=_subject(opinion), reason="", at=at
    )
    foundation_actions.bump_site_revision()
    return opinion


@transaction.atomic
def open_opinion(opinion: Opinion, *, reason: str, by: Any, at: datetime) -> None:
    """This will note in the access log who opened what a child said, and why; the words are shown after it.

    It refuses what `check_can_reply` refuses, and `answers.rules.BadReason` without a reason.
    """
    rules.check_can_reply(opinion, by=by, at=at)
    reason = vietnamese.normalize(reason, single_line=True)
    answers_rules.check_reason(reason)
    people_actions.log_access(
        by=by, verb=gettext_noop("mở hộp ý kiến"), subject=_subject(opinion), reason=reason, at=at
    )


def _subject(opinion: Opinion) -> str:
    return f"{OPINION} {opinion.pk}"


def opinion_to_say_again(receipt: Receipt, at: datetime) -> FreeText | None:
    """This will return what could not be published of a child's opinion, while she may post: new words may stand there."""
    came_back = Opinion.objects.light().filter(receipt=receipt, text__state=TextState.REJECTED)
    opinion = came_back.select_related("text__participant").first()
    author = opinion.text.participant if opinion else None
    if opinion is None or (author is not None and why_not(rules.check_can_send, author, at=at)):
        return None
    return opinion.text


def point_opinion_at(new: FreeText, former: FreeText) -> None:
    """This will let an opinion be what a child wrote again on its receipt's page; a public answer to the old words goes."""
    Opinion.objects.filter(text=former).update(text=new, public_reply="", replied_at=None, replied_by=None)


@transaction.atomic
def take_opinions_off_for(participant_id: UUID, activity: str, *, at: datetime) -> int:
    """This will take off the site what a child said in the box when a yes for the club, or every yes, was taken back.

    What nobody has read yet is still read, never published: it may be a call for help. Returns how many were taken off.
    """
    if activity not in {"", Activity.CLUB}:
        return 0
    mine = Opinion.objects.filter(text__participant=participant_id)
    return safeguarding_actions.keep_from_public(mine.values_list("text", flat=True), at=at)


@transaction.atomic
def take_opinions_off_without_consent(*, of: UUID | None = None, at: datetime) -> int:
    """This will take off the site what stands there without live consents, as when a child is younger than she had said.

    A scan, like that of pieces; returns how many opinions.
    """
    public = Opinion.objects.filter(text__state=TextState.PUBLISHED).exclude(text__participant=None)
    if of is not None:
        public = public.filter(text__participant=of)
    authors = set(public.values_list("text__participant", flat=True))
    statuses = people_queries.consent_statuses(authors, Activity.CLUB) if authors else {}
    fallen = [author for author in authors if not statuses[author].is_complete]
    found = list(public.filter(text__participant__in=fallen).select_related("text")) if fallen else []
    for opinion in found:
        safeguarding_actions.withdraw_text(opinion.text, at=at)
    return len(found)
