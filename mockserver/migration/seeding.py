"""A plan as a state file: what takes the place of scripts, in place of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from mockserver import seeds
from mockserver.domain.rows.targets import EXECUTIONS, TARGETS
from mockserver.domain.text import unique_name
from mockserver.migration.calls import target_message
from mockserver.migration.model import CannotMigrate
from mockserver.migration.planning import Plan
from mockserver.seeds import model
from mockserver.seeds.contract import contract
from mockserver.seeds.exporting import dumps
from mockserver.settings import Settings

_Flows = Mapping[str, Mapping[str, model.Bound]]


@dataclass(frozen=True, slots=True)
class _Existing:
    """What a file says of executions already: names or ids of targets by condition, and the rows that remain."""

    called: Mapping[str, tuple[str, ...]]
    rows: dict[str, tuple[Any, ...]]


def state_file(plan: Plan, endpoint: str, key: str, source: Path | None) -> str:
    """The text of a state file with the targets and executions of a plan.

    Of a file all else stays, scripts inline, but for the triggers that are carried over. They are empty, as scripts
    would else run before the targets. Of a server it holds targets and executions alone.

    Args:
        endpoint: the address of the receiver, without a path.
        key: the signing key of all targets.
        source: the file that was read, if it was one.

    Raises: CannotMigrate where it could not be served, as a target has the name of another.
    """
    try:
        document = seeds.load(source) if source is not None else seeds.Document(model.Seed())
        seed = _carried(document.seed, plan, endpoint, key)
        text = "\n".join(_head(plan, key, of_server=source is None)) + "\n" + dumps(seed)
        seeds.build(seeds.loads(text, "the state that would take its place"), Settings())
    except seeds.SeedError as error:
        raise CannotMigrate(str(error)) from None
    return text


def _carried(seed: model.Seed, plan: Plan, endpoint: str, key: str) -> model.Seed:
    messages = [target_message(target, endpoint) for target in plan.targets]
    targets = tuple(
        model.Target(
            name=message["name"],
            endpoint=message["endpoint"],
            type="call",
            timeout=message["timeout"],
            interrupt_on_error=message["restCall"]["interruptOnError"],
            signing_key=key,
        )
        for message in messages
    )
    planned = {each.condition: tuple(target.name for target in each.targets) for each in plan.executions}
    existing = _existing(seed, planned)
    executions = {**seed.executions}
    for condition, names in planned.items():
        executions[condition] = names + existing.called.get(condition, ())
    return msgspec.structs.replace(
        seed,
        organisations=tuple(_without_carried(each, plan) for each in seed.organisations),
        targets=seed.targets + targets,
        executions=executions,
        rows=existing.rows,
    )


def _existing(seed: model.Seed, planned: Mapping[str, tuple[str, ...]]) -> _Existing:
    called = {condition: seed.executions[condition] for condition in planned if condition in seed.executions}
    there = {row.id for row in seed.rows.get(TARGETS.name, ())} | {target.id for target in seed.targets}
    rows = seed.rows.get(EXECUTIONS.name, ())
    for row in rows:
        if row.id in planned:
            called[row.id] = tuple(target for target in row.targets if target in there)
    left = tuple(row for row in rows if row.id not in planned)
    others = {name: of for name, of in seed.rows.items() if name != EXECUTIONS.name}
    return _Existing(called, {**others, EXECUTIONS.name: left} if left else others)


def _without_carried(organisation: model.Organisation, plan: Plan) -> model.Organisation:
    """An organisation with the id that webhooks know, without what is bound to the triggers that are carried over."""
    name = unique_name(organisation.name.strip())
    read = next((each for each in plan.organisations if unique_name(each.name) == name), None)
    if read is None:
        return organisation
    carried = {(of.flow, of.trigger) for of, _ in read.running()}
    flows = {
        flow: {trigger: bound for trigger, bound in triggers.items() if _ids(flow, trigger) not in carried}
        for flow, triggers in organisation.flows.items()
    }
    return msgspec.structs.replace(organisation, id=read.id, flows={flow: left for flow, left in flows.items() if left})


def _ids(flow: str, trigger: str) -> tuple[str, str]:
    """The ids of a flow and a trigger that a file names; it was served, so that there are such."""
    row = contract().flow(flow)
    of = None if row is None else contract().trigger(row, trigger)
    return ("", "") if row is None or of is None else (row.id, of.id)


def _head(plan: Plan, key: str, *, of_server: bool) -> Iterator[str]:
    yield "# Targets and executions in place of scripts: zitadel-mock serve --state FILE"
    yield f"# All targets sign with one key: SIGNING_KEY={key} node server.js"
    if of_server:
        for execution in plan.executions:
            for kept in execution.kept:
                yield f"# {execution.condition} calls target {kept} too, which is not part of this file."
