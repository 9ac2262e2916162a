"""Pages in a real browser, from another origin: one calls the API over gRPC-Web, one signs in."""

from __future__ import annotations

import functools
import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import sync_playwright

from contracts.target import Target
from mockserver.operations.first_instance import ADMIN_USER_NAME
from tests.clients.chromium import chromium
from tests.clients.node import node_json
from tests.clients.npm import CLIENTS
from tests.server import Api

TIMEOUT_MS = 30_000
INDEX = '<!doctype html><meta charset="utf-8"><title>Page</title><link rel="icon" href="data:,">'


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files and writes no log."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def page(script: str, folder: Path) -> Iterator[str]:
    """A page with a script, on a server of its own: another port is another origin."""
    bundle = {"script": str(CLIENTS / script), "output": str(folder / "page.js")}
    assert node_json("bundle.mjs", bundle) == []
    (folder / "index.html").write_text(f'{INDEX}<script type="module" src="page.js"></script>', "utf-8")
    handler = functools.partial(QuietHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def seen_in_browser(url: str, asked: dict[str, str], click: str = "") -> Any:
    """What a person sees on a page that is told something behind the # of its address."""
    with sync_playwright() as playwright, chromium(playwright) as browser:
        tab = browser.new_page()
        errors: list[str] = []
        tab.on("pageerror", lambda error: errors.append(str(error)))
        tab.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        tab.goto(f"{url}/#{quote(json.dumps(asked))}")
        if click:
            tab.get_by_role("link", name=click).click()
        tab.wait_for_selector("#done", timeout=TIMEOUT_MS)
        lines = tab.eval_on_selector_all("p", "found => Object.fromEntries(found.map(p => [p.id, p.innerText]))")
    return {"lines": lines, "errors": errors}


def test_page_of_another_origin(server: Target, api: Api, tmp_path: Path) -> None:
    """The browser's preflights pass, the page shows the answer and then the refusal, and nothing complains."""
    action = api.new_action()
    asked = {
        "baseUrl": server.base_url,
        "token": server.admin_pat,
        "organisation": api.organisation,
        "action": action,
    }

    with page("page.mjs", tmp_path) as url:
        seen = seen_in_browser(url, asked)

    assert seen["lines"] == {
        "set": f"set: sequence 6 of {api.organisation}",
        "refused": "[failed_precondition] Keine Änderungen (COMMAND-Nfh52)",
        "done": url,
    }
    assert seen["errors"] == []
    assert api.bound() == [action]


def test_single_page_app_signs_in(server: Target, tmp_path: Path) -> None:
    """oidc-client-ts goes through discovery, choice of user, code with PKCE and userinfo; its token calls the API."""
    with page("login_page.mjs", tmp_path) as url:
        seen = seen_in_browser(url, {"baseUrl": server.base_url}, click=ADMIN_USER_NAME)

    assert seen["lines"] == {"user": ADMIN_USER_NAME, "api": "200: 4 flow types", "done": "signed in"}
    assert seen["errors"] == []
