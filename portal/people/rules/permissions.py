"""What each role may do: the one table. `actions.ensure_roles` makes the database agree with it after every migrate."""

from dataclasses import dataclass

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

# Names of permissions are data, not imports: the apps above `people` are only spelled here.
PERMISSIONS: dict[Role, Permissions] = {
    Role.EDITOR: Permissions(
        models=(*_all("pages", "audiencegroup", "subject"),),
        pages=("add", "change"),
        files=(*_PICTURES_AND_DOCUMENTS, *_CHANGE_FILES),
    ),
    Role.APPROVER: Permissions(pages=("change", "publish", "lock", "unlock"), files=_PICTURES_AND_DOCUMENTS),
    Role.CAMPAIGNER: Permissions(pages=("add", "change"), files=(*_PICTURES_AND_DOCUMENTS, *_CHANGE_FILES)),
    Role.MODERATOR: Permissions(),
    Role.PROTECTION: Permissions(),
    Role.FACILITATOR: Permissions(),
    Role.FIGURES: Permissions(),
    Role.ADMINISTRATOR: Permissions(
        models=(
            *_all("pages", "audiencegroup", "subject"),
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
