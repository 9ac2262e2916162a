"""Pages of another origin than the server's, and what a person sees on them in a real browser."""

from __future__ import annotations

import functools
import http.server
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser

from tests.clients.node import node_json
from tests.clients.npm import CLIENTS

TIMEOUT_MS = 30_000
INDEX = '<!doctype html><meta charset="utf-8"><title>Page</title><link rel="icon" href="data:,">'


class AppHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files, the index for every path that is none, as servers of single-page apps do, and writes no log."""

    def translate_path(self, path: str) -> str:
        """The file of a path."""
        file = Path(super().translate_path(path))
        return str(file if file.is_file() else Path(self.directory) / "index.html")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def page(script: str, folder: Path, packages: Path = CLIENTS) -> Iterator[str]:
    """A page with a script, on a server of its own: another port is another origin.

    Args:
        packages: the folder of the script, and of the lock with its packages, of which esbuild is one.
    """
    bundle = {"script": str(packages / script), "output": str(folder / "page.js")}
    assert node_json("bundle.mjs", bundle, packages) == []
    with files(folder) as url:
        yield url


@contextmanager
def files(folder: Path, content: str = "") -> Iterator[str]:
    """A folder with a script `page.js`, on a server of its own whose page has this content before the script runs."""
    (folder / "index.html").write_text(f'{INDEX}{content}<script type="module" src="/page.js"></script>', "utf-8")
    handler = functools.partial(AppHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def seen(browser: Browser, url: str, asked: Mapping[str, str], click: str = "") -> dict[str, Any]:
    """What a person sees on a page that is told something behind the # of its address, in a browser without a past.

    Args:
        click: the link that the person follows as soon as it is there.

    Returns: `lines`, the texts of the page's paragraphs by their ids, and `errors`, what was complained of.
    """
    with browser.new_context() as context:
        tab = context.new_page()
        errors: list[str] = []
        tab.on("pageerror", lambda error: errors.append(str(error)))
        tab.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        tab.goto(f"{url}#{quote(json.dumps(asked))}")
        if click:
            tab.get_by_role("link", name=click).click()
        tab.wait_for_selector("#done", timeout=TIMEOUT_MS)
        lines = tab.eval_on_selector_all("p", "found => Object.fromEntries(found.map(p => [p.id, p.innerText]))")
    return {"lines": lines, "errors": errors}
