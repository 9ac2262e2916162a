"""Paths beside the services: the debug pages, the root, and what agents look for there.

Source: recordings/edges-paths-1.jsonl and edges-other_methods-1.jsonl, but for where the root leads,
and `/llms.txt`, which the real server has not.
"""

from __future__ import annotations

from mockserver.wire.http import Response
from mockserver.wire.plain import debug_healthz, debug_ready
from mockserver.wire.responses import PAGE_NOT_FOUND, moved

HEALTHZ = "/healthz"
_DEBUG = "/debug"
_LLMS = "/llms.txt"
_PAGES = {"/debug/healthz": debug_healthz, "/debug/ready": debug_ready}
_WITH_PAGE = frozenset({"GET", "HEAD"})


def beside(method: str, path: str, *, home: str | None) -> Response | None:
    """The answer of what is neither a service nor a login endpoint; None for all others.

    Debug pages answer every method. The root of the real server leads to its login; ours leads to the console, since
    no login starts without a client (assumed).

    Args:
        home: where the root leads to; None where it leads nowhere.
    """
    if path == "/" and home is not None:
        return moved(302, home.encode("ascii"), page=method in _WITH_PAGE)
    if path == _LLMS and home is not None:
        return moved(302, f"{home}llms.txt".encode("ascii"), page=method in _WITH_PAGE)
    if path == _DEBUG:
        return moved(307, b"/", page=method in _WITH_PAGE)
    if not path.startswith(f"{_DEBUG}/"):
        return None
    page = _PAGES.get(path)
    return PAGE_NOT_FOUND if page is None else page()
