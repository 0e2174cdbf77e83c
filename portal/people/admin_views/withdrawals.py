"""Staff screens of what was taken back: two clocks, and who answers the family."""

from datetime import date, datetime
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from portal.foundation import desk
from portal.foundation.refusals import Refusal
from portal.people import actions, forms, queries, rules
from portal.people.admin_views.consents import ConsentScreen
from portal.people.models import User, Withdrawal

MOST_SHOWN = 200


class WithdrawalIndex(ConsentScreen):
    """This will list what was taken back and is not done with, the most pressing first; overdue in red."""

    page_title = gettext_lazy("Rút lại đồng ý")
    template_name = "people/admin/withdrawals.html"
    header_icon = "rotate"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.listing()

    def listing(self, status: int = 200, **context: Any) -> HttpResponse:
        at = timezone.now()
        rows = [(one, clock(one, timezone.localdate(at))) for one in reached_withdrawals(self.person, at=at)]
        return self.show(status=status, rows=rows, **{"form": forms.ReplyForm(), **context})


def reached_withdrawals(user: User, *, at: datetime) -> list[Withdrawal]:
    """This will return open withdrawals of the children somebody reaches."""
    waiting = queries.open_withdrawals()
    reached = rules.reached(user, set(waiting.order_by().values_list("participant", flat=True)), at=at)
    return list(waiting.filter(participant__in=reached)[:MOST_SHOWN])


def clock(withdrawal: Withdrawal, today: date) -> dict[str, Any]:
    """This will say how many days each clock has left, and whether one ran out."""
    reply = (withdrawal.reply_due_on - today).days
    erase = (withdrawal.erase_due_on - today).days
    return {
        "reply_left": reply,
        "reply_is_late": withdrawal.replied_at is None and reply < 0,
        "erase_is_late": withdrawal.done_at is None and erase < 0,
    }


@method_decorator(permission_required("people.change_withdrawal"), name="dispatch")
class ReplyToWithdrawal(WithdrawalIndex):
    """This will note that the family was answered."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        withdrawal = get_object_or_404(Withdrawal, pk=pk)
        if not rules.reaches(self.person, withdrawal.participant_id, at=timezone.now()):
            raise Http404
        form = forms.ReplyForm(request.POST)
        if not form.is_valid():
            return self.listing(status=400, form=form, opened=withdrawal.pk)
        try:
            actions.reply_to_withdrawal(withdrawal, by=self.person, how=form.cleaned_data["how"], at=timezone.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Đã ghi: gia đình được trả lời."))
        return redirect("consents:withdrawals")


@desk.panel
class Withdrawals(desk.Panel):
    """What was taken back and waits for an answer to the family."""

    order = 210
    permission = "people.view_withdrawal"
    heading = gettext_lazy("Rút lại đồng ý")
    template_name = "people/admin/withdrawals_panel.html"

    def contents(self, user: Any, *, at: datetime) -> dict[str, Any] | None:
        today = timezone.localdate(at)
        rows = [(one, clock(one, today)) for one in reached_withdrawals(cast(User, user), at=at)]
        waiting = [(one, clocks) for one, clocks in rows if one.replied_at is None]
        late = [one for one, clocks in rows if clocks["reply_is_late"] or clocks["erase_is_late"]]
        if not waiting and not late:
            return None
        return {"waiting": len(waiting), "late": len(late), "first": waiting[0][0] if waiting else None}
