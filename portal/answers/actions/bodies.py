"""Who listens: bodies and the people in them."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from portal.answers import rules
from portal.answers.models import Audience, Body
from portal.people import actions as people_actions
from portal.people.models import User


@transaction.atomic
def save_body(body: Body, *, by: User, at: datetime) -> Body:
    """This will add or change a body and log it. It refuses NotAllowed, and EndsBeforeItBegins."""
    rules.check_can_save_body(body, by=by)
    body.save()
    people_actions.log_access(by=by, verb=gettext_noop("ghi cơ quan trả lời"), subject=str(body), at=at)
    return body


@transaction.atomic
def save_audience(audience: Audience, *, by: User, at: datetime) -> Audience:
    """This will add or change a listener and log it. It refuses NotAllowed, and BodyHasEnded for one whose body ended."""
    rules.check_can_save_audience(audience, by=by, at=at)
    audience.save()
    people_actions.log_access(by=by, verb=gettext_noop("ghi người lắng nghe"), subject=str(audience), at=at)
    return audience
