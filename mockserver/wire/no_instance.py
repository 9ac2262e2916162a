"""What is said of a host under which nothing is served."""

from __future__ import annotations

from mockserver.wire.http import HttpRequest

_SHOWN = 100
"""Most characters of a name that are repeated."""


def no_instance(request: HttpRequest, reason: str) -> str:
    """The text of a refusal; up to the origin in the real server's words (recordings/connect-access.jsonl)."""
    public = request.text(b"x-zitadel-public-host")
    names = f"{request.host[:_SHOWN]} {public[:_SHOWN]} {request.scheme}"
    return f"unable to set instance using origin &{{{names}}}: {reason}"
