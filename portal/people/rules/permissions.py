"""What each role may do: the one table. `actions.ensure_roles` makes the database agree with it after every migrate."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.people.models import Role

ALWAYS = ("wagtailadmin.access_admin",)
"""What every role has: the staff desk opens, empty, for whoever has no more than this."""


@dataclass(frozen=True)
class Permissions:
    """Permissions by name: of models, on all pages, and on all images and documents."""

    models: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


def _all(app: str, *models: str) -> tuple[str, ...]:
    return tuple(f"{app}.{verb}_{model}" for model in models for verb in ("add", "change", "delete", "view"))


_PICTURES_AND_DOCUMENTS = (
    "wagtailimages.add_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.choose_document",
)
_CHANGE_FILES = ("wagtailimages.change_image", "wagtaildocs.change_document")

_SEES_TIES = ("people.view_imageconsent",)
"""Whether the children on a picture agreed; not who they are, unless one reaches them."""
_CONSENTS = (
    "people.view_consentrecord",
    "people.add_imageconsent",
    "people.view_imageconsent",
    "people.view_withdrawal",
    "people.change_withdrawal",
)
"""Of the children one reaches: `rules.register_reach`."""
_CONSENT_TEXTS = ("people.add_consenttext", "people.view_consenttext")

_CLIPS = ("media.add_audioclip", "media.change_audioclip", "media.view_audioclip")

# Names of permissions are data, not imports: the apps above `people` are only spelled here.
PERMISSIONS: dict[Role, Permissions] = {
    Role.EDITOR: Permissions(
        models=(
            *_all("pages", "audiencegroup", "subject"),
            *_CLIPS,
            *_SEES_TIES,
            "simple_translation.submit_translation",
        ),
        pages=("add", "change"),
        files=(*_PICTURES_AND_DOCUMENTS, *_CHANGE_FILES),
    ),
    Role.APPROVER: Permissions(
        models=("media.view_audioclip",),
        pages=("change", "publish", "lock", "unlock"),
        files=_PICTURES_AND_DOCUMENTS,
    ),
    Role.CAMPAIGNER: Permissions(
        models=(*_CLIPS, *_SEES_TIES), pages=("add", "change"), files=(*_PICTURES_AND_DOCUMENTS, *_CHANGE_FILES)
    ),
    Role.MODERATOR: Permissions(),
    Role.PROTECTION: Permissions(models=(*_CONSENTS, *_CONSENT_TEXTS)),
    Role.FACILITATOR: Permissions(models=(*_CONSENTS, "people.view_consenttext")),
    Role.FIGURES: Permissions(),
    Role.DIRECTOR: Permissions(),
    Role.ADMINISTRATOR: Permissions(
        models=(
            *_all("pages", "audiencegroup", "subject"),
            *_all("media", "audioclip"),
            "pages.change_centresettings",
            *_all("wagtailredirects", "redirect"),
            *_all("wagtailcore", "site", "collection", "workflow", "task"),
            # Accounts come by invitation and are never deleted: neither add nor delete.
            "people.change_user",
            "people.view_user",
            "people.add_invitation",
            "people.change_invitation",
            "people.view_invitation",
            "people.add_qualification",
            "people.view_qualification",
            "people.view_accessentry",
            *_CONSENTS,
            *_CONSENT_TEXTS,
            *_all("foundation", "holiday"),
            "places.view_edition",
            "places.view_administrativeunit",
        ),
        pages=("add", "change", "publish", "bulk_delete", "lock", "unlock"),
        files=(
            *_PICTURES_AND_DOCUMENTS,
            *_CHANGE_FILES,
            "wagtailimages.delete_image",
            "wagtaildocs.delete_document",
        ),
    ),
}

_granted: dict[Role, set[str]] = {}


def grant(role: Role, *permissions: str) -> None:
    """This will add model permissions ("app.codename") to a role; an app above calls it in its `ready()`."""
    _granted.setdefault(role, set()).update(permissions)


def model_permissions(role: Role) -> set[str]:
    """This will return every model permission of a role, those granted by other apps included."""
    return {*ALWAYS, *PERMISSIONS[role].models, *_granted.get(role, set())}


ABILITIES: tuple[tuple[str | Promise, str], ...] = (
    (_("Viết và sửa trang"), "pages:add"),
    (_("Đăng, gỡ và khóa trang"), "pages:publish"),
    (_("Thêm hình ảnh và tài liệu"), "files:wagtailimages.add_image"),
    (_("Sửa chuyên đề và nhóm người đọc"), "models:pages.add_subject"),
    (_("Đề nghị và xác nhận sửa đường dây nóng"), "models:safeguarding.add_hotlinechange"),
    (_("Đọc bài của trẻ em (khi tập huấn và cam kết còn hạn)"), "role:moderator"),
    (_("Lo điều cần bảo vệ (khi tập huấn và cam kết còn hạn)"), "role:protection"),
    (_("Xếp lịch trực"), "models:safeguarding.change_dutyshift"),
    (_("Sửa thông tin Trung tâm, chuyển hướng"), "models:pages.change_centresettings"),
    (_("Nhập, chứng và theo dõi đồng ý của các em mình phụ trách"), "models:people.view_consentrecord"),
    (_("Mời người, giao vai trò, ghi chứng nhận"), "models:people.add_invitation"),
    (_("Giữ danh sách ngày nghỉ"), "models:foundation.change_holiday"),
    (_("Phụ trách câu lạc bộ, cấp lại mã riêng cho em"), "models:clubs.facilitate_club"),
    (_("Mở điều cần bảo vệ"), "models:safeguarding.view_concern"),
    (_("Nhận phản ánh, nhận việc khẩn không ai nhận"), "role:director"),
    (_("Xem nhật ký mở xem"), "models:people.view_accessentry"),
)
"""What a role lets someone do, in plain words, with the permission that proves it: the screen cannot say otherwise."""


def abilities() -> list[tuple[str | Promise, list[bool]]]:
    """This will return each ability with one answer for each role, in the order of `Role`."""
    return [(words, [_has(role, proof) for role in Role]) for words, proof in ABILITIES]


def _has(role: Role, proof: str) -> bool:
    kind, name = proof.split(":")
    if kind == "role":
        return role == name
    if kind == "models":
        return name in model_permissions(role)
    return name in getattr(PERMISSIONS[role], kind)
