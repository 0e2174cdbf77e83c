"""Screens about notices: a facilitator writes one, the centre sees all, nobody replies."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from clubs import actions, forms
from clubs.admin_views.facilitating import ClubScreen, Screen
from clubs.models import Club, ClubNotice
from portal.foundation.refusals import Refusal


class NewNotice(ClubScreen):
    """This will put a notice on the club's board."""

    page_title = gettext_lazy("Báo tin cho câu lạc bộ")
    template_name = "clubs/admin/notice.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(form=forms.NoticeForm(initial={"ends_on": timezone.localdate(self.at) + timedelta(days=7)}))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = forms.NoticeForm(request.POST)
        if not form.is_valid():
            return self.show(status=400, form=form)
        try:
            actions.post_notice(self.club, **form.cleaned_data, by=self.person, at=self.at)
        except Refusal as refusal:
            form.take_refusal(refusal)
            return self.show(status=refusal.status, form=form)
        messages.success(request, _("Đã báo tin. Các em và cán bộ Trung tâm thấy ngay."))
        return redirect("clubs:club", self.club.pk)


@method_decorator(permission_required("clubs.view_clubnotice"), name="dispatch")
class AllNotices(Screen):
    """This will show staff of the centre what facilitators told children, newest first."""

    page_title = gettext_lazy("Tin của các câu lạc bộ")
    template_name = "clubs/admin/notices.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        notices = ClubNotice.objects.select_related("club", "by", "taken_down_by")[:200]
        return self.show(notices=notices, today=timezone.localdate(self.at))


class NoticeTakenDown(Screen):
    """This will take a notice off a board."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        notice = ClubNotice.objects.select_related("club").filter(pk=pk).first()
        is_staff = self.person.has_perm("clubs.change_clubnotice")
        if notice is None or not (
            is_staff or Club.objects.for_facilitator(self.person).filter(pk=notice.club_id).exists()
        ):
            raise Http404
        try:
            actions.take_down_notice(notice, by=self.person, at=self.at)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Đã gỡ tin."))
        return redirect("clubs:notices") if is_staff else redirect("clubs:club", notice.club_id)
