"""HTTP answers in the gateway's form."""

from __future__ import annotations

import json
import time
from email.utils import parsedate_to_datetime

import msgspec
import pytest

from mockserver.errors import catalogue
from mockserver.errors.codes import HTTP_STATUS, Code
from mockserver.errors.problem import Problem, invalid_argument
from mockserver.operations.messages.base import Message
from mockserver.operations.messages.zitadel_v1 import ObjectDetails
from mockserver.spec.wellknown import Uint64
from mockserver.wire import responses
from mockserver.wire.common_headers import ANSWERED, USUAL
from mockserver.wire.http import Header, Response
from mockserver.wire.responses import complete_refusal, refused, served

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
    ("answer", "common"),
    [
        (served(200, Message(), reached=True), ANSWERED),
        (refused(catalogue.NO_CHANGES, "en", reached=True), ()),
        (complete_refusal(catalogue.NO_CHANGES, "en", True, "", True), USUAL),
    ],
)
def test_what_reached_a_service_is_not_cached(answer: Response, common: tuple[Header, ...]) -> None:
    """Answers of v1 services forbid caching and carry the gateway's headers."""
    headers = dict(answer.headers)

    assert [name for name, _ in answer.headers] == REACHED + [name for name, _ in common]
    assert headers[b"content-type"] == b"application/json"
    assert headers[b"cache-control"] == headers[b"grpcgateway-cache-control"] == b"no-store"
    assert headers[b"pragma"] == headers[b"grpcgateway-pragma"] == b"no-cache"
    assert headers[b"grpcgateway-content-type"] == b"application/grpc"
    assert headers[b"expires"].endswith(b" GMT")
    assert parsedate_to_datetime(headers[b"expires"].decode()).tzinfo is not None


@pytest.mark.parametrize(
    ("answer", "common"),
    [
        (served(201, Message(), reached=False), ANSWERED),
        (refused(catalogue.NO_CHANGES, "en", reached=False), ()),
        (complete_refusal(catalogue.NO_CHANGES, "en", False, "", True), USUAL),
    ],
)
def test_what_reached_no_v1_service_says_nothing_of_caching(answer: Response, common: tuple[Header, ...]) -> None:
    """Other answers have their content type only."""
    assert [*answer.headers] == [(b"content-type", b"application/json"), *common]


@pytest.mark.parametrize(
    "problem", [catalogue.NO_CHANGES, catalogue.TOKEN_INVALID, invalid_argument("x" * 5000).problem]
)
@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("reached", [True, False])
@pytest.mark.parametrize("judged", [True, False])
def test_a_complete_refusal_is_the_same_refusal(problem: Problem, language: str, reached: bool, judged: bool) -> None:
    """It has the common headers already, and all else as it would be made anew; kept or not, and for whom ever."""
    for operation in ("ListActions", "GetFlow", "ListActions"):
        anew = refused(problem, language, reached=reached, operation=operation, judged=judged)
        complete = complete_refusal(problem, language, reached, operation, judged)

        assert undated([*complete.headers]) == undated([*anew.headers, *anew.added])
        assert msgspec.structs.replace(complete, headers=anew.headers, added=anew.added) == anew


def test_a_kept_refusal_tells_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one second's refusals share is no other second's."""
    seen = set()
    for second in (1_800_000_000, 1_800_000_001, 1_800_000_000):
        monkeypatch.setattr(time, "time", lambda now=second: now + 0.5)
        headers = dict(complete_refusal(catalogue.NO_CHANGES, "en", True, "", True).headers)
        assert parsedate_to_datetime(headers[b"expires"].decode()).timestamp() == second
        assert dict(served(200, Message(), reached=True).headers)[b"expires"] == headers[b"expires"]
        seen.add(headers[b"expires"])

    assert len(seen) == 2


def undated(headers: list[Header]) -> list[Header]:
    """Headers without what the clock says."""
    return [(name, b"" if name == b"expires" else value) for name, value in headers]


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
