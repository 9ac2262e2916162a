"""Methods that the parser does not know: for the real server, written in Go, any token is one.

Source: recordings/connect-routes.jsonl:16-17.
"""

from __future__ import annotations

import re

import httptools
import msgspec

from mockserver.wire.http import HttpRequest

STAND_IN = b"REPORT"
"""A method that the parser knows and no operation has; it is parsed in the place of an unknown one."""
MOST_BYTES = 64
"""A longer one is refused: until its end has come, it is parsed again with each piece."""
_TOKEN = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_LINE_ENDS = b"\r\n"


class Methods:
    """The unknown methods of one connection."""

    __slots__ = ("_stood_for", "begun")

    def __init__(self) -> None:
        self.begun = b""
        """The beginning of a request that ends within its method, which is to be put before its next piece."""
        self._stood_for = b""

    def resumed(self, data: bytes) -> bytes:
        """A piece with the beginning that was kept for it."""
        begun, self.begun = self.begun, b""
        return begun + data

    def hold(self, data: bytes) -> bool:
        """Keep a piece that is a method and nothing else: what it turns out to be the parser may not know."""
        opening = data.lstrip(_LINE_ENDS)
        held = len(opening) <= MOST_BYTES and _TOKEN.fullmatch(opening) is not None
        self.begun = opening if held else b""
        return held

    def replaced(self, data: bytes) -> bytes:
        """A piece that opens with a method that the parser has failed at, with one that it knows instead; else empty.

        Behind another request in one piece there is no telling: the parser does not say where it stopped.
        """
        opening = data.lstrip(_LINE_ENDS)
        found = _TOKEN.match(opening)
        if found is None or found.end() > MOST_BYTES or opening[found.end() : found.end() + 1] != b" ":
            return b""
        if _is_known(found[0]):
            return b""
        self._stood_for = found[0]
        return STAND_IN + opening[found.end() :]

    def renamed(self, request: HttpRequest) -> HttpRequest:
        """A request with its own method, where another one stood for it."""
        method, self._stood_for = self._stood_for, b""
        return msgspec.structs.replace(request, method=method.decode("ascii")) if method else request


def _is_known(method: bytes) -> bool:
    """Whether the parser goes on behind it: then the request was read, and a later one is what it failed at."""
    try:
        httptools.HttpRequestParser(object()).feed_data(method + b" ")
    except httptools.HttpParserInvalidMethodError:
        return False
    return True
