"""Replays a trace against a server: sends each recorded request in order and compares each answer."""

from __future__ import annotations

import functools
import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import httpx

from .answer import Answer, answer_differences
from .comparison import Difference, shown
from .exchange import CLOSED, Exchange, FormContent, JsonContent, MessageContent, Request, TextContent
from .messages import Messages
from .placeholders import Placeholders, UnboundPlaceholder
from .reading import read_trace
from .rpc.judging import message_differences
from .rpc.parts import STATUS
from .rpc.peer import Peer
from .rpc.sending import UnsendableMessage
from .sending import Sender
from .target import Target

TIMEOUT_S = 20.0
ADMIN_ROLE = "iam_owner"
_OF_THE_CALLER = frozenset({401, 403})
_CALLERS_CODES = frozenset({"7", "16"})
"""PERMISSION_DENIED and UNAUTHENTICATED of gRPC."""
_RPC = "/zitadel."
_READING = ("Get", "List", "Search", "Healthz")
"""How the names of methods open that change nothing."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """A difference, with the exchange in which it was seen; holds no secrets."""

    file: str
    line: int
    request: str
    difference: Difference

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.request}\n    {self.difference}"


def replay(trace: Path, target: Target, messages: Messages | None = None) -> list[Deviation]:
    """Replay one trace with a nonce of its own, so that it can be replayed again on the same server.

    A lost connection is a deviation and ends the replay. Raises: TraceError, OSError.

    Args:
        messages: needed for traces that hold messages of protobuf.
    """
    placeholders = Placeholders({ADMIN_ROLE: target.admin_pat}, nonce=secrets.token_hex(4))
    exchanges = read_trace(trace)
    with httpx.Client(base_url=target.base_url, timeout=TIMEOUT_S, trust_env=False) as client:
        sender = Sender(client, messages, Peer(target.base_url, TIMEOUT_S))
        return list(deviations(sender, exchanges, placeholders))


def _once() -> Iterator[None]:
    yield


def _never(_: Deviation) -> bool:
    return False


def _untold(_: Exchange, __: float) -> None:
    """Without more than one attempt nothing comes late."""


def _unmeasured(_: Exchange) -> AbstractContextManager[None]:
    return nullcontext()


def deviations(
    sender: Sender,
    exchanges: Iterable[Exchange],
    placeholders: Placeholders,
    attempts: Callable[[], Iterator[object]] = _once,
    is_expected: Callable[[Deviation], bool] = _never,
    late: Callable[[Exchange, float], None] = _untold,
    measured: Callable[[Exchange], AbstractContextManager[None]] = _unmeasured,
) -> Iterator[Deviation]:
    """Send recorded requests in order and compare; a lost connection ends it.

    Args:
        late: takes what agreed only after more than one attempt, with the seconds since the first.
        attempts: yields before each attempt at one request. More than one is made only where an answer differs, and
            only of requests that change nothing: reads, and what was refused for its caller.
        is_expected: deviations that are left out, and not worth another attempt.
        measured: surrounds each request until its answer is there.
    """
    for exchange in exchanges:
        at = functools.partial(Deviation, exchange.file, exchange.line, _request_line(exchange.request, placeholders))
        before = placeholders.bound()
        found: list[Deviation] = []
        lost = False
        begun = time.monotonic()
        try:
            for number, _ in enumerate(attempts()):
                placeholders.restore(before)
                with measured(exchange):
                    answer = sender.send(exchange.request, placeholders)
                found = [at(difference) for difference in _differences(sender, exchange, answer, placeholders)]
                lost = bool(found) and answer.status == CLOSED
                if all(map(is_expected, found)) or not _repeatable(exchange.request, answer):
                    if number and not found:
                        late(exchange, time.monotonic() - begun)
                    break
        except UnboundPlaceholder as unbound:
            found = [at(Difference("request", "to be sent", str(unbound)))]
        except UnsendableMessage as error:
            found = [at(Difference("request", "to be sent", placeholders.redact(str(error))))]
        except (httpx.RequestError, OSError) as error:
            seen = placeholders.redact(f"{type(error).__name__}: {error}")
            found, lost = [at(Difference("connection", "an answer", seen))], True
        yield from (deviation for deviation in found if not is_expected(deviation))
        if lost:
            return


def _differences(sender: Sender, exchange: Exchange, answer: Answer, placeholders: Placeholders) -> list[Difference]:
    if isinstance(exchange.request.content, MessageContent):
        assert sender.messages is not None
        return message_differences(exchange, answer, placeholders, sender.messages)
    return answer_differences(exchange, answer, placeholders)


def _repeatable(request: Request, answer: Answer) -> bool:
    refused = answer.status in _OF_THE_CALLER or (answer.trailers or answer.headers).get(STATUS) in _CALLERS_CODES
    return refused or _reads(request)


def _reads(request: Request) -> bool:
    if request.path.startswith(_RPC):
        return request.path.rpartition("/")[2].startswith(_READING)
    if request.method == "GET" or request.path.endswith(("_search", "/introspect")):
        return True
    return isinstance(request.content, FormContent) and request.content.fields.get("grant_type") == "client_credentials"


def _request_line(request: Request, placeholders: Placeholders) -> str:
    """Method, path and body as recorded, placeholders unfilled."""
    match request.content:
        case JsonContent(value):
            return f"{request} {shown(value, placeholders)}"
        case TextContent(text):
            return f"{request} {shown(text, placeholders)}"
        case FormContent(fields):
            return f"{request} {shown({name: str(value) for name, value in fields.items()}, placeholders)}"
        case MessageContent(message=dict(value)):
            return f"{request} {shown(value, placeholders)}"
    return str(request)
