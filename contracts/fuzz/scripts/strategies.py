"""Draws scripts, and which of them are bound to which triggers."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Final

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

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
from .reading import Action
from .values import Text, as_text, claims, keys, plain

NAMES: Final = ("first", "second", "third")
_NUMBERED: Final = Text("'k'", "k")
_CONDITIONS: Final = (
    ("1 < 2", True),
    ("'b' < 'a'", False),
    ("[] == false", True),
    ("null ?? true", True),
    ("typeof ctx.v1 === 'object'", True),
    ("ctx.v1.claims.missing !== undefined", False),
    ("0 || ''", False),
)
_RETURNS: Final = (Return("undefined", False), Return("null", False), Return("false", True), Return("{a: 1}", True))


@dataclass(frozen=True, slots=True)
class Play:
    """Actions, and for each whether it is bound to triggers 5 and 4, in their order."""

    actions: tuple[Action, ...]
    access: tuple[bool, ...]
    identity: tuple[bool, ...]

    def bound(self, which: tuple[bool, ...]) -> list[Action]:
        """The actions of a trigger."""
        return [action for action, bound in zip(self.actions, which, strict=True) if bound]


@functools.cache
def plays() -> SearchStrategy[Play]:
    """One to three actions."""
    return st.integers(1, len(NAMES)).flatmap(_of)


@functools.cache
def _of(count: int) -> SearchStrategy[Play]:
    bound = st.tuples(*[st.sampled_from([True, True, False])] * count)
    actions = st.tuples(*(_action(name) for name in NAMES[:count]))
    return st.builds(Play, actions, bound, bound)


@functools.cache
def _action(name: str) -> SearchStrategy[Action]:
    flaws = st.sampled_from([Flaw.NONE] * 20 + [Flaw.SYNTAX, Flaw.NAME, Flaw.TOP])
    scripts = st.builds(Script, st.lists(_statement(2, looped=False), max_size=5).map(tuple), flaws)
    active = st.sampled_from([True] * 5 + [False])
    return st.builds(Action, st.just(name), scripts, st.booleans(), active)


@functools.cache
def _statement(depth: int, *, looped: bool) -> SearchStrategy[Statement]:
    through = st.sampled_from(["claims", "userinfo"])
    simple: list[SearchStrategy[Statement]] = [
        *[st.builds(SetClaim, through, keys(), claims())] * 4,
        *[st.builds(AppendLog, as_text())] * 2,
        *[st.builds(SetMetadata, st.sampled_from(["m", "n", "m", "n", ""]), plain())] * 2,
        st.builds(Log, st.sampled_from(["log", "info", "debug", "warn", "error"]), st.sampled_from(["seen", "done"])),
        st.builds(Later, keys()),
        st.builds(CopyClaim, keys(), st.sampled_from(["a", "b", "missing"])),
        st.builds(CountMetadata, keys()),
        st.builds(Promised, keys(), plain()),
        *[st.builds(Throw, plain())] * 2,
        st.sampled_from(_RETURNS),
    ]
    if looped:
        simple.append(st.builds(SetClaim, through, st.just(_NUMBERED), claims(), st.just(True)))
    if not depth:
        return st.one_of(simple)
    inner = st.lists(_statement(depth - 1, looped=looped), max_size=2).map(tuple)
    in_loop = st.lists(_statement(depth - 1, looped=True), max_size=2).map(tuple)
    conditions = st.sampled_from(_CONDITIONS)
    nested: list[SearchStrategy[Statement]] = [
        st.builds(_if, conditions, inner, inner),
        st.builds(Repeat, st.integers(0, 3), in_loop),
        st.builds(Try, inner, inner),
    ]
    return st.one_of([*simple, *nested])


def _if(known: tuple[str, bool], then: tuple[Statement, ...], otherwise: tuple[Statement, ...]) -> If:
    condition, holds = known
    return If(condition, holds, then, otherwise)
