"""The demo centre as `make run` starts it, on this run's database, and Debian's Chromium to visit it with."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from clubs.actions.demo import DEMO_CLUBS, DEMO_MEMBERS
from portal.people.models import PinKind
from portal.people.queries import demo_accounts

ROOT = Path(__file__).resolve().parents[2]
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}


@dataclass
class Site:
    """A running demo centre."""

    url: str
    environment: dict[str, str]
    sessions: dict[str, list[Any]] = field(default_factory=dict)

    def manage(self, *arguments: str) -> str:
        """Run a management command beside the server, on the same database."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip

    def sign_in(self, page: Page, role: str) -> None:
        """Sign in the demo account of a role through both factors, as its owner would; later ones of a role share the session.

        A six-digit code opens once, and a journey does not wait half a minute for the next.
        """
        if role in self.sessions:
            page.context.add_cookies(self.sessions[role])
            page.goto(f"{self.url}/admin/")
            if urlsplit(page.url).path == "/admin/":
                return
        account = next(account for account in demo_accounts() if account.role == role)
        page.goto(f"{self.url}/tai-khoan/login/")
        page.locator("input[name=login]").fill(account.email)
        page.locator("input[name=password]").fill(account.password)
        page.locator("main form button[type=submit]").first.click()
        self._prove(page)
        if urlsplit(page.url).path != "/admin/":  # somebody used this code a moment ago: the next one opens
            self._prove(page, used=page.locator(".notice strong").first.inner_text())
        page.wait_for_url("**/admin/")
        self.sessions[role] = page.context.cookies()

    def _prove(self, page: Page, used: str = "") -> None:
        """Type the six digits the demo shows, once they are others than those used."""
        while (code := page.locator(".notice strong").first.inner_text()) == used:
            page.wait_for_timeout(500)
            page.goto(page.url)
        page.locator("input[name=code]").fill(code)
        with page.expect_navigation():
            page.locator("main form button[type=submit]").first.click()

    def come_in(self, page: Page, pen_name: str) -> None:
        """Sign in a child of the demo club, as she would on a phone of her own."""
        child = next(child for child in DEMO_MEMBERS if child.pen_name == pen_name)
        page.goto(f"{self.url}/em/vao/")
        page.locator("input[name=code]").fill(DEMO_CLUBS[2].sign_in_code)
        page.locator("input[name=pen_name]").fill(pen_name)
        if child.pin_kind == PinKind.DIGITS:
            page.locator("input[name=pin]").fill(child.pin)
        else:
            page.locator("main summary").click()
            for picture in child.pin.split("-"):
                page.locator(f"label.pin__picture:visible:has(input[value={picture}])").click()
        page.locator("input[name=is_shared][value=khong]").check()
        page.locator("main form button[type=submit]").click()
        page.wait_for_url("**/em/")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    port = _free_port()
    environment = {
        **os.environ,
        "PORTAL_MODE": "demo",
        "PORTAL_VAR": str(folder),
        "PORTAL_URL": f"http://localhost:{port}",
    }
    environment["PORTAL_QUICK_EXIT_URL"] = f"http://localhost:{port}/robots.txt"
    if url := os.environ.get("DATABASE_URL"):
        environment["DATABASE_URL"] = _new_database(url)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "run_demo", "--port", str(port)],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
        )
        try:
            running = Site(f"http://localhost:{port}", environment)
            _wait_until_ready(running, process, folder / "log")
            yield running
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=60)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or "/usr/bin/chromium"
    flags = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
    if os.geteuid() == 0:
        flags.append("--no-sandbox")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def open_browser(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page in a fresh browser profile; keywords are those of a Playwright context."""
    contexts: list[BrowserContext] = []

    def open_page(**options: object) -> Page:
        context = browser.new_context(**{"viewport": PHONE, "locale": "vi-VN", **options})
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def phone(open_browser) -> Page:
    """A small, cheap phone."""
    return open_browser(has_touch=True, is_mobile=True)


@pytest.fixture
def laptop(open_browser) -> Page:
    return open_browser(viewport=DESKTOP)


@pytest.fixture
def browser_page(laptop: Page) -> Page:
    return laptop


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _new_database(url: str) -> str:
    name = f"journey_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _wait_until_ready(site: Site, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 300
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text(errors="replace")[-4000:]
        try:
            with urllib.request.urlopen(f"{site.url}/readyz", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.3)
    raise AssertionError(f"the demo did not become ready: {log.read_text(errors='replace')[-4000:]}")
