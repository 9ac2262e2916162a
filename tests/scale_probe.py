"""Fills an instance with organisations of 100 actions, every trigger set, and prints what that costs.

A process of its own, `python -m tests.scale_probe ORGANISATIONS`, so that its memory is the instance's and not the
tests'. Prints JSON: `peak_bytes` of memory, `calls` of each function during one Set Trigger Actions, and the number of
`actions` that the instance holds.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import Any

import connexion.spec
import msgspec

from mockserver.domain.ids import Instant
from mockserver.operations.first_instance import first_instance
from mockserver.operations.registry import HANDLERS
from mockserver.pipeline import Metadata, ServedOperation, serve_operation
from mockserver.settings import DEFAULT_ADMIN_PAT, Settings
from mockserver.spec.document import load_document, spec_path
from mockserver.spec.matrix import FlowMatrix
from mockserver.spec.message_types import message_types
from mockserver.spec.operation import compile_operation
from mockserver.spec.tree import read_tree
from mockserver.store.instance import Instance
from tests.counting import profiled

ACTIONS = 100
KIBIBYTE = 1024


def main() -> None:
    """Fill an instance, measure, print."""
    matrix = FlowMatrix(load_document(spec_path()))
    operations = compiled({"AddOrg", "CreateAction", "SetTriggerActions"})
    instance = first_instance(Settings())
    instance.clock = EvenClock()
    caller = Caller(instance, operations)
    # The first organisation warms up: what is compiled or cached at first use is no matter of size.
    for number in range(int(sys.argv[1])):
        fill(caller.organisation(f"organisation-{number}"), matrix)
    measured = caller.organisation("measured")
    wanted = [measured.action(f"action-{number}") for number in range(ACTIONS)]
    calls = measured.calls_of_setting("1", "1", wanted)
    print(json.dumps({"peak_bytes": peak_bytes(), "calls": calls, "actions": len(instance.state.actions)}))


def peak_bytes() -> int:
    """The most memory that this process has held; `ru_maxrss` would count what its parent held before the exec."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text("ascii").splitlines())
    return int(status["VmHWM"].split()[0]) * KIBIBYTE


class EvenClock:
    """Every instant takes the same work to print: none ends in zeros, none comes twice."""

    def __init__(self) -> None:
        self._now = 1_766_566_800_123_457

    def now(self) -> Instant:
        """A millisecond later than the last."""
        self._now += 1_000
        return Instant(self._now)


def compiled(wanted: set[str]) -> dict[str, ServedOperation]:
    """The operations that a probe calls."""
    specification = connexion.spec.Specification.from_dict(read_tree(spec_path()))  # type: ignore[no-untyped-call]
    matrix = FlowMatrix(specification)
    return {
        operation["operationId"]: serve_operation(
            compile_operation(specification, path, method, operation, message_types()),
            HANDLERS[operation["operationId"]],
            matrix,
        )
        for path, item in specification["paths"].items()
        for method, operation in item.items()
        if operation["operationId"] in wanted
    }


class Caller:
    """The administrator, for one organisation of an instance."""

    def __init__(self, instance: Instance, operations: dict[str, ServedOperation], organisation: str = "") -> None:
        self._instance = instance
        self._operations = operations
        self._metadata = Metadata(f"Bearer {DEFAULT_ADMIN_PAT}", organisation, "en")

    def serve(self, operation: str, message: dict[str, Any]) -> Any:
        """Serve one request as if it had come over the wire; returns the answer as JSON."""
        return msgspec.to_builtins(self._operations[operation].serve(self._instance, message, self._metadata))

    def organisation(self, name: str) -> Caller:
        """Add an organisation; returns the administrator for it."""
        return Caller(self._instance, self._operations, self.serve("AddOrg", {"name": name})["id"])

    def action(self, name: str) -> str:
        """Create an action with a script of some length; returns its id."""
        script = f"function {name}(ctx, api) {{ api.userGrants.push({{projectId: ctx.v1.projectId}}) }}"
        return str(self.serve("CreateAction", {"name": name, "script": script})["id"])

    def set_trigger(self, flow: str, trigger: str, actions: list[str]) -> None:
        """Set the actions of a trigger."""
        self.serve("SetTriggerActions", {"flowType": flow, "triggerType": trigger, "actionIds": actions})

    def calls_of_setting(self, flow: str, trigger: str, actions: list[str]) -> dict[str, int]:
        """How often each function is called while a trigger is set."""
        return self.calls_of("SetTriggerActions", {"flowType": flow, "triggerType": trigger, "actionIds": actions})

    def calls_of(self, operation: str, message: dict[str, Any]) -> dict[str, int]:
        """How often each function is called, those written in C included, while a request is served."""
        calls: Counter[str] = Counter()

        def count(frame: FrameType, event: str, argument: Any) -> None:
            if event == "call":
                calls[frame.f_code.co_qualname] += 1
            elif event == "c_call":
                calls[argument.__qualname__] += 1

        with profiled(count):
            self.serve(operation, message)
        return dict(sorted(calls.items()))


def fill(caller: Caller, matrix: FlowMatrix) -> None:
    """Create the actions of an organisation and bind all of them to every trigger."""
    actions = [caller.action(f"action-{number}") for number in range(ACTIONS)]
    for flow in matrix.flows:
        for trigger in flow.triggers:
            caller.set_trigger(flow.id, trigger.id, actions)


if __name__ == "__main__":
    main()
