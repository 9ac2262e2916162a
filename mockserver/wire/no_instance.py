"""What is said of a host under which nothing is served."""

from __future__ import annotations

from mockserver.wire.http import HttpRequest


def no_instance(request: HttpRequest, reason: str) -> str:
    """The text of a refusal; up to the origin in the real server's words (recordings/connect-access.jsonl)."""
    public = request.text(b"x-zitadel-public-host")
    return f"unable to set instance using origin &{{{request.host} {public} {request.scheme}}}: {reason}"
