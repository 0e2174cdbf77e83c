"""What others announce, and what follows for clubs.

`people.consent_withdrawn` takes off what is public; whether a member may post is asked of her consents each time she does.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet
from django.dispatch import receiver

from clubs import actions, queries
from clubs.models import Piece, PieceDraft
from media.models import Picture
from media.queries import also_shows
from media.rules import also_seen_by, kept_apart
from portal.answers.actions import mended_on_own_page, takes_again
from portal.foundation import encryption
from portal.foundation.erasure import eraser
from portal.people.signals import age_stated, consent_withdrawn
from portal.safeguarding.actions import keeps_sealed
from portal.safeguarding.models import FreeText
from portal.safeguarding.queries import stands_beside
from portal.safeguarding.signals import text_decided


@eraser("participant")
def forget_member(participant: UUID, at: datetime) -> None:
    actions.forget_member(participant, at=at)


@eraser("participant")
def forget_author(participant: UUID, at: datetime) -> None:
    actions.forget_author(participant, at=at)


@receiver(consent_withdrawn, dispatch_uid="clubs.pieces")
def take_off_at_once(participant_id: UUID, activity: str, at: datetime, **kwargs: Any) -> None:
    actions.take_off_for(participant_id, activity, at=at)
    actions.take_opinions_off_for(participant_id, activity, at=at)


@receiver(age_stated, dispatch_uid="clubs.pieces")
def take_off_without_consent(participant_id: UUID, at: datetime, **kwargs: Any) -> None:
    actions.take_off_without_consent(of=participant_id, at=at)
    actions.take_opinions_off_without_consent(of=participant_id, at=at)


@receiver(text_decided, dispatch_uid="clubs.pieces")
def take_off_when_consents_ended_while_it_waited(text_id: UUID, at: datetime, **kwargs: Any) -> None:
    author = FreeText.objects.published().filter(pk=text_id).values_list("participant", flat=True).first()
    if author is not None:
        take_off_without_consent(author, at)


@receiver(text_decided, dispatch_uid="clubs.pen_names")
def hide_or_show_pen_name(text_id: UUID, **kwargs: Any) -> None:
    actions.follow_pen_name(text_id)


@eraser("text")
def forget_text(text: UUID, at: datetime) -> None:
    actions.forget_text(text, at=at)


@eraser("receipt")
def forget_receipt(receipt: UUID, at: datetime) -> None:
    actions.forget_receipt(receipt, at=at)


@also_shows
def photos_of_public_pieces(model: type[Model], at: datetime) -> Iterable[int]:
    return queries.shown_photos(at) if model is Picture else ()


@also_seen_by
def staff_who_see_its_piece(picture: Picture, by: Any) -> bool:
    return queries.pieces_for(by).filter(picture=picture).exists()


@kept_apart
def photos_of_pieces() -> QuerySet[Any]:
    return Piece.objects.exclude(picture=None).values("picture")


@stands_beside(actions.PIECE)
def photo_of_words(words: FreeText) -> Picture | None:
    return Picture.objects.filter(pk__in=Piece.objects.filter(words=words).values("picture")).first()


keeps_sealed(PieceDraft, "content", encryption.DRAFT)
takes_again(actions.OPINION, find=actions.opinion_to_say_again, take=actions.point_opinion_at)
mended_on_own_page(actions.PIECE, actions.page_to_mend)
