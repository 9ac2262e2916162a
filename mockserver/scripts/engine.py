"""Runs one script: a fresh engine, its surroundings, its limits.

The engine is QuickJS (package quickjs-ng); docs/scripts.md says why. Nothing of Python can be reached from it: what
goes in and what comes out are texts of JSON. Call `run_script` in a thread with a stack of `STACK_BYTES`.
"""

from __future__ import annotations

import contextlib
import re
import time
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from mockserver.later import Later
from mockserver.scripts.failures import TIME_UP, failure_of, place_of
from mockserver.scripts.given import given, shape
from mockserver.scripts.model import (
    MOST_S,
    Claims,
    Failure,
    Fetch,
    HttpCall,
    HttpRequest,
    MetadataSet,
    Run,
    Script,
    Seen,
    Unwritable,
)
from mockserver.scripts.stubs import DENIED
from mockserver.scripts.told import Ended, Said, Told

if TYPE_CHECKING:
    import quickjs
else:
    quickjs = Later("quickjs")

TOP_LEVEL_S = 5.0
MEMORY_BYTES = 256 << 20
"""The real server has no such limit."""
STACK_BYTES = 256 << 20
"""Of a thread that runs scripts; what is not used is never taken from the machine. 100,000 calls deep takes 200 MB."""
_RESERVE_BYTES = 8 << 20
_TOLD_S = 5.0
"""For telling what a run did; getters of values that were pushed run then."""
_MOST_CALLS = 100
"""Of `fetch`, in one run; the real server has no such limit."""
_MOST_ANEW = 3
"""How many times its limit a run may take in all, as it begins anew with each answer."""
_MOST_HASTE = 64.0

_DIFFERS = re.compile(
    r"\b(?:eval|async|import)\b|\bfor\s+await\b|<!--|-->|\(\?<[^=!]|\\[pPk][{<]|/[a-z]{0,8}[dv][a-z]{0,8}(?![\w(])|^\s*#!|\bthrow\s+(?!new\b)"
)
"""What may be something that the real server's engine reads differently; the tokens are looked at only then.

There are eight flags, and each stands once. Without a bound a long word behind a slash would be looked at anew from
each of its letters.
"""


_FAILED = "ᐅ"
"""What the surroundings put before the text of an error."""


class _Thrown(Exception):
    """What a script threw: its text, and its stack."""


class _TooEarly(Exception):
    """The engine stopped a script before its time: it looks at the clock of the process, where all threads count."""


class _Try:
    """One engine with one script; `fetch` makes it necessary to try again, with the answer at hand."""

    def __init__(self, script: Script, seen: Seen, given: bytes) -> None:
        self._context = quickjs.Context()
        self._context.set_memory_limit(MEMORY_BYTES)
        self._context.set_max_stack_size(STACK_BYTES - _RESERVE_BYTES)
        self._made = self._context.eval(_source("prelude"))(*_parts())
        self._host("shape", shape(seen.trigger))
        self._host("begin", given.decode())
        self._script = script

    def run(self, function_s: float, haste: float) -> Failure | None:
        """Run the top level, then the function, each with its promises.

        Args:
            function_s: seconds for the function.
            haste: how much faster than the wall's the processor's clock goes, which the engine looks at.
        """
        failure = self._part(self._top_level, min(TOP_LEVEL_S, function_s), haste)
        return failure or self._part(self._call, function_s, haste)

    def told(self, haste: float) -> Told:
        self._context.set_time_limit(_TOLD_S * haste)
        return msgspec.json.decode(self._host("told"), type=Told)

    def _host(self, name: str, *arguments: Any) -> Any:
        """Ask the surroundings for something.

        Raises: _Thrown: the script threw something meanwhile; quickjs.JSException: it was ended.
        """
        said = self._made(name, *arguments)
        if isinstance(said, str) and said.startswith(_FAILED):
            raise _Thrown(said[1:])
        return said

    def _part(self, part: Any, limit_s: float, haste: float) -> Failure | None:
        self._context.set_time_limit(limit_s * haste)
        failure, begun = None, time.monotonic()
        try:
            self._host("until", limit_s * 1000)
            said = part()
            failure = said
            if time.monotonic() - begun > limit_s:
                failure = Failure(message=TIME_UP)
        except (_Thrown, quickjs.JSException) as error:
            # Without memory there is no error, either.
            gone = isinstance(error, quickjs.JSException) and str(error).startswith("null")
            failure = self._failure("InternalError: out of memory" if gone else str(error))
            if failure.message == TIME_UP and time.monotonic() - begun < limit_s and haste < _MOST_HASTE:
                raise _TooEarly from error
        self._settle_promises(begun + limit_s)
        return failure

    def _failure(self, text: str) -> Failure:
        """Why a part failed, with the place of what was thrown without a stack, as far as it is known."""
        failure = failure_of(text)
        lines = self._script.source.split("\n")
        if failure.line > len(lines):
            # Of a script that ends too early: what stands behind it is not its author's.
            failure = replace(failure, line=len(lines), column=len(lines[-1]) + 1)
        if failure.line or failure.message == TIME_UP:
            return failure
        thrown: str = self._host("thrown")
        _, _, stack = thrown.partition("\n")
        if not stack:
            return failure
        placed = replace(failure, **place_of(stack))
        # What notes the place stands behind the word that throws.
        return replace(placed, column=max(placed.column - len("throw "), 1))

    def _top_level(self) -> Failure | None:
        source = self._script.source.removeprefix("\ufeff")
        if _differs(source) or _may_be_in_block(source, self._script.name):
            self._host("narrowing", self._context.eval(_source("narrow")))
        self._host("top", source)
        return None

    def _call(self) -> Failure | None:
        text: str = self._host("call")
        if not text:
            return None
        said = msgspec.json.decode(text, type=Said)
        return Failure(message=said.message, real=said.real)

    def _settle_promises(self, end: float) -> None:
        """Run what promises wait for; whatever fails there, running out of time included, is nobody's business.

        Args:
            end: on the clock of `time.monotonic`, when no further one is run.
        """
        with contextlib.suppress(_Thrown, quickjs.JSException):
            self._host("settle")
        while time.monotonic() < end:
            try:
                if not self._context.execute_pending_job():
                    return
            except quickjs.JSException:
                continue


def run_script(script: Script, seen: Seen, fetch: Fetch | None = None) -> Run:
    """Run a script; whatever it does or fails to do ends in the `Run`.

    Args:
        fetch: how calls are made; None where the host of each is denied.
    """
    begun = time.monotonic()
    limit_s = script.timeout_s if 0 < script.timeout_s <= MOST_S else MOST_S
    answers: list[HttpCall] = []
    waited_s, haste = 0.0, 1.0
    while True:
        tried = _Try(script, seen, given(script, seen, answers))
        try:
            failure = tried.run(max(limit_s - waited_s, 0.001), haste)
        except _TooEarly:
            haste *= 2
            continue
        try:
            told = tried.told(haste)
        except (_Thrown, quickjs.JSException, msgspec.MsgspecError, RecursionError) as error:
            # No memory is left, or the script broke what is around it: nothing can be said of what it did.
            told = Told([], [], [], [])
            failure = failure or failure_of(str(error))
        if told.need is not None:
            if time.monotonic() - begun > _MOST_ANEW * limit_s:
                told.ended = Ended(message=TIME_UP)
                break
            asked = time.monotonic()
            answers.append(_answer(told.need["request"], fetch, limit_s - waited_s, len(answers)))
            waited_s += time.monotonic() - asked
            continue
        break
    if told.ended is not None:
        failure = Failure(
            message=TIME_UP if told.ended.kind == "timeout" else told.ended.message,
            answer=told.ended.answer,
            line=failure.line if failure else 0,
            column=failure.column if failure else 0,
            real=told.ended.message,
        )
    if failure is not None and failure.message == TIME_UP:
        failure = replace(failure, real=f"interrupt at {script.name} (<eval>:{failure.line}:{failure.column}(0))")
    return Run(
        action=script.name,
        took_ms=round((time.monotonic() - begun) * 1000, 3),
        failure=failure,
        allowed_to_fail=script.allowed_to_fail,
        claims={claim["key"]: _claim(claim) for claim in told.claims},
        logs=told.logs,
        lines=told.lines,
        metadata=[MetadataSet(entry["key"], entry["json"].encode()) for entry in told.metadata],
        calls=answers,
        sets=told.sets,
        # Where the function was not called, the lists are as they were.
        listed=told.listed if told.listed is not None else list(seen.metadata),
        grants=told.grants if told.grants is not None else list(seen.grants),
        attributes=told.attributes,
    )


def _answer(request: dict[str, Any], fetch: Fetch | None, left_s: float, made: int) -> HttpCall:
    """The answer to a call, behind so many others."""
    if made >= _MOST_CALLS:
        error = f"a run can make {_MOST_CALLS} calls here, and not more"
        return HttpCall(method=request["method"], url=request["url"], error=error)
    if fetch is None:
        return HttpCall(method=request["method"], url=request["url"], error=DENIED, denied=True)
    headers = tuple((name, value) for name, value in request["headers"])
    return fetch(
        HttpRequest(method=request["method"], url=request["url"], headers=headers, body=request["body"]), left_s
    )


def _claim(claim: dict[str, str]) -> Any:
    """A claim's value; one that is nested too deeply to be read is taken for one that cannot be written."""
    if "unwritable" in claim:
        return Unwritable(claim["unwritable"])
    try:
        return msgspec.json.decode(claim["json"])
    except (RecursionError, msgspec.DecodeError) as error:
        return Unwritable(str(error))


def _differs(source: str) -> bool:
    return _DIFFERS.search(source) is not None


def _may_be_in_block(source: str, name: str) -> bool:
    """Whether the function may be declared in a block, where nothing outside finds it."""
    place = source.find(f"function {name}")
    return place > 0 and "{" in source[:place] and f"\nfunction {name}" not in source


_PARTS = (
    "fields",
    "instants",
    "language",
    "logins",
    "metadata",
    "modules",
    "patterns",
    "requiring",
    "saying",
    "uuid",
    "values",
)
"""What the prelude reads when it is first asked for, in the order of its parameters."""


@cache
def _parts() -> tuple[str, ...]:
    return tuple(_source(f"parts/{name}") for name in _PARTS)


@cache
def _source(name: str) -> str:
    return (Path(__file__).parent / f"{name}.js").read_text(encoding="utf-8")


def taken_of(claims: Claims) -> list[str]:
    """The keys that a script cannot set again: those whose value is not null."""
    return [key for key, value in claims.items() if value is not None]
