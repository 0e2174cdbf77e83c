"""The staff screen of one's own devices: add this browser, try it, take one away."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views import generic

from portal.foundation.refusals import Refusal
from portal.notifications import actions, queries
from portal.notifications.models import Device
from portal.people.models import User

SHOWN = 10


class DeviceScreen(generic.base.WagtailAdminTemplateMixin, View):
    """This will list one's devices and latest alerts, with the button that adds this browser."""

    page_title = gettext_lazy("Máy nhận báo")
    header_icon = "mobile-alt"
    template_name = "notifications/admin/devices.html"
    http_method_names = ["get", "head"]

    @property
    def person(self) -> User:
        return cast(User, self.request.user)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get(self, request: HttpRequest) -> HttpResponse:
        context = self.get_context_data(
            devices=queries.live_devices(self.person),
            deliveries=queries.recent_deliveries(self.person)[:SHOWN],
            public_key=actions.push_key(),
        )
        return self.render_to_response(context)


class DeviceAction(DeviceScreen):
    """One POST about devices, back to the list with a sentence."""

    http_method_names = ["post"]

    def act(self, request: HttpRequest, **kwargs: Any) -> str:
        raise NotImplementedError

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            messages.success(request, self.act(request, **kwargs))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect("devices:index")


class DeviceRegistration(DeviceAction):
    """This will take the subscription this browser was given."""

    def act(self, request: HttpRequest, **kwargs: Any) -> str:
        typed = {name: request.POST.get(name, "") for name in ("name", "endpoint", "p256dh", "auth")}
        device = actions.register_device(self.person, **typed, at=timezone.now())
        return _("Đã thêm “%(name)s”. Hãy bấm “Gửi báo thử” để xem máy có nhận không.") % {"name": device}


class DeviceRemoval(DeviceAction):
    """This will stop the alerts of one of one's own devices."""

    def act(self, request: HttpRequest, **kwargs: Any) -> str:
        device = get_object_or_404(Device, pk=kwargs["pk"], user=self.person)
        actions.forget_device(device, by=self.person, at=timezone.now())
        return _("Đã bỏ máy này. Máy không nhận báo nữa.")


class TestAlert(DeviceAction):
    """This will send an alert to oneself by every way."""

    def act(self, request: HttpRequest, **kwargs: Any) -> str:
        actions.send_test_alert(self.person, at=timezone.now())
        return _("Đã gửi báo thử tới e-mail và các máy của bạn. Kết quả hiện ở dưới sau ít phút.")
