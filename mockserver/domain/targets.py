"""Decisions on targets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from mockserver.domain.events import RowAdded
from mockserver.domain.ids import Nanoseconds, TargetId
from mockserver.domain.rows.targets import TARGETS, Target, TargetKind
from mockserver.domain.state import InstanceState
from mockserver.domain.urls import UnreadableUrl, parse_url
from mockserver.domain.verbs import Events, add, change, remove, require
from mockserver.errors.catalogue import (
    NEW_TARGET_ENDPOINT_INVALID,
    NEW_TARGET_WITHOUT_TIMEOUT,
    TARGET_ALREADY_EXISTS,
    TARGET_ENDPOINT_INVALID,
    TARGET_TO_CHANGE_NOT_FOUND,
    TARGET_WITHOUT_TIMEOUT,
)
from mockserver.errors.problem import Problem, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetChange:
    """What is to be another; None stays as it is.

    Attributes:
        interrupt_on_error: given with `target_kind`.
        signing_key: a new one.
    """

    name: str | None = None
    target_kind: TargetKind | None = None
    interrupt_on_error: bool = False
    endpoint: str | None = None
    timeout: Nanoseconds | None = None
    signing_key: str | None = None


def add_target(state: InstanceState, target: Target) -> RowAdded:
    """Add a target.

    Raises: NEW_TARGET_WITHOUT_TIMEOUT, NEW_TARGET_ENDPOINT_INVALID, NUL_IN_TEXT, TARGET_ALREADY_EXISTS.
    Source: recordings/actions-v2-targets.jsonl.
    """
    _require(target.timeout, target.endpoint, NEW_TARGET_WITHOUT_TIMEOUT, NEW_TARGET_ENDPOINT_INVALID)
    return add(state, TARGETS, target, name="target.added", taken=TARGET_ALREADY_EXISTS)


def change_target(state: InstanceState, target: TargetId, asked: TargetChange) -> tuple[Target, Events]:
    """Change a target; returns it as it was, with no events where nothing is new.

    What an update asks of `interrupt_on_error` is compared with what the last update set, and with false before the
    first one: whatever the creation said. Another kind always sets it.

    Raises: TARGET_WITHOUT_TIMEOUT, TARGET_ENDPOINT_INVALID, TARGET_TO_CHANGE_NOT_FOUND, NUL_IN_TEXT,
        TARGET_ALREADY_EXISTS.
    Source: recordings/actions-v2-targets.jsonl; that a change of the kind sets it where it is false too is assumed
        where the creation said true.
    """
    _require(asked.timeout, asked.endpoint, TARGET_WITHOUT_TIMEOUT, TARGET_ENDPOINT_INVALID)
    before = require(state.targets.get(target), TARGET_TO_CHANGE_NOT_FOUND)
    said: dict[str, Any] = {
        name: value
        for name in ("name", "target_kind", "endpoint", "timeout", "signing_key")
        if (value := getattr(asked, name)) is not None
    }
    kind, interrupts = asked.target_kind, asked.interrupt_on_error
    if kind is not None and (kind != before.target_kind or interrupts != before.interrupt_written):
        said.update(interrupt_on_error=interrupts, interrupt_written=interrupts)
    after = replace(before, **said)
    return before, change(state, TARGETS, before, after, name="target.changed", taken=TARGET_ALREADY_EXISTS)


def remove_target(state: InstanceState, target: TargetId) -> tuple[Target, Events] | None:
    """Remove a target; no events for one that was removed before, None for one that never was.

    Source: recordings/actions-v2-targets.jsonl.
    """
    row = state.targets.get(target)
    if row is not None:
        return row, (remove(TARGETS, row, name="target.removed"),)
    before = state.targets.removed.get(target)
    return None if before is None else (before, ())


def _require(timeout: Nanoseconds | None, endpoint: str | None, no_timeout: Problem, unusable: Problem) -> None:
    """Refuse a timeout of nothing and an endpoint that is no URL, as far as they are given.

    Raises: `no_timeout`, `unusable`.
    """
    if timeout == 0:
        raise Refused(no_timeout)
    if endpoint is not None:
        try:
            parse_url(endpoint)
        except UnreadableUrl:
            raise Refused(unusable) from None
