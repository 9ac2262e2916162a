"""What scripts do, read as the facts have it, without an engine.

Source: recordings/runs-claim-keys.jsonl, runs-claim-values.jsonl, runs-failures.jsonl, runs-failing-chain.jsonl,
runs-functions.jsonl, runs-order.jsonl, runs-set-metadata.jsonl.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from .language import (
    AppendLog,
    CopyClaim,
    CountMetadata,
    Flaw,
    If,
    Later,
    Log,
    Promised,
    Repeat,
    Return,
    Script,
    SetClaim,
    SetMetadata,
    Statement,
    Throw,
    Try,
)
from .values import UNWRITABLE

Claimed: TypeAlias = tuple[str, Any]
RESERVED: Final = "urn:zitadel:iam"
FAILED: Final = [500, "server_error", "Errors.Internal"]
"""What the token endpoint and userinfo answer where a script failed that may not."""
NO_KEY: Final = [400, "invalid_request", "Errors.Metadata.Invalid"]
"""The same where it was metadata without a key."""


class Unknown(Exception):
    """No fact says what becomes of this."""


@dataclass(frozen=True, slots=True)
class Action:
    """An action as it is bound."""

    name: str
    script: Script
    allowed_to_fail: bool = False
    active: bool = True


@dataclass(slots=True)
class Run:
    """What one action did."""

    action: str
    outcome: str = "succeeded"
    logs: list[str] = field(default_factory=list)
    lines: list[list[str]] = field(default_factory=list)
    answer: list[Any] = field(default_factory=list)
    """What the caller is answered where it ended the trigger; else empty."""

    @property
    def told(self) -> list[Any]:
        """As `looks.runs` tells it."""
        return [self.action, self.outcome, self.logs, self.lines]


@dataclass(slots=True)
class Triggered:
    """What the actions of a trigger left."""

    claims: dict[str, Any] = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)

    @property
    def answer(self) -> list[Any]:
        """What the caller is answered where it failed; else empty."""
        return self.runs[-1].answer if self.runs else []

    @property
    def is_writable(self) -> bool:
        """Whether all claims can be written."""
        return UNWRITABLE not in self.claims.values()


class _Thrown(Exception):
    """What a script throws."""


class _Ended(Exception):
    """The function has returned; with a value where that is a failure."""

    def __init__(self, *, fails: bool) -> None:
        super().__init__()
        self.fails = fails


class _EndedByHost(Exception):
    """A function of the host ended the run, past every `catch`."""

    def __init__(self, answer: list[Any]) -> None:
        super().__init__()
        self.answer = answer


def triggered(actions: Sequence[Action], metadata: dict[str, Any], seen: int) -> Triggered:
    """Run the actions of a trigger for a user.

    Args:
        metadata: that of the user, to which is written what scripts set.
        seen: how many entries the user had when the request came, which is all that its scripts see.

    Raises: Unknown.
    """
    left = Triggered()
    for action in actions:
        if not action.active:
            continue
        if not left.is_writable:
            # The real server breaks down here, and closes the connection.
            raise Unknown
        run = _Reading(action, left.claims, metadata, seen).run()
        left.runs.append(run)
        if run.logs:
            left.claims[f"{RESERVED}:action:{action.name}:log"] = run.logs
        if run.answer:
            break
    return left


class _Reading:
    """One action of a trigger."""

    def __init__(self, action: Action, claims: dict[str, Any], metadata: dict[str, Any], count: int) -> None:
        self._action = action
        self._before = copy.deepcopy(claims)
        self._claims = claims
        self._metadata = metadata
        self._count = count
        self._promised: list[Promised] = []
        self._run = Run(action.name)

    def run(self) -> Run:
        """Run it to its end."""
        failure: list[Any] = []
        if self._action.script.flaw is not Flaw.NONE:
            failure = FAILED
        else:
            try:
                self._do(self._action.script.body, ())
            except _Thrown:
                failure = FAILED
            except _Ended as ended:
                failure = FAILED if ended.fails else []
            except _EndedByHost as ended:
                failure = ended.answer
        if self._promised and failure:
            raise Unknown
        for promised in self._promised:
            if self._claims.get(promised.key.text) is not None:
                # Whether the log is told as a claim by then is not recorded.
                raise Unknown
            self._set(promised.key.text, promised.value.json)
        if failure:
            self._run.outcome = "allowed to fail" if self._action.allowed_to_fail else "failed"
            self._run.answer = [] if self._action.allowed_to_fail else failure
        return self._run

    def _do(self, body: Sequence[Statement], numbers: tuple[int, ...]) -> None:
        for statement in body:
            self._take(statement, numbers)

    def _take(self, statement: Statement, numbers: tuple[int, ...]) -> None:
        match statement:
            case Throw():
                raise _Thrown
            case Return(_, fails):
                raise _Ended(fails=fails)
            case If(_, holds, then, otherwise):
                self._do(then if holds else otherwise, numbers)
            case Repeat(times, body):
                for number in range(times):
                    self._do(body, (*numbers, number))
            case Try(body, caught):
                try:
                    self._do(body, numbers)
                except _Thrown:
                    self._do(caught, numbers)
            case Promised():
                self._promised.append(statement)
            case AppendLog(line):
                self._run.logs.append(line.text)
            case SetMetadata(key, value):
                self._set_metadata(key, value.json)
            case Log(level, text):
                # The journal keeps `debug` apart, which the real server's log has as `info`.
                self._run.lines.append(["info" if level == "log" else level, text])
            case _:
                self._set(*self._claimed(statement, numbers))

    def _claimed(self, statement: SetClaim | Later | CopyClaim | CountMetadata, numbers: tuple[int, ...]) -> Claimed:
        """The key and the value of a claim."""
        match statement:
            case SetClaim(_, key, value, numbered):
                return f"{key.text}{numbers[-1]}" if numbered else key.text, value.json
            case Later(key):
                return key.text, {"n": 1}
            case CopyClaim(key, of):
                return key.text, _read_back(self._before.get(of))
            case CountMetadata(key):
                return key.text, self._count

    def _set(self, key: str, value: Any) -> None:
        if key.startswith(RESERVED):
            return
        if self._claims.get(key) is not None:
            self._run.logs.append(f"key {quoted(key)} already exists")
            return
        self._claims[key] = value

    def _set_metadata(self, key: str, value: Any) -> None:
        if not key:
            raise _EndedByHost(NO_KEY)
        if value is UNWRITABLE:
            raise _EndedByHost(FAILED)
        self._metadata[key] = value


def quoted(text: str) -> str:
    """A text as Go's `%q` has it, for the keys that are tried. Source: recordings/runs-claim-keys.jsonl:30."""
    return json.dumps(text, ensure_ascii=False)


def _read_back(value: Any) -> Any:
    """A claim as a script reads it: numbers of JavaScript. Raises: Unknown."""
    if isinstance(value, int) and abs(value) > 2**53:
        raise Unknown
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            _read_back(item)
    return value
