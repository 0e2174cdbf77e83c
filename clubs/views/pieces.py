"""A young reporter's own pages: the list, the sheet to write on, a piece with what she can do about it."""

import base64
from contextlib import suppress
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clubs import actions, forms, queries, rules
from clubs.models import Piece
from clubs.views.waiting import waits_for
from portal.foundation.refusals import Refusal, why_not
from portal.people import queries as people_queries
from portal.people.authentication import COOKIE, participant_required
from portal.people.rules import ConsentMissing
from portal.safeguarding import queries as safeguarding_queries


@never_cache
@participant_required
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """This will list a child's pieces with their state in plain words, and her drafts."""
    participant, on = request.participant, timezone.localdate()  # type: ignore[attr-defined]
    pieces = [(piece, queries.state_of(piece, on=on)) for piece in queries.own_pieces(participant)[:100]]
    drafts = [(draft, queries.draft_content(draft)) for draft in queries.drafts_of(participant)]
    return render(request, "clubs/pieces/own.html", {"pieces": pieces, "drafts": drafts, "noted": _noted(request)})


def _noted(request: HttpRequest) -> str:
    """What she has just done, in words. It travels in the address: children have no session of Django's for messages."""
    return {
        "nhap": _("Đã lưu bài nháp. Chỉ em mở được."),
        "xoa": _("Đã xóa bài nháp."),
        "rut": _("Em đã rút bài. Không ai xem được bài nữa."),
        "giu": _("Bài của em ở lại trên trang thêm hai năm."),
    }.get(request.GET.get("xong", ""), "")


@never_cache
@participant_required
@require_safe
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """This will show a child her own piece: where it stands, why it could not be published, what she can do."""
    at = timezone.now()
    piece = _own_piece(request, pk)
    on = timezone.localdate(at)
    [told] = queries.told_of([piece], on=on)
    may_renew = not why_not(rules.check_can_renew, piece, participant=request.participant, at=at, on=on)  # type: ignore[attr-defined]
    title, story, description = _written(piece)
    return render(
        request,
        "clubs/pieces/one.html",
        {
            "piece": piece,
            "state": told.state,
            "title": title,
            "story": story,
            "description": description,
            "strokes": safeguarding_queries.original_of(piece.drawing) if piece.drawing else "",
            "rejections": told.answers,
            "may_renew": may_renew,
            "noted": _noted(request),
        },
    )


@never_cache
@participant_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, draft: UUID | None = None, replaces: UUID | None = None) -> HttpResponse:
    """This will show the sheet, empty, with a draft or with the piece to mend; and send it or keep it as a draft."""
    participant, at = request.participant, timezone.now()  # type: ignore[attr-defined]
    mended = _own_piece(request, replaces) if replaces else None
    if mended is not None:
        rules.check_can_resend(mended, participant=participant, instance=_posted_instance(request))
    if request.method == "POST":
        return _take(request, mended)
    try:
        rules.check_can_send(participant, at=at)
    except (ConsentMissing, rules.NotAMember) as refusal:
        return waits_for(request, participant, refusal, at=at)
    initial: dict[str, Any] = {"instance": uuid4()}
    if draft is not None:
        kept = get_object_or_404(queries.drafts_of(participant), pk=draft)
        content = rules.content_of(kept)
        initial = {**content, "instance": kept.pk, "is_bylined": "1" if content.get("is_bylined") else ""}
        replaced = content.get("replaces")
        mended = queries.own_pieces(participant).filter(pk=replaced).first() if replaced else None
    elif mended is not None:
        title, story, description = _written(mended)
        strokes = safeguarding_queries.original_of(mended.drawing) if mended.drawing else ""
        initial |= {"title": title, "text": story, "description": description, "drawing": strokes}
        initial |= {"is_bylined": "1" if mended.is_bylined else ""}
    return _show(request, _form(request, at=at, initial=initial), mended, kept_recording=bool(initial.pop("sound", "")))


def _take(request: HttpRequest, mended: Piece | None) -> HttpResponse:
    participant, at = request.participant, timezone.now()  # type: ignore[attr-defined]
    form = _form(request, request.POST, request.FILES, at=at)
    if not form.is_valid():
        return _show(request, form, mended, status=400)
    words, recording = form.words(), form.cleaned_data["recording"]
    instance = form.cleaned_data["instance"]
    content = {**words, "replaces": str(mended.pk) if mended else ""}
    kept = queries.drafts_of(participant).filter(pk=instance).first()
    try:
        if request.POST.get("lam") == "nhap":
            actions.save_draft(participant, instance=instance, content=content, recording=recording, at=at)
            return redirect(f"{reverse('own_pieces')}?xong=nhap")
        if safeguarding_queries.must_ask(request.POST, "title", "text", "description"):
            # A file cannot be put back into a form, so it waits in the draft.
            kept = recording and actions.save_draft(
                participant, instance=instance, content=content, recording=recording, at=at
            )
            return _show(
                request, form, mended, asks_first=True, kept_recording=bool(actions.recording_of(kept or None))
            )
        piece, code = actions.send_piece(
            participant,
            instance=instance,
            **words,
            recording=recording or actions.recording_of(kept),
            replaces=mended,
            at=at,
        )
    except (ConsentMissing, rules.NotAMember) as refusal:
        return _show(request, form, mended, status=refusal.status, waiting=refusal)
    except Refusal as refusal:
        form.take_refusal(refusal)
        if recording:
            with suppress(Refusal):  # what is no recording, or too long, is asked for anew
                kept = actions.save_draft(participant, instance=instance, content=content, recording=recording, at=at)
        has_sound = bool(actions.recording_of(kept or None))
        return _show(request, form, mended, status=refusal.status, kept_recording=has_sound)
    return render(request, "answers/received.html", {"code": code, "receipt": piece.receipt})


@never_cache
@participant_required
@require_POST
def autosave(request: HttpRequest) -> HttpResponse:
    """This will keep a draft while a child writes; her browser asks for it, and nothing is shown."""
    at = timezone.now()
    form = _form(request, request.POST, at=at)
    if not form.is_valid():
        return JsonResponse({"kept": False}, status=400)
    try:
        draft = actions.save_draft(
            request.participant,  # type: ignore[attr-defined]
            instance=form.cleaned_data["instance"],
            content={**form.words(), "replaces": request.POST.get("sua", "")[:36]},
            at=at,
        )
    except Refusal as refusal:
        return JsonResponse({"kept": False, "detail": str(refusal)}, status=refusal.status)
    return JsonResponse({"kept": draft is not None})


@never_cache
@participant_required
@require_POST
def forget_draft(request: HttpRequest, pk: UUID) -> HttpResponse:
    """This will delete a child's draft."""
    participant = request.participant  # type: ignore[attr-defined]
    actions.delete_draft(get_object_or_404(queries.drafts_of(participant), pk=pk), participant=participant)
    return redirect(f"{reverse('own_pieces')}?xong=xoa")


@never_cache
@participant_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """This will ask once, then take a piece back."""
    piece = _own_piece(request, pk)
    if request.method == "POST":
        actions.withdraw_piece(piece, participant=request.participant, at=timezone.now())  # type: ignore[attr-defined]
        return redirect(f"{reverse('own_piece', args=[pk])}?xong=rut")
    return render(request, "clubs/pieces/withdraw.html", {"piece": piece})


@never_cache
@participant_required
@require_POST
def renew(request: HttpRequest, pk: UUID) -> HttpResponse:
    """This will keep a piece on the site for two years more."""
    actions.renew_piece(_own_piece(request, pk), participant=request.participant, at=timezone.now())  # type: ignore[attr-defined]
    return redirect(f"{reverse('own_piece', args=[pk])}?xong=giu")


@never_cache
@participant_required
@require_safe
def listen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """This will give a child back the recording she sent, for herself alone."""
    piece = _own_piece(request, pk)
    if piece.recording is None:
        raise Http404
    sound = safeguarding_queries.original_of(piece.recording)
    if not sound:
        raise Http404
    return HttpResponse(sound, content_type=piece.recording.media_type)


def _own_piece(request: HttpRequest, pk: UUID) -> Piece:
    return get_object_or_404(queries.own_pieces(request.participant), pk=pk)  # type: ignore[attr-defined]


def _posted_instance(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("instance", ""))
    except ValueError:
        return None


def _form(request: HttpRequest, *args: Any, at: Any, **kwargs: Any) -> forms.PieceForm:
    participant = request.participant  # type: ignore[attr-defined]
    membership = queries.membership_of(participant)
    club = membership.club if membership else None
    may_sign = club is not None and queries.pen_name_may_be_shown(participant, club.pk)
    pen_name = participant.pen_name if may_sign else ""
    return forms.PieceForm(*args, club=str(club or ""), pen_name=pen_name, **kwargs)


def _show(
    request: HttpRequest, form: forms.PieceForm, mended: Piece | None, *, status: int = 200, **context: Any
) -> HttpResponse:
    shown = {
        "form": form,
        "mended": mended,
        "answers": queries.rejections([mended])[mended.pk] if mended else [],
        "voice_kept": bool(mended and queries.voice_kept(mended)),
        "draft_key": _device_key(request),
        **context,
    }
    return render(request, "clubs/pieces/write.html", shown, status=status)


def _device_key(request: HttpRequest) -> str:
    """The key of drafts on a phone that is hers alone: it comes with her signed-in pages and stays nowhere; none if shared."""
    session = people_queries.session_of(request.COOKIES.get(COOKIE, ""), at=timezone.now())
    if session is None or session.is_shared:
        return ""
    return base64.b64encode(
        salted_hmac("piece draft", str(session.participant_id), algorithm="sha256").digest()
    ).decode()


def _written(piece: Piece) -> tuple[str, str, str]:
    """The title, the story and what the drawing shows, as the author wrote them."""
    title, _newline, rest = safeguarding_queries.words_of(piece.words).partition("\n")
    story, shown, description = rest.strip().rpartition(rules.DRAWING_LINE)
    if not shown or "\n" in description.strip():
        return title, rest.strip(), ""
    return title, story.strip(), description.strip()
