"""From HTTP/2 header fields to a request."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote

from h2.exceptions import ProtocolError
from h2.utilities import HeaderValidationFlags, validate_headers

from mockserver.wire.http import HttpRequest, Repeated

_REQUEST = HeaderValidationFlags(is_client=False, is_trailer=False, is_response_header=False, is_push_promise=False)
_TRAILERS = _REQUEST._replace(is_trailer=True)


class Malformed(Exception):
    """Header fields that no request may have; only their stream is reset (RFC 9113, 8.1.1)."""


def request_of(fields: Iterable[tuple[bytes, bytes]], scheme: str, peer: str) -> HttpRequest:
    """The head of a request. `:authority` becomes `host`, whatever `host` says.

    CONNECT has no path (RFC 9113, 8.5) and is taken for one of `/`.

    Raises: Malformed.
    Source: assumed from Go's `net/http`, which lets `:authority` win over a `host` that differs, and resets a stream
        whose `:path` does not begin with a slash, unless it is `*`.
    """
    pseudo: dict[bytes, bytes] = {}
    headers: dict[bytes, bytes] = {}
    repeated: Repeated | None = None
    kept = [*fields]
    for name, value in kept:
        if name.startswith(b":"):
            pseudo[name] = value
        elif name in headers:
            if name == b"content-length" and value != headers[name]:
                raise Malformed(f"content-length: {headers[name]!r} and {value!r}")
            repeated = repeated or Repeated()
            repeated.add(headers, name, value)
        else:
            headers[name] = value
    if repeated is not None:
        repeated.join(headers)
    if b":authority" in pseudo and b"host" in headers:
        kept = [field for field in kept if field[0] != b"host"]
    _validate(kept, _REQUEST)
    if b":authority" in pseudo:
        headers[b"host"] = pseudo[b":authority"]
    target = pseudo.get(b":path", b"/")
    if not target.startswith(b"/") and target != b"*":
        raise Malformed(f":path without a slash: {target!r}")
    raw_path, _, query = target.partition(b"?")
    path = raw_path.decode("latin-1")
    return HttpRequest(
        method=pseudo[b":method"].decode("latin-1"),
        path=unquote(path) if "%" in path else path,
        raw_path=raw_path,
        query=query,
        headers=headers,
        scheme=scheme,
        body=b"",
        peer=peer,
    )


def check_trailers(fields: Iterable[tuple[bytes, bytes]]) -> None:
    """Let the fields behind a body pass. Raises: Malformed."""
    _validate(fields, _TRAILERS)


def _validate(fields: Iterable[tuple[bytes, bytes]], flags: HeaderValidationFlags) -> None:
    """h2's own rules; it would apply them by itself, but then end the connection."""
    try:
        for _ in validate_headers(fields, flags):
            pass
    except ProtocolError as error:
        raise Malformed(str(error)) from None
