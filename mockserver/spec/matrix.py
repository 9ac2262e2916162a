"""The flow/trigger matrix, as the spec holds it under `x-flow-types` and `x-trigger-types`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class TriggerTypeRow:
    """A trigger: its id and the key of its name."""

    id: str
    key: str


@dataclass(frozen=True, slots=True)
class FlowTypeRow:
    """A flow: its id, the key of its name, and the triggers that it has."""

    id: str
    key: str
    triggers: tuple[TriggerTypeRow, ...]


class FlowMatrix:
    """Which flows there are, and which triggers each of them has; both are found by id or legacy name."""

    def __init__(self, spec: Mapping[str, Any]) -> None:
        """Read the matrix from an OpenAPI document.

        Raises: KeyError where a flow names a trigger that is not in `x-trigger-types`.
        """
        rows: list[Mapping[str, Any]] = spec["x-trigger-types"]
        triggers = {row["id"]: TriggerTypeRow(row["id"], row["key"]) for row in rows}
        self._triggers = dict(_by_name(rows, triggers))
        flow_rows: list[Mapping[str, Any]] = spec["x-flow-types"]
        flows = {
            row["id"]: FlowTypeRow(row["id"], row["key"], tuple(triggers[trigger] for trigger in row["triggers"]))
            for row in flow_rows
        }
        self._flows = dict(_by_name(flow_rows, flows))
        self.flows: tuple[FlowTypeRow, ...] = tuple(flows.values())

    def flow(self, name: str) -> FlowTypeRow | None:
        """The flow of an id or a legacy name."""
        return self._flows.get(name)

    def trigger(self, flow: FlowTypeRow, name: str) -> TriggerTypeRow | None:
        """The trigger of an id or a legacy name, if the flow has it."""
        trigger = self._triggers.get(name)
        return trigger if trigger in flow.triggers else None

    def trigger_of_id(self, trigger_type: str) -> TriggerTypeRow:
        """The trigger of an id that is known to exist."""
        return self._triggers[trigger_type]


def _by_name(rows: Iterable[Mapping[str, Any]], found: Mapping[str, Row]) -> Iterable[tuple[str, Row]]:
    for row in rows:
        yield row["id"], found[row["id"]]
        if "alias" in row:
            yield row["alias"], found[row["id"]]
