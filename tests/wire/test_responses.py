"""HTTP answers in the gateway's form."""

from __future__ import annotations

import json
from email.utils import parsedate_to_datetime

import pytest

from mockserver.errors import catalogue
from mockserver.errors.codes import HTTP_STATUS, Code
from mockserver.errors.problem import Problem, invalid_argument
from mockserver.operations.messages.base import Message
from mockserver.operations.messages.zitadel_v1 import ObjectDetails
from mockserver.spec.wellknown import Uint64
from mockserver.wire import responses
from mockserver.wire.http import Response
from mockserver.wire.responses import refused, served

REACHED = [
    b"content-type", b"cache-control", b"pragma", b"grpcgateway-cache-control", b"grpcgateway-pragma",
    b"grpcgateway-content-type", b"expires",
]  # fmt: skip


def body(problem: Problem, language: str = "en") -> object:
    """The JSON of a refusal."""
    return json.loads(refused(problem, language, reached=True).body)


def test_a_problem_with_an_id() -> None:
    """The message is text and ID; one detail repeats both, in this order."""
    assert refused(catalogue.NO_CHANGES, "en", reached=True).body == (
        b'{"code":9,"message":"No Changes (COMMAND-Nfh52)","details":['
        b'{"@type":"type.googleapis.com/zitadel.v1.ErrorDetail","id":"COMMAND-Nfh52","message":"No Changes"}]}'
    )


def test_a_problem_without_an_id() -> None:
    """A broken field rule has neither ID nor details, in any language."""
    assert body(invalid_argument("invalid X.Y: z").problem, "de") == {"code": 3, "message": "invalid X.Y: z"}


def test_a_problem_in_another_language() -> None:
    """Text and detail are translated, the ID is not."""
    german = body(catalogue.ACTION_NOT_FOUND, "de")
    english = body(catalogue.ACTION_NOT_FOUND, "en")

    assert isinstance(german, dict)
    assert isinstance(english, dict)
    assert german["message"].endswith(" (QUERY-GEfnb)")
    assert german["details"][0]["message"] + " (QUERY-GEfnb)" == german["message"]
    assert german["message"] != english["message"]


@pytest.mark.parametrize(
    ("code", "status"),
    [
        (0, 200), (1, 499), (2, 500), (3, 400), (4, 504), (5, 404), (6, 409), (7, 403), (8, 429), (9, 400), (10, 409),
        (11, 400), (12, 501), (13, 500), (14, 503), (15, 500), (16, 401),
    ],
)  # fmt: skip
def test_codes_and_statuses(code: int, status: int) -> None:
    """Each gRPC code has the HTTP status of the gateway's default table."""
    assert HTTP_STATUS[Code(code)] == status
    assert refused(Problem("", Code(code), "x"), "en", reached=False).status == status


@pytest.mark.parametrize(
    ("problem", "challenge"),
    [
        (catalogue.AUTH_HEADER_MISSING, b"auth header missing"),
        (catalogue.AUTH_HEADER_INVALID, b"invalid auth header (AUTH-toLo1)"),
        (catalogue.TOKEN_INVALID, b"Errors.Token.Invalid (AUTH-7fs1e)"),
        (catalogue.NO_PERMISSION, None),
        (catalogue.NO_CHANGES, None),
    ],
)
def test_the_challenge_repeats_the_message(problem: Problem, challenge: bytes | None) -> None:
    """A 401 has its message in `WWW-Authenticate`, no other answer has that header."""
    assert dict(refused(problem, "en", reached=True).headers).get(b"www-authenticate") == challenge


def test_the_challenge_is_never_translated() -> None:
    """Texts of authentication are the same in every language."""
    assert (
        refused(catalogue.TOKEN_INVALID, "de", reached=True).body
        == refused(catalogue.TOKEN_INVALID, "en", reached=True).body
    )


@pytest.mark.parametrize(
    "answer", [served(200, Message(), reached=True), refused(catalogue.NO_CHANGES, "en", reached=True)]
)
def test_what_reached_a_service_is_not_cached(answer: Response) -> None:
    """Answers of v1 services forbid caching and carry the gateway's headers."""
    headers = dict(answer.headers)

    assert [name for name, _ in answer.headers] == REACHED
    assert headers[b"content-type"] == b"application/json"
    assert headers[b"cache-control"] == headers[b"grpcgateway-cache-control"] == b"no-store"
    assert headers[b"pragma"] == headers[b"grpcgateway-pragma"] == b"no-cache"
    assert headers[b"grpcgateway-content-type"] == b"application/grpc"
    assert headers[b"expires"].endswith(b" GMT")
    assert parsedate_to_datetime(headers[b"expires"].decode()).tzinfo is not None


@pytest.mark.parametrize(
    "answer", [served(201, Message(), reached=False), refused(catalogue.NO_CHANGES, "en", reached=False)]
)
def test_what_reached_no_v1_service_says_nothing_of_caching(answer: Response) -> None:
    """Other answers have their content type only."""
    assert answer.headers == [(b"content-type", b"application/json")]


def test_headers_of_one_answer_are_its_own() -> None:
    """A header that is added to one answer appears in no other."""
    first = served(200, Message(), reached=True)
    first.headers.append((b"x-extra", b"1"))

    assert (b"x-extra", b"1") not in served(200, Message(), reached=True).headers


def test_zero_values_are_left_out() -> None:
    """An empty message is `{}`, and fields at their zero value are not written."""
    assert served(200, Message(), reached=True).body == b"{}"
    assert served(200, ObjectDetails(sequence=Uint64("5")), reached=True).body == b'{"sequence":"5"}'


@pytest.mark.parametrize(
    ("answer", "status", "text"),
    [
        (responses.NOT_FOUND, 404, b'{"code":5,"message":"Not Found"}'),
        (responses.METHOD_NOT_ALLOWED, 405, b'{"code":12,"message":"Method Not Allowed"}'),
        (responses.BAD_PREFIX, 400, b'{"code":3,"message":"Bad Request"}'),
        (responses.BAD_URL, 400, b"400 Bad Request"),
    ],
)
def test_answers_of_the_router(answer: Response, status: int, text: bytes) -> None:
    """What no operation answers has fixed texts."""
    assert (answer.status, answer.body) == (status, text)
