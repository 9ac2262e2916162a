"""Our reader of HTTP/1.1 held against h11: the same requests, bodies and refusals, however the bytes are cut."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.wire.http1.reference import Outcome, read_by_h11, read_by_us
from tests.wire.http1.streams import FLAWS, Stream, mangled, stream

MANY = 20_000


def agree(given_stream: Stream) -> None:
    """Assert that both read the same; of a listed difference, that it is the listed one."""
    ours, reference = read_by_us(given_stream.pieces), read_by_h11(b"".join(given_stream.pieces))
    flaw = FLAWS.get(given_stream.flaw)
    if flaw is None or not flaw.reason or (ours.closed and not ours.refused):
        assert (ours.messages, ours.refused) == (reference.messages, reference.refused)
        assert ours.closed == reference.closed
    else:
        assert ours.refused == flaw.ours
        assert ours.messages == reference.messages[: len(ours.messages)]


@settings(max_examples=300)
@given(stream())
def test_same_requests_and_refusals(given_stream: Stream) -> None:
    """Valid requests, pipelined, with upgrades, chunks, trailers; at the end one with a flaw now and then."""
    agree(given_stream)


@pytest.mark.parametrize("name", FLAWS)
def test_flaws(name: str) -> None:
    """Each flaw is refused as the table says, and by h11 as the table says: the list of differences is true."""
    flaw = FLAWS[name]
    ours, reference = read_by_us([flaw.data]), read_by_h11(flaw.data)
    assert (ours.refused, reference.refused) == (flaw.ours, flaw.reference)
    assert bool(flaw.reason) == (flaw.ours != flaw.reference)
    assert not ours.messages


def never_laxer(given_stream: Stream) -> None:
    """Assert that what ours reads h11 reads as well and in the same way; ours may refuse more."""
    ours, reference = read_by_us(given_stream.pieces), read_by_h11(b"".join(given_stream.pieces))
    assert ours.messages == reference.messages[: len(ours.messages)], (ours, reference)


@settings(max_examples=300)
@given(mangled())
def test_mangled_requests(given_stream: Stream) -> None:
    """No body, and no end of a request, is taken for something else than h11 takes it for."""
    never_laxer(given_stream)


@pytest.mark.fuzz
@pytest.mark.timeout(1800)
@settings(max_examples=MANY, derandomize=False)
@given(stream())
def test_fuzz_same_requests_and_refusals(given_stream: Stream) -> None:
    """The same, at length and at random."""
    agree(given_stream)


@pytest.mark.fuzz
@pytest.mark.timeout(1800)
@settings(max_examples=MANY, derandomize=False)
@given(mangled())
def test_fuzz_mangled_requests(given_stream: Stream) -> None:
    """The same, at length and at random."""
    never_laxer(given_stream)


@pytest.mark.parametrize("coding", [b"chunked", b"Chunked", b"CHUNKED"])
def test_codings_in_any_case(coding: bytes) -> None:
    """How a body is coded may be written in any case."""
    data = b"POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: " + coding + b"\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
    agree(Stream([data]))
    assert read_by_us([data]).messages[0].body == b"{}"


def test_waiting_clients() -> None:
    """A client that waits with its body is told to go on once, and not where its body is there already."""
    head = b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\nexpect: 100-continue\r\n\r\n"
    outcomes: list[Outcome] = [read_by_us(pieces) for pieces in ([head], [head, b"{", b"}"], [head + b"{}"])]
    assert [outcome.asked for outcome in outcomes] == [1, 1, 0]
