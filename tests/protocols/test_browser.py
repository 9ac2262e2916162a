"""A page in a real browser, from another origin, that sets the actions of a trigger over gRPC-Web."""

from __future__ import annotations

import functools
import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from contracts.target import Target
from tests.clients.node import node_json
from tests.clients.npm import CLIENTS
from tests.server import Api

CHROMIUM = Path("/usr/bin/chromium")
INDEX = '<!doctype html><meta charset="utf-8"><title>Page</title><link rel="icon" href="data:,">'


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files and writes no log."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def page_url(tmp_path: Path) -> Iterator[str]:
    """The page, on a server of its own: another port is another origin."""
    bundle = {"script": str(CLIENTS / "page.mjs"), "output": str(tmp_path / "page.js")}
    assert node_json("bundle.mjs", bundle) == []
    (tmp_path / "index.html").write_text(f'{INDEX}<script type="module" src="page.js"></script>', "utf-8")
    handler = functools.partial(QuietHandler, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_page_of_another_origin(server: Target, api: Api, page_url: str) -> None:
    """The browser's preflights pass, the page shows the answer and then the refusal, and nothing complains."""
    assert CHROMIUM.exists(), "Chromium is missing: run `apt-get install chromium` as root, or `.ci/install-browser`"
    action = api.new_action()
    asked = {
        "baseUrl": server.base_url,
        "token": server.admin_pat,
        "organisation": api.organisation,
        "action": action,
    }

    seen = node_json("browser.mjs", {"executable": str(CHROMIUM), "url": f"{page_url}/#{quote(json.dumps(asked))}"})

    assert seen["lines"] == {
        "set": f"set: sequence 6 of {api.organisation}",
        "refused": "[failed_precondition] Keine Änderungen (COMMAND-Nfh52)",
        "done": page_url,
    }
    assert seen["errors"] == []
    assert api.bound() == [action]
