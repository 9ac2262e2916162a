"""Scenarios: the requests that a recording is made with, as data; scenarios/README.md describes their form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .exchange import Json, JsonContent, Request
from .members import members_of, object_in, text_in, texts_in
from .reading import REQUEST_MEMBERS, request_of
from .rpc.travel import RPC_TRANSPORTS

SCENARIOS = Path(__file__).parent / "scenarios"
_STEP = frozenset({"names", "follow", "over"})
_CALL = frozenset({"call", "message", "headers", "unordered", "ignore", *_STEP})


class ScenarioError(ValueError):
    """A scenario that cannot be read, or run; the message opens with `file:line` where it is about a line."""


@dataclass(frozen=True, slots=True)
class Step:
    """One request, and what is to be noted of its answer.

    Attributes:
        names: names of what the answer makes up, by path in the answer (`details.resourceOwner`).
        follow: whether a redirect to the server itself is followed; each request of it is an exchange of its own.
        rpc: `package.Service/Method` where it is a call, whose message is the content of the request.
        over: the transport of a call; empty: whichever is recorded.
        place: where it stands, `file:line`.
    """

    request: Request
    names: Mapping[str, str]
    follow: bool = False
    rpc: str = ""
    over: str = ""
    place: str = ""


def read_scenario(path: Path) -> tuple[Step, ...]:
    """All steps of a file. Raises: ScenarioError, OSError."""
    lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    steps: list[Step] = []
    common: Mapping[str, str] = {}
    for number, line in enumerate(lines, start=1):
        place = f"{path}:{number}"
        try:
            row = object_in(json.loads(line), "step")
            if number == 1:
                common = texts_in(members_of(row, "first line", required={"headers"})["headers"], "headers")
            else:
                steps.append(_step(row, common, place))
        except ValueError as error:
            raise ScenarioError(f"{place}: {error}") from error
    return tuple(steps)


def _step(row: dict[str, Json], common: Mapping[str, str], place: str) -> Step:
    own = object_in(row.get("headers", {}), "headers")
    headers = {
        name: text_in(value, f"headers.{name}") for name, value in {**common, **own}.items() if value is not None
    }
    names = texts_in(row.get("names", {}), "names")
    follow, over = row.get("follow") is True, text_in(row.get("over", ""), "over")
    if over and over not in RPC_TRANSPORTS:
        raise ValueError(f"over is none of {', '.join(RPC_TRANSPORTS)}: {over!r}")
    if "call" in row:
        members = members_of(row, "step", required={"call"}, optional=_CALL)
        rpc = text_in(members["call"], "call")
        sent: dict[str, Json] = {"method": "POST", "path": f"/{rpc}", "headers": {**headers}}
        sent |= {name: members[name] for name in ("unordered", "ignore") if name in members}
        request = request_of(sent | {"body": object_in(members.get("message", {}), "message")})
        return Step(request, names, follow, rpc, over, place)
    members = members_of(row, "step", required={"request"}, optional={*REQUEST_MEMBERS, *_STEP})
    method, space, path = text_in(members["request"], "request").partition(" ")
    if not space:
        raise ValueError("request is no method and path, parted by a space")
    sent = {name: value for name, value in members.items() if name in REQUEST_MEMBERS}
    request = request_of(sent | {"method": method, "path": path, "headers": {**headers}})
    return Step(request, names, follow, "", over, place)


def message_of(step: Step) -> dict[str, Json] | None:
    """The JSON object that a step sends, empty where it sends nothing; None where it is something else."""
    match step.request.content:
        case None:
            return {}
        case JsonContent(dict(value)):
            return value
    return None
