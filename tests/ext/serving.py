"""A site served by this machine, for builds and browsers that ask another project."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'"
NOTE_VIOLATIONS = """
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (each) =>
        window.violations.push(`${each.violatedDirective} ${each.blockedURI} ${each.sourceFile}`));
"""


@dataclass
class Host:
    """What a server does, and what it was asked."""

    url: str = ""
    policy: str = ""
    """Its Content-Security-Policy."""
    status: dict[str, int] = field(default_factory=dict)
    """What it answers for some paths, in place of the file there."""
    asked: list[str] = field(default_factory=list)
    """The paths asked for."""


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *given: object, host: Host, folder: Path) -> None:
        self.host = host
        super().__init__(*given, directory=str(folder))  # type: ignore[arg-type]

    def end_headers(self) -> None:
        if self.host.policy:
            self.send_header("Content-Security-Policy", self.host.policy)
        super().end_headers()

    def do_GET(self) -> None:
        """Serve a file, or the answer that was ordered."""
        self.host.asked.append(self.path)
        status = HTTPStatus.NO_CONTENT if self.path == "/favicon.ico" else self.host.status.get(self.path)
        if status is None:
            super().do_GET()
            return
        self.send_response(status)
        self.end_headers()

    def log_message(self, *_given: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path, policy: str = "") -> Iterator[Host]:
    """Serve a folder on a free port of this machine."""
    host = Host(policy=policy)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, host=host, folder=folder))
    host.url = f"http://127.0.0.1:{server.server_port}/"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def visits(browser: Browser, url: str, start: str) -> Iterator[Callable[..., Page]]:
    """Give a function that opens a page of a site; nothing may go wrong there or be asked of another host.

    Args:
        browser: opens each page in a context of its own.
        url: where the site begins.
        start: the page that is opened if none is named.
    """
    contexts, errors, asked = [], list[str](), list[str]()

    def open_page(name: str = start, *, allowed: str = "", **options: Any) -> Page:
        context = browser.new_context(**options)
        if allowed:
            context.grant_permissions(allowed.split())
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("dialog", lambda _dialog: errors.append("something ran"))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(url + name)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == [], errors
    elsewhere = [each for each in asked if not each.startswith((url, "data:", f"blob:{url}"))]
    assert elsewhere == [], elsewhere


def violations(page: Page, part: str = "html") -> list[str]:
    """Return what axe has against a page or a part of it: rule and element."""
    found = page.evaluate("(part) => axe.run(part).then((all) => all.violations)", part)
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]
