"""Replays what executions do: requests, what a listener answers to the calls that they cause, and those calls.

The form of such a recording is described in recordings/PROVENANCE.md. Executions belong to the whole instance, so the
server should be one that nobody else uses, and it must be let call loopback.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from .answer import answer_differences
from .comparison import Difference, differences
from .exchange import Exchange, Json, TraceError
from .listener import Call, HookAnswer, Listener
from .members import list_in, members_of, object_in, text_in
from .placeholders import ISSUER, TIMESTAMP, Placeholders
from .reading import parts_of
from .replayer import ADMIN_ROLE, TIMEOUT_S, Deviation
from .sending import send
from .target import Target

_LONGEST_WAIT_S = 6.0
_SIGNATURE = re.compile(r"t=([0-9]+),v1=([0-9a-f]{64})")
_SIGNED_BY = re.compile(r"\{\{signature:(\w+)\}\}")
_OPTIONAL = frozenset({"listener", "calls", "order", "seconds"})


@dataclass(frozen=True, slots=True)
class Step:
    """A request of a case.

    Attributes:
        listener: how paths answer from this step on.
        calls: what it causes, in order.
        any_order: whether that order is open.
    """

    case: str
    exchange: Exchange
    listener: Mapping[str, Json]
    calls: tuple[Mapping[str, Json], ...]
    any_order: bool


def read_cases(path: Path) -> dict[str, list[Step]]:
    """The steps of a file by their case. Raises: TraceError, OSError."""
    cases: dict[str, list[Step]] = {}
    for number, line in enumerate(path.read_text("utf-8").removesuffix("\n").split("\n"), start=1):
        try:
            step = _step(path.name, number, json.loads(line))
        except ValueError as error:
            raise TraceError(f"{path}:{number}: {error}") from error
        cases.setdefault(step.case, []).append(step)
    return cases


def _step(file: str, number: int, line: Json) -> Step:
    members = members_of(line, "step", required={"case", "request", "response"}, optional=set(_OPTIONAL))
    return Step(
        case=text_in(members["case"], "case"),
        exchange=Exchange(file, number, *parts_of(members["request"], members["response"])),
        listener=object_in(members.get("listener", {}), "listener"),
        calls=tuple(object_in(call, "call") for call in list_in(members.get("calls", []), "calls")),
        any_order=members.get("order") == "any",
    )


def replay_case(
    steps: list[Step],
    target: Target,
    listener: Listener,
    quiet_s: float,
    client: httpx.Client | None = None,
    made: Callable[[str], None] = lambda _: None,
) -> list[Deviation]:
    """Replay the steps of one case, which leaves no execution behind.

    Args:
        quiet_s: how long to wait behind each step for calls that should not come.
        client: of the server; without it one is made.
        made: told the id of each organisation that was made.
    """
    given = {
        "listener": f"http://{listener.authority}",
        "listenerhost": listener.authority,
        "host": urlsplit(target.base_url).netloc,
        ISSUER: target.base_url,
    }
    placeholders = Placeholders({ADMIN_ROLE: target.admin_pat}, secrets.token_hex(4), given)
    listener.answers.clear()
    found: list[Deviation] = []
    listener.take(0, 0, 0)
    own = nullcontext(client) if client else httpx.Client(base_url=target.base_url, timeout=TIMEOUT_S, trust_env=False)
    with own as http:
        for step in steps:
            for path, answer in step.listener.items():
                listener.answers[path] = _answer(placeholders.fill(answer))
            exchange = step.exchange
            seen = [*answer_differences(exchange, send(http, exchange.request, placeholders), placeholders)]
            calls = listener.take(len(step.calls), _LONGEST_WAIT_S, quiet_s)
            seen += _differences(step, calls, placeholders)
            found += [Deviation(exchange.file, exchange.line, str(exchange.request), each) for each in seen]
    for name, value in placeholders.bound().items():
        if name.startswith("org"):
            made(value)
    return found


def _answer(told: Json) -> HookAnswer:
    members = object_in(told, "answer")
    body = json.dumps(members["body"]) if "body" in members else text_in(members.get("raw", ""), "raw")
    headers = object_in(members.get("headers", {"content-type": "application/json"}), "headers")
    status, delay_s = members.get("status", 200), members.get("delay_s", 0)
    assert isinstance(status, int)
    assert isinstance(delay_s, (int, float))
    return HookAnswer(status, tuple((name, str(value)) for name, value in headers.items()), body.encode(), delay_s)


def _differences(step: Step, calls: list[Call], placeholders: Placeholders) -> Iterator[Difference]:
    expected = step.calls
    if len(expected) != len(calls):
        wanted = ", ".join(str(call["path"]) for call in expected)
        yield Difference("calls", f"{len(expected)} ({wanted})", f"{len(calls)} ({', '.join(c.path for c in calls)})")
        return
    in_order = sorted(calls, key=_order) if step.any_order else calls
    for index, (want, call) in enumerate(zip(expected, in_order, strict=True)):
        yield from _of_call(want, call, placeholders, f"calls[{index}]")


def _order(call: Call) -> tuple[str, list[str], int]:
    body = _json(call.body)
    told = body if isinstance(body, dict) else {}
    sequence = told.get("sequence")
    texts = [str(told.get(name, "")) for name in ("created_at", "aggregateType", "aggregateID")]
    return (call.path, texts, sequence if isinstance(sequence, int) else 0)


def _of_call(want: Mapping[str, Json], call: Call, placeholders: Placeholders, where: str) -> Iterator[Difference]:
    called = f"{want.get('method', 'POST')} {want['path']}"
    if called != f"{call.method} {call.path}":
        yield Difference(where, called, f"{call.method} {call.path}")
    headers = object_in(want["headers"], "headers")
    expected, came = str(headers.get("content-type")), str(call.headers.get("content-type"))
    if expected != came:
        yield Difference(f"{where} content-type", expected, came)
    signed, seen = str(headers.get("zitadel-signature", "")), call.headers.get("zitadel-signature", "")
    if signed:
        by = _SIGNED_BY.fullmatch(signed)
        if by is None or not _is_signed(seen, call.body, placeholders.value(by[1])):
            yield Difference(f"{where} zitadel-signature", signed, seen)
    elif seen:
        yield Difference(f"{where} zitadel-signature", "none", seen)
    if "body" in want:
        yield from differences(want["body"], _json(call.body), placeholders, f"{where} body")
    elif want.get("raw", "") != call.body.decode("utf-8", "replace"):
        yield Difference(f"{where} body", str(want.get("raw")), call.body.decode("utf-8", "replace"))


def _is_signed(header: str, body: bytes, key: str) -> bool:
    match = _SIGNATURE.fullmatch(header)
    if match is None:
        return False
    return hmac.compare_digest(
        match[2], hmac.new(key.encode(), f"{match[1]}.".encode() + body, hashlib.sha256).hexdigest()
    )


def _json(body: bytes) -> Json:
    """A body with its instants in the form that answers have them, with 0, 3, 6 or 9 digits of a fraction."""
    try:
        return _long_instants(json.loads(body))
    except ValueError:
        return body.decode("utf-8", "replace")


def _long_instants(value: Json) -> Json:
    match value:
        case str() if TIMESTAMP.fullmatch(value) and "." in value:
            digits = value[20:-1].rstrip("0")
            return value[:19] + (f".{digits.ljust(-(-len(digits) // 3) * 3, '0')}" if digits else "") + "Z"
        case list():
            return [_long_instants(item) for item in value]
        case dict():
            return {key: _long_instants(member) for key, member in value.items()}
    return value
