"""The staff desk's first screen: panels that features register, and the few every centre has."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser
from django.template.loader import get_template
from django.utils import formats, timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from laces.components import Component

from portal.foundation import health, languages
from portal.foundation.models import Tick
from portal.foundation.vietnamese import dates

_panels: list[type["Panel"]] = []


class Panel(Component):
    """One part of the first screen: for whom it is and what it tells. It costs the same however much waits."""

    order: ClassVar[int] = 500
    """Greeting 0, tasks 100, what waits 200, what comes 300, what remains 400, the site's health 900."""
    permission: ClassVar[str] = ""
    """The permission one needs to see it ("app.codename"); empty for whoever may open the desk."""
    heading: ClassVar[Any] = ""

    def contents(self, user: Any, *, at: datetime) -> dict[str, Any] | None:
        """This will return what the template shows, or None when there is nothing to say and the panel stays away."""
        return {}

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        request = parent_context["request"]
        return {"request": request, "heading": self.heading, "panel": self, **self._found(request.user)}

    def render_html(self, parent_context: Mapping[str, Any] | None = None) -> SafeString:
        context = self.get_context_data(parent_context)
        if context.pop("is_empty"):
            return mark_safe("")
        return mark_safe(get_template(self.template_name).render(context))  # noqa: S308  (templates escape)

    def _found(self, user: AbstractBaseUser) -> dict[str, Any]:
        found = self.contents(user, at=timezone.now())
        return {"is_empty": found is None, **(found or {})}


def panel[P: type[Panel]](cls: P) -> P:
    """This will put a panel on the first screen of everybody who has its permission."""
    _panels.append(cls)
    return cls


def panels_for(user: Any) -> list[Panel]:
    """This will return the panels this person sees, in order."""
    shown = [cls() for cls in _panels if not cls.permission or user.has_perm(cls.permission)]
    return sorted(shown, key=lambda shown_panel: shown_panel.order)


@panel
class Greeting(Panel):
    """Who is here, and what day it is."""

    order = 0
    template_name = "wagtailadmin/desk/greeting.html"

    def contents(self, user: Any, *, at: datetime) -> dict[str, Any]:
        local = timezone.localtime(at)
        if languages.is_main():
            weekday = dates.format_weekday(local)
            today = f"{weekday[0].upper()}{weekday[1:]}, {dates.format_long_date(local)}"
        else:
            today = formats.date_format(local, "l, j F Y")
        return {"greeting": _greeting(local.hour) % {"name": user.get_short_name()}, "today": today}


def _greeting(hour: int) -> str:
    if 4 <= hour < 11:
        return _("Chào buổi sáng, %(name)s")
    if 11 <= hour < 13:
        return _("Chào buổi trưa, %(name)s")
    if 13 <= hour < 18:
        return _("Chào buổi chiều, %(name)s")
    return _("Chào buổi tối, %(name)s")


@panel
class Health(Panel):
    """What `/readyz` finds wrong, for those who can do something about it, and when the portal last looked."""

    order = 900
    permission = "wagtailcore.change_site"
    heading = gettext_lazy("Sức khỏe của trang")
    template_name = "wagtailadmin/desk/health.html"

    def contents(self, user: Any, *, at: datetime) -> dict[str, Any]:
        tick = Tick.objects.first()
        problems = health.problems(at=at)
        return {
            "problems": [(name, _PROBLEMS.get(name, "")) for name in problems],
            "tick": tick,
            "failed_jobs": tick.failed_jobs if tick else [],
        }


_PROBLEMS = {
    "database": gettext_lazy("Cơ sở dữ liệu không trả lời."),
    "cache_answers": gettext_lazy("Bộ nhớ đệm không giữ được trang, trang sẽ mở chậm."),
    "last_tick": gettext_lazy("Việc tự động chạy mỗi phút đã dừng: bài hẹn giờ sẽ không lên trang."),
    "append_only_triggers": gettext_lazy("Nhật ký đang không được bảo vệ khỏi sửa và xóa."),
    "hotline_list_is_genuine": gettext_lazy("Danh sách số gọi được đã bị sửa ngoài bàn làm việc."),
    "hotlines_equal_the_signed_list": gettext_lazy("Số đường dây nóng trong cơ sở dữ liệu khác danh sách đã xác nhận."),
    "record_of_111_equals_the_constant": gettext_lazy("Bản ghi của số 111 không đúng."),
    "rendered_hotlines_equal_the_signed_list": gettext_lazy("Trang đang hiện số gọi khác danh sách đã xác nhận."),
}
"""What each readiness check means to an administrator; a check not named here is shown by its name."""
