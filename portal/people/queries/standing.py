"""Where somebody stands with a question: a word for staff, true when it is a yes that counts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    """True (`if status.child:`) when this person's part is done: a yes that counts, or none is needed."""

    NOT_NEEDED = "not_needed", _("không cần")
    WAITING = "waiting", _("chưa trả lời")
    NO = "no", _("chưa đồng ý")
    WITHDRAWN = "withdrawn", _("đã rút lại")
    DECLARED = "declared", _("đã bấm đồng ý, chờ chứng")
    YES = "yes", _("đồng ý")
    WITNESSED = "witnessed", _("đồng ý, có người chứng")

    def __bool__(self) -> bool:
        return self in {Standing.NOT_NEEDED, Standing.YES, Standing.WITNESSED}
