"""From HTTP/2 header fields to a request."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote

from mockserver.wire.http import HttpRequest, add_again


def request_of(fields: Iterable[tuple[bytes, bytes]], scheme: str, peer: str) -> HttpRequest:
    """The head of a request. `:authority` becomes `host` where there is no such field."""
    pseudo: dict[bytes, bytes] = {}
    headers: dict[bytes, bytes] = {}
    for name, value in fields:
        if name.startswith(b":"):
            pseudo[name] = value
        elif name in headers:
            add_again(headers, name, value)
        else:
            headers[name] = value
    if b":authority" in pseudo:
        headers.setdefault(b"host", pseudo[b":authority"])
    raw_path, _, query = pseudo[b":path"].partition(b"?")
    return HttpRequest(
        method=pseudo[b":method"].decode("latin-1"),
        path=unquote(raw_path.decode("latin-1")),
        raw_path=raw_path,
        query=query,
        headers=headers,
        scheme=scheme,
        body=b"",
        peer=peer,
    )
