"""One entry of the journal: request, answer, and how it was judged."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

import flask
import msgspec

from mockserver.control import replay
from mockserver.control.causes import cause_of
from mockserver.control.console.bodies import shown_text
from mockserver.control.console.entry_call import call_of
from mockserver.control.console.numbers import whole_number
from mockserver.control.console.page import page
from mockserver.control.exchange_view import details
from mockserver.control.near_misses import near_misses
from mockserver.control.problems import ControlProblem
from mockserver.control.reading import target
from mockserver.control.steps import Step, unmatched
from mockserver.pipeline import ServedOperation
from mockserver.spec.operation import OperationSpec
from mockserver.wire.http import Exchange

_LONGEST_PATH = 2_000
"""Nothing comes near to a longer path, and comparing takes time."""

_JUDGED = (
    (Step.ROUTE, "an operation must be served under this method and path"),
    (Step.BODY, "the message must be readable"),
    (Step.AUTHENTICATION, "the token must be known and valid"),
    (Step.ORGANISATION, "the organisation must exist"),
    (Step.PERMISSION, "the caller's roles must allow the operation"),
    (Step.FIELD_RULES, "the fields must keep their rules of length, range and presence"),
    (Step.OPERATION, "the operation's own rules must hold"),
)
"""The steps in their order, and what must hold at each."""
_INJECTED = (Step.INJECTED, "no fault may answer instead")
"""Between the route and all else, where a fault answered."""
_OF_CALLERS = frozenset({Step.AUTHENTICATION, Step.ORGANISATION, Step.PERMISSION})


@dataclass(frozen=True, slots=True)
class Judged:
    """One step of the pipeline as it went.

    Attributes:
        outcome: `passed`, `refused`, `not needed` or `not reached`.
    """

    name: str
    condition: str
    outcome: str


def _deeds(run: dict[str, Any]) -> str:
    """What a script did, a line a deed, as the journal has it."""
    lines = [f"claim {key} = {_json(value)}" for key, value in run["claims"].items()]
    lines += [f"set {each['name']} = {_json(each['value'])}" for each in run["sets"]]
    lines += [f"metadata {each['key']} = {_written(each)}" for each in run["metadata"]]
    lines += [f"grant {each['projectId']}: {', '.join(each['roles'])}" for each in run["grants"]]
    lines += [f"log {each['level']}: {each['text']}" for each in run["lines"]]
    lines += [
        f"call {each['method']} {each['url']}: {each['error'] or each['status']}"
        + (f" ({each['reason']})" if each["reason"] else "")
        for each in run["calls"]
    ]
    return "\n".join(lines)


def _written(entry: dict[str, str]) -> str:
    if "value" not in entry:
        return f"({entry['unwritable']})"
    return base64.b64decode(entry["value"]).decode("utf-8", "replace")


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def show_request(number: int) -> flask.Response:
    """One entry.

    Raises: ControlProblem: 404.
    """
    asked = target()
    journal = asked.instance.journal
    exchange: Exchange | None = journal.find(number)
    if exchange is None:
        raise ControlProblem(
            404,
            f"request {number} is not in the journal (any more)",
            field="id",
            fix="the page Journal lists what is; --max-journal-entries or the page Settings has the server keep more",
        )
    entry = details(exchange, asked.instance, asked.server.rpcs)
    for side in (entry["request"], entry["response"]):
        side["shown"] = shown_text(side)
    operation = _operation(asked.server.operations, exchange)
    organisation = asked.instance.state.organisations.get(entry["organisation"])
    return page(
        "journal_entry",
        *([operation.id] if operation is not None else ()),
        entry=entry,
        organisation=organisation,
        cause=cause_of(entry["errorId"]),
        steps=_judged(Step(entry["step"]), operation) if _is_judged(exchange, operation) else [],
        unmatched=unmatched(exchange.response),
        misses=_misses(exchange, asked.server.operations),
        deeds=_deeds,
        call=call_of(exchange, operation, entry["request"], flask.request.args.get("host", "")),
        replay_of=_replay_of(exchange),
        newer=journal.find(number + 1) is not None,
        older=journal.find(number - 1) is not None,
    )


def _replay_of(exchange: Exchange) -> int:
    """Number of the entry that a request repeats; 0 where it repeats none."""
    return whole_number(exchange.request.text(replay.HEADER))


def _operation(operations: tuple[ServedOperation, ...], exchange: Exchange) -> OperationSpec | None:
    wanted = exchange.response.operation
    return next((operation.spec for operation in operations if operation.spec.id == wanted), None)


def _is_judged(exchange: Exchange, operation: OperationSpec | None) -> bool:
    """Whether an answer is the pipeline's; that of a login endpoint is not, nor that of a document beside ZITADEL."""
    return operation is not None or unmatched(exchange.response)


def _judged(end: Step, operation: OperationSpec | None) -> list[Judged]:
    steps = [*_JUDGED[:1], *([_INJECTED] if end is Step.INJECTED else []), *_JUDGED[1:]]
    names = [step for step, _ in steps]
    refused = names.index(end) if end in names else len(names)
    open_to_all = operation is not None and operation.permission is None

    def outcome(index: int, step: Step) -> str:
        if index == refused:
            return "refused"
        if index > refused:
            return "not reached"
        return "not needed" if open_to_all and step in _OF_CALLERS else "passed"

    return [Judged(step.value, condition, outcome(index, step)) for index, (step, condition) in enumerate(steps)]


def _misses(exchange: Exchange, operations: tuple[ServedOperation, ...]) -> list[dict[str, Any]]:
    if not unmatched(exchange.response) or len(exchange.request.path) > _LONGEST_PATH:
        return []
    return near_misses(exchange.request, operations)
