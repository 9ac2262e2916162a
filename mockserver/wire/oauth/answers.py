"""Answers of the OAuth endpoints."""

from __future__ import annotations

import string
from urllib.parse import quote

import msgspec

from mockserver.access.oauth.problems import OAuthProblem
from mockserver.wire.http import Header, Headers, Response
from mockserver.wire.responses import JSON, encode_json, expires

_OF_ADDRESSES = string.punctuation


class _Error(msgspec.Struct, frozen=True, omit_defaults=True):
    error: str
    error_description: str = ""


def answer(message: object) -> Response:
    """A success that nobody may cache."""
    return Response(200, [JSON, *not_cached()], encode_json(message))


def public_answer(message: object, max_age_s: int) -> Response:
    """A success that is the same for everybody."""
    cache = (b"cache-control", f"max-age={max_age_s}, must-revalidate".encode("ascii"))
    return Response(200, [JSON, cache], encode_json(message))


def unwritten(type_name: str, cause: str) -> Response:
    """A success that could not be written, which the real server tells in its body.

    Source: recordings/runs-failing-logins.jsonl.
    """
    text = f"json: error calling MarshalJSON for type *oidc.{type_name}: oidc custom claims: json: {cause}\n"
    return Response(200, [JSON, *not_cached()], text.encode())


def empty() -> Response:
    """A success about which there is nothing to say, and of no length although it is called JSON."""
    return Response(200, [JSON, *not_cached()], b"")


def refused(problem: OAuthProblem) -> Response:
    """A refusal in OAuth's form (RFC 6749, section 5.2)."""
    body = encode_json(_Error(problem.error, problem.description))
    return Response(problem.status, [JSON, *not_cached()], body)


def redirect(location: str, *more: Header) -> Response:
    """Send the browser elsewhere, with more headers; what an address cannot hold is percent-encoded."""
    return Response(
        302, [(b"location", quote(location, safe=_OF_ADDRESSES).encode("ascii")), *not_cached(), *more], b""
    )


def not_cached() -> Headers:
    """Headers that forbid caching, as RFC 6749 asks for."""
    return [(b"cache-control", b"no-store"), (b"pragma", b"no-cache"), expires()]
