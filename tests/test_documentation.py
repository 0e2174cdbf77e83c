"""The documents tell the truth: links lead somewhere, commands exist, settings are listed, capabilities assessed."""

import ast
import re
import tomllib
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.core.management import get_commands

from portal.people import queries

ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = {"var", "node_modules", "htmlcov"}


def ours(pattern: str) -> list[Path]:
    """The files of this repository that match, without folders made by tools."""
    found = (path.relative_to(ROOT) for path in ROOT.glob(pattern))
    return sorted(path for path in found if not any(part in NOT_OURS or part[0] == "." for part in path.parts[:-1]))


DOCUMENTS = ours("**/*.md")
READMES = [path.parent / "README.md" for path in [*ours("portal/*/apps.py"), *ours("*/apps.py")]]
TEMPLATES = [path for path in ours("**/templates/**/*") if (ROOT / path).is_file()]
EVERYTHING = [
    path
    for suffix in ("md", "py", "html", "txt", "js", "css", "json", "toml", "lock")
    for path in ours(f"**/*.{suffix}")
]

# Put together here, so that this file does not hold what it forbids.
REGISTRIES = [
    ".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "com"), ("npmjs", "org"))
]
DELIVERERS = [
    ".".join(parts) for parts in (("unpkg", "com"), ("jsdelivr", "net"), ("googleapis", "com"), ("crates", "io"))
]
# Where a browser of staff may fetch its alerts is a recipient we write to by name, not a place anything is loaded from:
# it is no deliverer in the one line of the settings that lists such services.
PUSH_SERVICE = '"fcm.' + DELIVERERS[2] + '", "push.'
MACHINE_PATHS = re.compile(r"(?<![A-Za-z0-9_.~-])/(?:root|work|Users|home)/[a-z]")


def read(path: Path | str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def code(document: Path) -> str:
    """The code blocks of a document."""
    return "\n".join(re.findall(r"^```\w*\n(.*?)^```", read(document), re.DOTALL | re.MULTILINE))


def targets(document: Path) -> list[str]:
    """Where links and pictures of a document lead, outside code blocks."""
    text = re.sub(r"```.*?```", "", read(document), flags=re.DOTALL)
    found = re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r"(?:src|href)=\"([^\"]+)\"", text)
    return [target for target in found if not re.match(r"[a-z]+:", target)]


def anchors(document: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", read(document), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def leads_nowhere(document: Path, target: str) -> bool:
    path, _, anchor = unquote(target).partition("#")
    file = (ROOT / document).parent / path if path else ROOT / document
    return not file.exists() or bool(anchor and anchor not in anchors(file.relative_to(ROOT)))


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_it_links_only_to_what_exists(document):
    wrong = [target for target in targets(document) if not target.endswith(".png") and leads_nowhere(document, target)]

    assert wrong == []


def test_it_shows_only_pictures_that_exist():
    shown = [(document, target) for document in DOCUMENTS for target in targets(document) if target.endswith(".png")]

    assert len({target for _, target in shown if "docs/screenshots/" in target}) >= 24
    assert [target for document, target in shown if leads_nowhere(document, target)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_it_names_only_files_that_exist(document):
    named = re.findall(r"`((?:portal|tests|docs|\.ci)/[\w./-]+)`", read(document))

    assert [path for path in named if not (ROOT / path).exists() and not (ROOT / "portal" / path).exists()] == []


def test_it_names_only_make_commands_that_exist():
    known = set(re.findall(r"^([.\w/-]+):", read("Makefile"), re.MULTILINE))
    used = {
        command
        for document in DOCUMENTS
        for text, pattern in ((read(document), r"`make ([.\w/-]+)"), (code(document), r"(?:^|&& )make ([.\w/-]+)"))
        for command in re.findall(pattern, text, re.MULTILINE)
    }

    assert {"run", "test", "check", "fix", "lock", "bench"} <= used
    assert used <= known


def test_it_names_only_management_commands_that_exist():
    used = {
        command
        for document in DOCUMENTS
        for command in re.findall(r"(?:manage\.py|portal-manage (?:centre|hai)) ([a-z]\w+)", read(document))
    }

    assert {"migrate", "tick", "db_worker", "sign_hotlines", "createsuperuser"} <= used
    assert used <= set(get_commands())


def settings_read() -> set[str]:
    """Every variable that settings and commands ask for through `foundation.env`."""
    return {
        call.args[0].value
        for path in ours("portal/**/*.py")
        for call in ast.walk(ast.parse(read(path)))
        if isinstance(call, ast.Call) and ast.unparse(call.func) in {"env.text", "env.flag", "env.words"}
        if isinstance(call.args[0], ast.Constant)
    }


def test_it_lists_every_setting_and_no_other():
    listed = re.findall(r"^\| `([A-Z_]+)` \|", read("docs/deployment.md"), re.MULTILINE)

    assert len(listed) == len(set(listed))
    assert set(listed) == settings_read()
    assert "DATABASE_URL" in listed


def test_it_introduces_every_app_in_the_readme():
    linked = targets(Path("README.md"))

    assert [str(readme.parent) for readme in READMES if not (ROOT / readme).exists()] == []
    assert [str(readme) for readme in READMES if str(readme) not in linked] == []


def test_it_leads_from_decisions_to_every_app():
    linked = targets(Path("docs/decisions.md"))

    assert [str(readme) for readme in READMES if f"../{readme}" not in linked] == []


def test_it_prints_the_demo_accounts_that_exist():
    readme = read("README.md")

    accounts = queries.demo_accounts()
    assert set(re.findall(r"`([\w-]+@sngan\.example)`", readme)) == {account.email for account in accounts}
    assert all(f"`{account.password}`" in readme for account in accounts)


def test_it_assesses_every_capability_once():
    rows = re.findall(
        r"^\| (C\d\d) \| [^|]+ \| (built|partly|not yet)[^|]* \| [^|]+ \| [^|]+ \|$",
        read("docs/child-rights-assessment.md"),
        re.MULTILINE,
    )

    assert [number for number, _ in rows] == [f"C{number:02}" for number in range(1, 32)]


def test_it_leaves_every_legal_statement_to_counsel():
    rows = re.findall(r"^\| \d+ \| .+ \| ([^|]+) \|$", read("docs/legal-memo.md"), re.MULTILINE)

    assert len(rows) >= 12
    assert all("to be confirmed by counsel" in status for status in rows)


def test_it_tells_what_this_version_brings():
    version = tomllib.loads(read("pyproject.toml"))["project"]["version"]

    assert re.search(rf"^## {re.escape(version)}$", read("CHANGELOG.md"), re.MULTILINE)


def test_it_names_no_package_registry():
    read_here = {path: read(path) for path in EVERYTHING}
    settings = Path("portal/settings.py")
    read_here[settings] = read_here[settings].replace(PUSH_SERVICE, "", 1)

    found = [
        (str(path), host) for path, words in read_here.items() for host in [*REGISTRIES, *DELIVERERS] if host in words
    ]

    assert found == []


def test_it_names_no_path_of_somebodys_machine():
    documents = [*DOCUMENTS, *ours("**/*.py"), Path("Makefile"), Path("pyproject.toml")]

    assert [(str(path), hit) for path in documents for hit in MACHINE_PATHS.findall(read(path))] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=str)
def test_it_points_at_no_other_host_from_a_template(template):
    links = re.findall(r"https?://[\w.-]+", read(template))

    # The name of SVG's namespace is an identifier, not an address.
    assert set(links) <= {"http://www.w3.org"}
