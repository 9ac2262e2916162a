"""CORS."""

from __future__ import annotations

import pytest

from mockserver.wire.cors import is_preflight, preflight_headers, simple_headers

ORIGIN = b"https://app.example"
VARY = (b"vary", b"Origin, Access-Control-Request-Method, Access-Control-Request-Headers")


def ask(*, origin: bytes | None = ORIGIN, method: bytes = b"POST", headers: bytes | None = None) -> dict[bytes, bytes]:
    """The headers of a preflight."""
    asked = {b"access-control-request-method": method}
    if origin is not None:
        asked[b"origin"] = origin
    if headers is not None:
        asked[b"access-control-request-headers"] = headers
    return asked


@pytest.mark.parametrize(
    ("method", "headers", "preflight"),
    [
        ("OPTIONS", ask(), True),
        ("OPTIONS", ask(origin=None), True),
        ("OPTIONS", ask(method=b"nope"), True),
        ("OPTIONS", ask(method=b""), False),
        ("OPTIONS", {b"origin": ORIGIN}, False),
        ("POST", ask(), False),
        ("options", ask(), False),
    ],
)
def test_what_is_a_preflight(method: str, headers: dict[bytes, bytes], preflight: bool) -> None:
    """A preflight is an OPTIONS that names another method, whatever that is."""
    assert is_preflight(method, headers) == preflight


@pytest.mark.parametrize("method", [b"OPTIONS", b"GET", b"HEAD", b"POST", b"PUT", b"PATCH", b"DELETE"])
@pytest.mark.parametrize("origin", [ORIGIN, b"null", b"http://127.0.0.1:3000"])
def test_allowed_preflights(method: bytes, origin: bytes) -> None:
    """Any origin may use the listed methods, with credentials; both are echoed."""
    assert preflight_headers(ask(origin=origin, method=method)) == [
        VARY,
        (b"access-control-allow-origin", origin),
        (b"access-control-allow-methods", method),
        (b"access-control-allow-credentials", b"true"),
    ]


@pytest.mark.parametrize(
    "asked",
    [
        b"content-type",
        b"authorization,content-type",
        b"authorization, content-type",
        b"authorization,content-type,x-grpc-web,x-user-agent,x-zitadel-orgid",
        b"accept,accept-language,connect-protocol-version,connect-timeout-ms,grpc-timeout,origin,x-requested-with",
    ],
)
def test_allowed_headers_are_echoed(asked: bytes) -> None:
    """Headers on the list are allowed if they come sorted, and echoed as they came."""
    assert (b"access-control-allow-headers", asked) in preflight_headers(ask(headers=asked))


@pytest.mark.parametrize(
    "refused",
    [
        ask(origin=None),
        ask(origin=b""),
        ask(method=b"TRACE"),
        ask(method=b"post"),
        ask(method=b"CONNECT"),
        ask(headers=b"x-nope"),
        ask(headers=b"authorization,x-nope"),
        ask(headers=b"Content-Type"),
        ask(headers=b"content-type,authorization"),
        ask(headers=b"x-zitadel-org"),
        ask(headers=b"\xff"),
    ],
    ids=[
        "no origin", "empty origin", "TRACE", "lower-case method", "CONNECT", "unknown header", "one unknown header",
        "upper-case header", "unsorted headers", "beginning of a header", "no ASCII",
    ],
)  # fmt: skip
def test_refused_preflights(refused: dict[bytes, bytes]) -> None:
    """A refused preflight says nothing but `Vary`."""
    assert preflight_headers(refused) == [VARY]


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"])
def test_answers_to_other_origins(method: str) -> None:
    """Any answer to a page of another origin may be read by it, gRPC's headers included."""
    assert simple_headers(method, ORIGIN, []) == [
        (b"access-control-allow-origin", ORIGIN),
        (b"access-control-allow-credentials", b"true"),
        (
            b"access-control-expose-headers",
            b"Location, Content-Length, Grpc-Status, Grpc-Message, Grpc-Status-Details-Bin",
        ),
    ]


@pytest.mark.parametrize("method", ["TRACE", "get"])
def test_answers_without_cors(method: str) -> None:
    """For methods that are not listed CORS adds nothing."""
    assert simple_headers(method, ORIGIN, []) == []


def test_an_answer_that_exposes_headers_itself_keeps_its_own() -> None:
    """What the answer exposes already is not exposed a second time."""
    given = [(b"access-control-expose-headers", b"grpc-status")]

    assert simple_headers("POST", ORIGIN, given) == [
        (b"access-control-allow-origin", ORIGIN),
        (b"access-control-allow-credentials", b"true"),
    ]
