"""Which targets are called and what their answers do, read as the facts have it.

Source: recordings/payloads/actions-v2-payloads.jsonl: cases best-match, best-match-prefix, request-order,
request-changes, request-statuses, request-forwarded, response-payload, management and functions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final

SERVICE: Final = "zitadel.management.v1.ManagementService"
CALL, WEBHOOK, ASYNC = "restCall", "restWebhook", "restAsync"
_FORWARDED: Final = "EXEC-reUaUZCzCp"
_FORWARDED_OTHERWISE: Final = "EXEC-bmhNhpcqpF"
_FAILED: Final = "EXEC-dra6yamk98"
_GROUP: Final = ".*"
_STATUSES: Final[Mapping[int, int]] = {400: 400, 401: 401, 403: 403, 404: 404, 409: 409, 429: 429}
"""The HTTP status of the refusal by the forwarded one."""


class Shape(Enum):
    """What a body is to whoever reads it as a message or as the answer of a function."""

    EMPTY = "no body"
    TEXT = "no JSON"
    MISFIT = "JSON that no message is, nor any answer of a function"
    NOTHING = "a message without members"
    NAME = "a name: a project to be added"
    ID = "an id: what the caller is told of a project"
    CLAIMS = "claims and lines of a log"


@dataclass(frozen=True, slots=True)
class HookAnswer:
    """How a target answers; `forwards` is a status with its text."""

    status: int = 200
    shape: Shape = Shape.EMPTY
    forwards: tuple[int, str] | None = None
    claims: tuple[tuple[str, Any], ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """A target: its kind, as the field of a request is called."""

    name: str
    kind: str
    interrupts: bool
    answer: HookAnswer


@dataclass(frozen=True, slots=True)
class Execution:
    """Its id, such as `request/SERVICE/METHOD`, and the targets in their order."""

    id: str
    targets: tuple[Target, ...]


class Refused(Exception):
    """A target ended the call: status, and ID of the error, empty for one that has none."""

    def __init__(self, status: int, error_id: str, text: str = "") -> None:
        super().__init__()
        self.status, self.error_id, self.text = status, error_id, text


@dataclass(slots=True)
class Calls:
    """What was called: names and outcomes of those that were waited for, and how often each other one was."""

    made: list[list[str]] = field(default_factory=list)
    sent: dict[str, int] = field(default_factory=dict)


def best(executions: Sequence[Execution], wanted: str) -> Sequence[Target]:
    """The targets of the nearest execution: the one with this id, else the longest beginning, by letters."""
    able = [each for each in executions if each.targets and wanted.startswith(each.id.removesuffix(_GROUP))]
    if not able:
        return ()
    return max(able, key=lambda each: (each.id == wanted, len(each.id.removesuffix(_GROUP)))).targets


def around(targets: Sequence[Target], message: Shape, own: Shape, calls: Calls) -> Shape:
    """The message as its targets leave it.

    Args:
        message: what it is now, which is returned where nothing changes it.
        own: the shape of a body that fits it, beside `Shape.NOTHING`.

    Raises: Refused.
    """
    for target in _waited_for(targets, calls):
        failure = _refusal(target.answer)
        if failure is None and target.kind == CALL:
            shape = target.answer.shape
            if shape in (own, Shape.NOTHING):
                message = shape
            elif shape is not Shape.EMPTY:
                failure = Refused(500, "")
                if shape is not Shape.TEXT and not target.interrupts:
                    message = Shape.NOTHING
        _judge(target, failure, calls)
    return message


@dataclass(slots=True)
class Told:
    """What the targets of a function answered, later ones over earlier ones."""

    claims: tuple[tuple[str, Any], ...] = ()
    lines: tuple[str, ...] = ()


def function(targets: Sequence[Target], name: str, calls: Calls) -> dict[str, Any]:
    """The claims that a function adds. Raises: Refused, with the text of the refusal."""
    told = Told()
    for target in _waited_for(targets, calls):
        failure = _refusal(target.answer)
        if failure is None and target.kind == CALL:
            match target.answer.shape:
                case Shape.CLAIMS:
                    told = Told(target.answer.claims, target.answer.lines)
                case Shape.TEXT:
                    failure = Refused(400, "", "Errors.Execution.ResponseIsNotValidJSON")
        elif failure is not None and not failure.text:
            failure = Refused(400, "", "Errors.Execution.Failed")
        _judge(target, failure, calls)
    return _claims(told, name)


def _claims(told: Told, name: str) -> dict[str, Any]:
    claims: dict[str, Any] = {}
    logged: list[str] = []
    for key, value in told.claims:
        if key.startswith("urn:zitadel:iam"):
            continue
        if key in claims:
            logged.append(f'key "{key}" already exists')
        else:
            claims[key] = value
    lines = [*logged, *told.lines]
    return claims | ({f"urn:zitadel:iam:action:function/{name}:log": lines} if lines else {})


def _waited_for(targets: Sequence[Target], calls: Calls) -> Iterator[Target]:
    """Each target in its turn; those that nobody waits for are counted."""
    for target in targets:
        if target.kind == ASYNC:
            calls.sent[target.name] = calls.sent.get(target.name, 0) + 1
        else:
            yield target


def _judge(target: Target, failure: Refused | None, calls: Calls) -> None:
    if failure is None:
        calls.made.append([target.name, "delivered"])
        return
    calls.made.append([target.name, "interrupted" if target.interrupts else "ignored"])
    if target.interrupts:
        raise failure


def _refusal(answer: HookAnswer) -> Refused | None:
    """What an answer is, whatever it was asked for."""
    if not 200 <= answer.status <= 299:
        return Refused(400, _FAILED)
    if answer.forwards is None:
        return None
    status, text = answer.forwards
    if status in _STATUSES:
        return Refused(_STATUSES[status], _FORWARDED, text)
    return Refused(400, _FORWARDED_OTHERWISE, text)
