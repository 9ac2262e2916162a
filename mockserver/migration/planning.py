"""Which targets and executions take the place of an organisation's actions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mockserver.migration.model import Action, Organisation
from mockserver.migration.uses import Use, uses_of
from mockserver.scripts.counterparts import SUCCESSORS, Successor, Way
from mockserver.scripts.lint.finding import Finding, Level
from mockserver.scripts.lint.linting import lint
from mockserver.scripts.model import MOST_S
from mockserver.scripts.tables import Trigger

_NO_WORD = re.compile(r"[^A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class PlannedTarget:
    """The target that takes the place of an action.

    Attributes:
        path: of its webhook, below the address of the receiver.
        uses: by trigger, what its script asks for.
        wrong: what fails with the script, or has no effect, in v1 too.
    """

    organisation: Organisation
    action: Action
    path: str
    triggers: tuple[Trigger, ...]
    uses: dict[tuple[str, str], list[Use]]
    wrong: tuple[Finding, ...] = ()

    @property
    def name(self) -> str:
        """Unique in the instance, as targets' names are."""
        return f"{self.organisation.name}: {self.action.name}"

    @property
    def timeout_s(self) -> float:
        """Seconds: those that v1 gave the function."""
        return min(self.action.timeout_s, MOST_S) or MOST_S

    @property
    def interrupt_on_error(self) -> bool:
        """Whether a failure is one of what it was called for."""
        return not self.action.allowed_to_fail

    @property
    def left(self) -> list[Use]:
        """What its script asks for that has no counterpart."""
        return self._used(Way.NOTHING)

    @property
    def by_api(self) -> list[Use]:
        """What its script asks for that the receiver asks of ZITADEL."""
        return self._used(Way.BY_API)

    def _used(self, way: Way) -> list[Use]:
        found = {use.what: use for uses in self.uses.values() for use in uses if use.counterpart.way is way}
        return sorted(found.values())


@dataclass(frozen=True, slots=True)
class PlannedExecution:
    """An execution: of a condition, its targets in order.

    Attributes:
        kept: ids of targets that it has already, which are called behind the others as they were behind the scripts.
    """

    condition: str
    targets: tuple[PlannedTarget, ...]
    triggers: tuple[Trigger, ...]
    kept: tuple[str, ...] = ()

    @property
    def successors(self) -> list[Successor]:
        """What is known of the triggers whose place it takes."""
        return [SUCCESSORS[each.flow, each.trigger] for each in self.triggers]


@dataclass(frozen=True, slots=True)
class Plan:
    """All of it; `notes` is what is different for all, `dropped` which actions are not carried over, and why."""

    organisations: Sequence[Organisation]
    targets: Sequence[PlannedTarget]
    executions: Sequence[PlannedExecution]
    dropped: Sequence[str]
    notes: Sequence[str]


def plan_of(organisations: Sequence[Organisation], executions: Mapping[str, Sequence[str]] | None = None) -> Plan:
    """What takes the place of the actions of organisations, which share an instance.

    Args:
        executions: by condition, the ids of the targets that there are; None where nobody knows.

    Raises: ModuleNotFoundError where the extra `lint` is not installed.
    """
    targets: list[PlannedTarget] = []
    for organisation in organisations:
        targets += _targets(organisation, {each.path for each in targets})
    planned = []
    for condition in dict.fromkeys(_conditions(targets)):
        called: dict[str, PlannedTarget] = {}
        triggers: dict[str, Trigger] = {}
        for organisation in organisations:
            for trigger, actions in organisation.running():
                if condition not in SUCCESSORS[trigger.flow, trigger.trigger].conditions:
                    continue
                triggers[trigger.flow] = trigger
                ids = [action.id for action in actions]
                own = [target for target in targets if target.organisation is organisation and target.action.id in ids]
                called |= {each.path: each for each in sorted(own, key=lambda each: ids.index(each.action.id))}
        kept = tuple((executions or {}).get(condition, ()))
        planned.append(PlannedExecution(condition, tuple(called.values()), tuple(triggers.values()), kept))
    notes = list(_notes(targets, are_known=executions is not None))
    return Plan(organisations, targets, planned, list(_dropped(organisations)), notes)


def _targets(organisation: Organisation, taken: Iterable[str]) -> list[PlannedTarget]:
    bound: dict[str, list[Trigger]] = {}
    for trigger, actions in organisation.running():
        for action in actions:
            bound.setdefault(action.id, []).append(trigger)
    found: list[PlannedTarget] = []
    for id_, triggers in bound.items():
        action = organisation.actions[id_]
        path = _path(organisation, action, {*taken, *(each.path for each in found)})
        uses = {(of.flow, of.trigger): uses_of(action.script, action.name, of) for of in triggers}
        found.append(PlannedTarget(organisation, action, path, tuple(triggers), uses, _wrong(action, triggers)))
    return found


def _wrong(action: Action, triggers: Iterable[Trigger]) -> tuple[Finding, ...]:
    found = {finding for of in triggers for finding in lint(action.script, action.name, of)}
    return tuple(sorted(finding for finding in found if finding.level is Level.ERROR))


def _path(organisation: Organisation, action: Action, taken: Iterable[str]) -> str:
    path = f"/{_word(organisation.name) or organisation.id}/{_word(action.name) or action.id}"
    return f"{path}-{action.id}" if path in taken else path


def _word(text: str) -> str:
    return _NO_WORD.sub("-", text).strip("-")[:80]


def _conditions(targets: Iterable[PlannedTarget]) -> Iterator[str]:
    triggers = {(of.flow, of.trigger) for target in targets for of in target.triggers}
    return (each for key, successor in SUCCESSORS.items() if key in triggers for each in successor.conditions)


def _dropped(organisations: Iterable[Organisation]) -> Iterator[str]:
    for organisation in organisations:
        bound = {each for ids in organisation.bound.values() for each in ids}
        for action in organisation.actions.values():
            if action.id not in bound:
                yield f"{organisation.name}: {action.name} is bound to no trigger"
            elif not action.active:
                yield f"{organisation.name}: {action.name} is switched off, and so does not run"


def _notes(targets: Sequence[PlannedTarget], *, are_known: bool) -> Iterator[str]:
    if not targets:
        return
    yield (
        "targets and executions are the instance's: webhooks are called for users of all organisations. "
        "The receiver answers for the organisation whose action it was, where the payload tells which that is"
    )
    yield "setting an execution replaces its list of targets" + (
        "; what stands there now is kept behind the new ones"
        if are_known
        else ": add those that a condition has already, which this token may not read"
    )
    yield (
        "of several targets the last one's lists count, so each has to repeat what `response` holds of those before "
        "it, as the receiver does"
    )
    yield (
        "allowedToFail false is interruptOnError true: a failure answers 400 Errors.Execution.Failed, where v1 "
        "answered 500 Errors.Internal; so does a receiver that is away or too late"
    )
    if any(target.action.allowed_to_fail for target in targets):
        yield (
            "allowedToFail true is interruptOnError false; what a script did before it failed is answered all "
            "the same, but for a claim that is no JSON, which broke the token in v1 and is passed over now"
        )
    yield (
        "an action's timeout is its target's, over the network; 0 is 20s. The receiver does not end a script that "
        "runs for longer"
    )
    yield "scripts of v1 run before targets as long as they are bound: clear a trigger when its execution is set"
