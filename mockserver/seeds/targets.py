"""Targets and executions of a state file."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence

from mockserver.access import keys
from mockserver.domain import executions as decide_executions
from mockserver.domain import targets as decide
from mockserver.domain.executions import Condition, Of, Part, condition_of
from mockserver.domain.ids import Nanoseconds, TargetId
from mockserver.domain.rows.targets import EXECUTIONS, Target, TargetKind
from mockserver.domain.text import unique_name
from mockserver.errors.problem import Refused
from mockserver.operations.offered_conditions import offered_conditions
from mockserver.seeds import model
from mockserver.seeds.contract import Check
from mockserver.seeds.problems import Place, Unusable
from mockserver.seeds.recorder import Recorder, deciding
from mockserver.spec.wellknown import parse_duration

_KINDS: Mapping[str, tuple[TargetKind, str]] = {
    "webhook": (TargetKind.WEBHOOK, "restWebhook"),
    "call": (TargetKind.CALL, "restCall"),
    "async": (TargetKind.ASYNC, "restAsync"),
}
"""By type, the kind of target and the field of the request that asks for it."""
_FORMS = (
    "function/NAME, event/TYPE, event/GROUP.*, request/SERVICE/METHOD, request/SERVICE or request; response likewise"
)


def add_target(recorder: Recorder, check: Check, seed: model.Target, place: Place) -> None:
    """Add a target to the instance.

    Raises: Unusable.
    """
    kind, field = _KINDS[seed.type]
    timeout = parse_duration(seed.timeout)
    if timeout is None:
        raise Unusable((*place, "timeout"), "is no span of time", 'write seconds with an s, such as "10s"')
    fields = {"name": seed.name, "timeout": seed.timeout, "endpoint": seed.endpoint}
    asked = {name: (name, value) for name, value in fields.items()}
    check("zitadel.action.v2.CreateTargetRequest", place, asked | {field: ("type", seed.type)})
    if kind is TargetKind.ASYNC and seed.interrupt_on_error:
        at = (*place, "interrupt_on_error")
        raise Unusable(at, "nobody waits for a target of type async", "leave it out, or choose another type")
    target = Target(
        id=TargetId(recorder.id_of(seed.id, "target", place)),
        name=seed.name,
        target_kind=kind,
        endpoint=seed.endpoint,
        timeout=Nanoseconds(timeout),
        interrupt_on_error=seed.interrupt_on_error,
        signing_key=seed.signing_key or keys.new_signing_key(recorder.instance.randomness),
    )
    with deciding(place):
        recorder.record(decide.add_target(recorder.state, target))


def set_execution(recorder: Recorder, condition: str, targets: tuple[str, ...], place: Place) -> None:
    """Set which targets a condition calls; they are given by name, or by id; comes after all targets, rows too.

    Raises: Unusable.
    """
    state = recorder.state
    asked = _condition(condition, place)
    try:
        decide_executions.require_offered(asked, offered_conditions())
    except Refused:
        likely = difflib.get_close_matches(asked.name, _names(asked.part), 1)
        fix = f"did you mean {asked.of.value}/{likely[0].removeprefix('/')}?" if likely else f"write {_FORMS}"
        raise Unusable(place, f"there is no {asked.part.value} {asked.name}", fix) from None
    if condition in state.executions:
        raise Unusable(place, "rows.executions sets this condition too", "keep one of the two")
    if not targets:
        raise Unusable(place, "calls no target", "name one, or leave the condition out")
    ids: list[str] = []
    for index, name in enumerate(targets):
        found = state.targets.holder(unique_name(name)) or state.targets.get(TargetId(name))
        if found is None:
            raise Unusable((*place, index), f"there is no target named {name}", "add it under targets, or correct it")
        if found.id in ids:
            raise Unusable((*place, index), f"{name} stands here twice", "name each target once")
        ids.append(found.id)
    with deciding(place):
        recorder.record(*decide_executions.set_execution(state, asked, ids)[1])


def require_readable(seed: model.Seed) -> None:
    """Refuse rows of executions whose id is that of no condition: nothing could show them.

    Raises: Unusable.
    """
    for index, row in enumerate(seed.rows.get(EXECUTIONS.name, ())):
        _condition(row.id, ("rows", EXECUTIONS.name, index, "id"))


def _names(part: Part) -> Sequence[str]:
    """What a part of conditions can name."""
    offered = offered_conditions()
    of = {Part.METHOD: offered.methods, Part.SERVICE: offered.services, Part.FUNCTION: offered.functions}
    return of.get(part, offered.events)


def _condition(text: str, place: Place) -> Condition:
    """The condition that has an id.

    Raises: Unusable.
    """
    try:
        condition = condition_of(text)
    except ValueError:
        raise Unusable(place, f"{text} is no condition", f"write {_FORMS}") from None
    if condition.id != text or (condition.of is Of.FUNCTION and condition.part is Part.ALL):
        raise Unusable(place, f"{text} is no condition", f"write {_FORMS}")
    return condition
