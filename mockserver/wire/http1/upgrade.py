"""`Upgrade`: of all protocols only HTTP/2 is offered; a request that asks for another is read as if it did not."""

from __future__ import annotations

from collections.abc import Mapping

SWITCHING = b"HTTP/1.1 101 Switching Protocols\r\nconnection: Upgrade\r\nupgrade: h2c\r\n\r\n"
_ASKING = frozenset({b"connection", b"upgrade", b"http2-settings"})


def asks_for_http2(headers: Mapping[bytes, bytes]) -> bool:
    """Whether a request asks to go on in HTTP/2, as Java's HttpClient and `curl --http2` do.

    Source: RFC 7540, 3.2, which the real server honours.
    """
    if b"http2-settings" not in headers or b"h2c" not in _tokens(headers, b"upgrade"):
        return False
    return b"http2-settings" in _tokens(headers, b"connection")


def head_without_upgrade(method: bytes, target: bytes, version: str, headers: Mapping[bytes, bytes]) -> bytes:
    """The head of a request again, without its wish for another protocol."""
    kept = [b"%b: %b" % header for header in headers.items() if header[0] not in _ASKING]
    if b"close" in _tokens(headers, b"connection"):
        kept.append(b"connection: close")
    line = b"%b %b HTTP/%b" % (method, target, version.encode("ascii"))
    return b"\r\n".join([line, *kept, b"", b""])


def _tokens(headers: Mapping[bytes, bytes], name: bytes) -> set[bytes]:
    return {token.strip(b" \t").lower() for token in headers.get(name, b"").split(b",")}
