"""Draws targets, how they answer, and what they are executed for."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Final

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from .reading import ASYNC, CALL, SERVICE, WEBHOOK, Execution, HookAnswer, Shape, Target

MOST_TARGETS: Final = 4
METHODS: Final = ("AddProject", "AddProjectRole", "GetMyOrg")
SIDES: Final = ("request", "response")
FUNCTIONS: Final = ("function/preaccesstoken", "function/preuserinfo")
_OK: Final = [Shape.EMPTY, Shape.TEXT, Shape.MISFIT, Shape.NOTHING, Shape.NAME, Shape.ID]
_FORWARDED: Final = ((409, "no"), (403, "never"), (200, "odd"), (500, "worse"))


@dataclass(frozen=True, slots=True)
class Play:
    """What is executed, and the methods that are called then; none: a token is asked for."""

    executions: tuple[Execution, ...]
    methods: tuple[str, ...]


@functools.cache
def plays() -> SearchStrategy[Play]:
    """Of operations or of functions."""
    around = st.sampled_from(SIDES).flatmap(lambda side: _executions(_places(side), _answers()))
    operations = st.builds(Play, around, st.permutations(METHODS).map(tuple))
    functions = st.builds(Play, _executions(FUNCTIONS, _told()), st.just(()))
    return st.sampled_from([operations, operations, operations, functions]).flatmap(lambda chosen: chosen)


def _places(side: str) -> tuple[str, ...]:
    """Executions of the whole side are left out: they would be called for what sets the next one."""
    return tuple(f"{side}/{place}" for place in (SERVICE, *(f"{SERVICE}/{method}" for method in METHODS)))


@functools.cache
def _answers() -> SearchStrategy[HookAnswer]:
    return st.one_of(
        st.builds(HookAnswer, st.just(200), st.sampled_from(_OK)),
        st.builds(HookAnswer, st.sampled_from([400, 404, 500]), st.sampled_from(_OK)),
        st.builds(HookAnswer, st.just(200), st.just(Shape.MISFIT), st.sampled_from(_FORWARDED)),
        st.just(HookAnswer()),
    )


@functools.cache
def _told() -> SearchStrategy[HookAnswer]:
    keys = st.sampled_from(["a", "b", "urn:zitadel:iam:x"])
    claims = st.lists(st.tuples(keys, st.sampled_from([1, "x", True, [1], {"n": 1}])), max_size=3).map(tuple)
    lines = st.lists(st.sampled_from(["seen", ""]), max_size=2).map(tuple)
    return st.one_of(
        st.builds(HookAnswer, st.just(200), st.just(Shape.CLAIMS), st.none(), claims, lines),
        st.builds(HookAnswer, st.just(200), st.just(Shape.EMPTY)),
        st.builds(HookAnswer, st.just(200), st.just(Shape.TEXT)),
        st.builds(HookAnswer, st.just(500), st.just(Shape.EMPTY)),
    )


def _executions(places: tuple[str, ...], answers: SearchStrategy[HookAnswer]) -> SearchStrategy[tuple[Execution, ...]]:
    one = st.tuples(st.sampled_from([CALL, CALL, WEBHOOK, ASYNC]), st.sampled_from([True, True, False]), answers)
    targets = st.lists(one, min_size=2, max_size=MOST_TARGETS).map(_named)
    return targets.flatmap(lambda made: _bound(places, made))


def _named(told: list[tuple[str, bool, HookAnswer]]) -> tuple[Target, ...]:
    return tuple(Target(f"target{number}", *each) for number, each in enumerate(told))


def _bound(places: tuple[str, ...], targets: tuple[Target, ...]) -> SearchStrategy[tuple[Execution, ...]]:
    some = st.lists(st.sampled_from(targets), min_size=1, max_size=2, unique_by=lambda target: target.name)
    chosen = st.one_of(some, some, some, st.just([])).map(tuple)
    executions = st.dictionaries(st.sampled_from(places), chosen, min_size=2, max_size=4)
    return executions.map(lambda held: tuple(Execution(id_, each) for id_, each in held.items()))
