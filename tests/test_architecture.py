"""The street is complete: every app stands in the import contracts, and every file in an app has a known name."""

import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text())
CONTRACTS = CONFIG["tool"]["importlinter"]["contracts"]

OURS = sorted(path.parent for path in [*ROOT.glob("portal/*/apps.py"), *ROOT.glob("*/apps.py")])
KNOWN = {
    "__init__", "apps", "models", "blocks", "fields", "rules", "queries", "actions", "forms", "views", "api", "urls", "tasks",
    "wagtail_hooks", "admin_views", "receivers", "signals", "authentication", "middleware", "checks", "templatetags",
    "management", "migrations",
}  # fmt: skip
# media turns unsafe bytes into safe ones, which is neither a rule nor a query.
ALSO = {"media": {"images", "audio"}}
ENTRANCES = {"actions", "queries", "rules", "models", "blocks", "fields", "authentication", "signals", "templatetags"}


def name_of(folder: Path) -> str:
    return ".".join(folder.relative_to(ROOT).parts)


@pytest.mark.parametrize("folder", OURS, ids=name_of)
def test_it_names_every_app_in_the_street(folder):
    street = {name.strip("() ") for line in CONTRACTS[0]["layers"] for name in re.split(r"[|:]", line)}
    assert name_of(folder) in street


def modules_of(folder: Path) -> set[str]:
    return {path.stem for path in folder.glob("*.py")} | {path.parent.name for path in folder.glob("*/__init__.py")}


@pytest.mark.parametrize("folder", [folder for folder in OURS if folder.name != "foundation"], ids=name_of)
def test_it_holds_every_app_to_the_inner_layers_and_the_entrances(folder):
    name = name_of(folder)
    doors = next(contract for contract in CONTRACTS[2:] if contract["name"] == f"The doors of {name}")

    assert name in CONTRACTS[1]["containers"]
    assert set(doors["allowed_importers"]) == {name, "portal.urls"}
    own = modules_of(folder) - ENTRANCES - {"__init__", "apps", "migrations"}
    assert {module.removeprefix(f"{name}.") for module in doors["protected_modules"]} == own


@pytest.mark.parametrize("folder", [folder for folder in OURS if folder.name != "foundation"], ids=name_of)
def test_it_gives_files_in_an_app_the_agreed_names(folder):
    assert modules_of(folder) <= KNOWN | ALSO.get(name_of(folder), set())


@pytest.mark.parametrize("folder", OURS, ids=name_of)
def test_it_explains_every_app_in_a_readme(folder):
    assert len((folder / "README.md").read_text(encoding="utf-8")) > 400


@pytest.mark.parametrize(
    "path",
    sorted(
        path
        for top in ("portal", "media", "clubs", "forums", "surveys", "tests")
        for path in ROOT.glob(f"{top}/**/*.py")
    ),
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_it_keeps_files_short(path):
    if "migrations" not in path.parts and path.name != "settings.py":  # one settings file, by design
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_it_knows_no_model_of_a_child_as_a_user():
    assert not [model for model in apps.get_models() if model.__name__ == "Participant" and hasattr(model, "password")]
