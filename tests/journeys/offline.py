"""Words the journeys without a network share: waiting for what the phone keeps, reading it, changing the site meanwhile."""

import re
import threading
import urllib.error
import urllib.request
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

from playwright.sync_api import BrowserContext, Page

from tests.journeys.conftest import Site

KEPT = """async () => {
  const kept = {};
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys()) (kept[name] = kept[name] || []).push(request.url);
  return kept;
}"""
UNTIL = """async ([condition, patience]) => {
  const holds = eval(condition);
  for (const end = Date.now() + patience; Date.now() < end; await new Promise((later) => setTimeout(later, 50)))
    if (await holds()) return;
  throw new Error(`never came true: ${condition}`);
}"""
SERVICE = "/dich-vu/ho-tro-sinh-ke/"


class Front(ThreadingHTTPServer):
    """A proxy before the site, as stands there in production: it can answer for it, or fall silent."""

    daemon_threads = True

    def __init__(self, behind: str) -> None:
        super().__init__(("127.0.0.1", 0), _Passing)
        self.behind = behind
        self.url = f"http://localhost:{self.server_port}"
        self.instead: dict[str, tuple[int, str]] = {}
        self.is_silent = threading.Event()
        self.ended = threading.Event()

    def rewrite(self, path: str, words: str) -> None:
        """From now on this page says more in its heading."""
        with urllib.request.urlopen(self.behind + path) as answer:
            self.instead[path] = (200, answer.read().decode().replace("</h1>", f" {words}</h1>", 1))

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self.ended.set()
        self.shutdown()
        self.server_close()


class _Passing(BaseHTTPRequestHandler):
    server: Front

    def do_GET(self) -> None:
        if self.server.is_silent.is_set():
            self.server.ended.wait()
            return
        if self.path in self.server.instead:
            status, text = self.server.instead[self.path]
            self._answer(
                status, "text/javascript" if self.path.endswith(".js") else "text/html; charset=utf-8", text.encode()
            )
            return
        try:
            with urllib.request.urlopen(self.server.behind + self.path) as answer:
                self._answer(answer.status, answer.headers["Content-Type"], answer.read())
        except urllib.error.HTTPError as error:
            with error:
                self._answer(error.code, error.headers["Content-Type"], error.read())

    do_HEAD = do_GET

    def _answer(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        pass


def fixed_set(page: Page, site: Site | Front) -> set[str]:
    """Every address the server tells phones to keep."""
    answer = page.request.get(f"{site.url}/sw.js")
    assert answer.ok
    said = answer.text()
    return {
        site.url + path for path in re.findall(r'"(/[^"]*)"', re.sub(r'"(offline|untouched)": \[.*?\]', "", said))
    } - {f"{site.url}{path}" for path in re.findall(r'importScripts\("([^"]*)"', said)}


def kept(page: Page) -> list[str]:
    """Every address this phone keeps, over all its caches."""
    return sorted(url for urls in page.evaluate(KEPT).values() for url in urls)


def wait(page: Page, condition: str, patience: int = 20_000) -> None:
    """Wait until a JavaScript function of the page, written out, gives true."""
    page.evaluate(UNTIL, [condition, patience])


def wait_until_kept(page: Page, addresses: set[str]) -> None:
    listed = "[" + ",".join(repr(url) for url in addresses) + "]"
    wait(
        page,
        f"async () => {{ for (const url of {listed}) if (!(await caches.match(url))) return false; return true; }}",
    )


def visit_once(page: Page, site: Site | Front, path: str = "/gioi-thieu/") -> set[str]:
    """One visit, until the phone keeps everything; returns the addresses kept."""
    page.goto(site.url + path)
    whole = fixed_set(page, site)
    wait_until_kept(page, whole)
    return whole


def edit_service(site: Site, statement: str) -> None:
    """Do something to the service as staff would: `page` is it."""
    slug = SERVICE.strip("/").split("/")[-1]
    site.manage(
        "shell", "-v", "0", "-c",
        "from portal.pages.models import ServicePage;"
        f"page = ServicePage.objects.get(slug={slug!r}, locale__language_code='vi'); {statement}",
    )  # fmt: skip


def rewrite_service(site: Site, summary: str) -> None:
    edit_service(site, f"page.summary = {summary!r}; page.save_revision().publish()")


def wait_for_new_worker(page: Page) -> None:
    """Ask for a newer worker and wait until it stands ready behind the one in charge, with all it keeps."""
    page.evaluate("navigator.serviceWorker.getRegistration().then((registration) => registration.update())")
    wait(page, "() => navigator.serviceWorker.getRegistration().then((registration) => !!registration.waiting)")


def leave_and_come_back(context: BrowserContext, *pages: Page) -> Page:
    """Close every page and wait until the newest worker alone is in charge; a fresh page, nowhere yet."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    versions: dict[str, str] = {}

    def note(event: dict) -> None:
        versions.update({version["versionId"]: version["status"] for version in event["versions"]})

    session.on("ServiceWorker.workerVersionUpdated", note)
    session.send("ServiceWorker.enable")
    for other in pages:
        other.close()
    _wait_here(page, lambda: {*versions.values()} - {"redundant"} == {"activated"})
    session.detach()
    return page


def _wait_here(page: Page, condition: Callable[[], bool], turns: int = 400) -> None:
    for _ in range(turns):
        if condition():
            return
        page.evaluate("new Promise((later) => setTimeout(later, 50))")  # lets the browser's messages in
    raise AssertionError("the newest worker never took charge")
