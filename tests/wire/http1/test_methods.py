"""Methods that nobody has registered are methods like others, as they are for the real server."""

from __future__ import annotations

import pytest

from contracts.target import Target
from mockserver.wire.http1.methods import MOST_BYTES
from tests import raw
from tests.wire.http1.reference import read_by_h11, read_by_us

METHODS = (b"FOO", b"POSTX", b"GE", b"get", b"P", b"M-NOTHING", b"x" * MOST_BYTES)
HEAD = b"host: a\r\ncontent-length: 2\r\n\r\nab"
NEXT = b"GET /next HTTP/1.1\r\nhost: a\r\n\r\n"
UPGRADE = b"connection: upgrade, http2-settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABk\r\n"


@pytest.mark.parametrize("upgrade", [b"", UPGRADE], ids=["plain", "upgrade"])
@pytest.mark.parametrize("method", METHODS)
def test_cut_anywhere(method: bytes, upgrade: bytes) -> None:
    """It is read as h11 reads it, wherever its bytes are cut, and so is what follows."""
    data = method + b" /a?b HTTP/1.1\r\n" + upgrade + HEAD + NEXT
    expected = read_by_h11(data)

    assert [message.method for message in expected.messages] == [method.decode(), "GET"]
    for place in range(len(data)):
        assert read_by_us([data[:place], data[place:]]) == expected
    assert read_by_us([data[place : place + 1] for place in range(len(data))]) == expected


@pytest.mark.parametrize(
    "data",
    [
        NEXT + b"FOO / HTTP/1.1\r\n" + HEAD,
        b"x" * (MOST_BYTES + 1) + b" / HTTP/1.1\r\n" + HEAD,
        b"FOO\r\n" + HEAD,
        b"F(O / HTTP/1.1\r\n" + HEAD,
        b"FOO a HTTP/1.1\r\n" + HEAD,
    ],
)
def test_refused(data: bytes) -> None:
    """Behind another request in one piece, where the parser tells no place; too long; no token, no target, no slash."""
    assert read_by_us([data]).refused == 400


@pytest.mark.parametrize("method", ["FOO", "get", "post"])
def test_answered(server: Target, method: str) -> None:
    """The path is known and the method is not: nothing is done, over any protocol of it."""
    for path in ("/management/v1/actions", "/zitadel.org.v2.OrganizationService/AddOrganization", "/oauth/v2/token"):
        for extra in (b"", UPGRADE):
            request = f"{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n".encode()
            assert raw.only_status(server, request + extra + b"\r\n") == 405, (path, extra)
