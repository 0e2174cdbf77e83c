"""What tests of answers share."""

from datetime import datetime

import pytest

from portal.safeguarding import actions
from portal.safeguarding.models import FreeText
from tests.safeguarding.factories import reader, receive


@pytest.fixture
def published(at: datetime) -> FreeText:
    """Words everyone may read."""
    text = receive("Em thích vẽ sông Đăk Bla.", at=at)
    actions.decide_text(text, decision="publish", version=1, by=reader(at), at=at)
    return FreeText.objects.get(pk=text.pk)
