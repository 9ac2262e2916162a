"""Answers as bytes of HTTP/1.1."""

from __future__ import annotations

import h11
from hypothesis import given
from hypothesis import strategies as st

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem
from mockserver.wire.http import Response
from mockserver.wire.http1.serialise import serialised
from mockserver.wire.responses import refused

values = st.one_of(st.binary(max_size=40), st.just(b"a\r\ncontent-length: 0\r\n\r\nHTTP/1.1 200 OK\r\n"))


@given(st.lists(values, max_size=4), st.binary(max_size=20), st.booleans())
def test_no_header_can_end_itself(given_values: list[bytes], body: bytes, close: bool) -> None:
    """Whatever a value holds, there is one answer with as many headers, and its body."""
    headers = [(b"x-%d" % number, value) for number, value in enumerate(given_values)]
    data, closing = serialised(Response(200, headers, body), head_only=False, close=close)
    head, _, rest = data.partition(b"\r\n\r\n")

    assert rest == body
    assert closing == close
    lines = head.split(b"\r\n")
    assert len(lines) == 1 + len(headers) + 2 + close
    assert not any(b"\n" in line or b"\r" in line or b"\0" in line for line in lines)


def test_what_another_library_reads() -> None:
    """An answer is read by h11 as it was meant, and ends the connection where it says so by itself."""
    response = Response(404, [(b"content-type", b"text/plain"), (b"connection", b"close")], b"body")
    data, closing = serialised(response, head_only=False, close=False)
    client = h11.Connection(h11.CLIENT)
    client.send(h11.Request(method="GET", target="/", headers=[("host", "a")]))
    client.send(h11.EndOfMessage())
    client.receive_data(data)
    events = [client.next_event() for _ in range(3)]

    assert closing
    assert [type(event) for event in events] == [h11.Response, h11.Data, h11.EndOfMessage]
    assert isinstance(events[0], h11.Response)
    assert events[0].status_code == 404
    assert dict(events[0].headers)[b"content-length"] == b"4"


def test_a_message_of_several_lines() -> None:
    """The header that repeats a refusal's text has it in one line, over HTTP/2 as well."""
    text = "a\r\ncontent-length: 0\r\n\r\nHTTP/1.1 200 OK\x00\x1b é"
    headers = dict(refused(Problem("", Code.UNAUTHENTICATED, text), "en", reached=True).headers)
    assert headers[b"www-authenticate"] == b"a  content-length: 0    HTTP/1.1 200 OK   \xe9"
