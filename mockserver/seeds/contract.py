"""What the API's contract says of the fields that a state file holds too."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mockserver.errors.problem import Refused
from mockserver.seeds.problems import Place, Unusable
from mockserver.spec.document import load_document, spec_path
from mockserver.spec.matrix import FlowMatrix, FlowTypeRow, TriggerTypeRow
from mockserver.spec.message_types import message_types
from mockserver.spec.rules import RuleBook

Check = Callable[[str, Place, Mapping[str, tuple[str, str]]], None]
"""`Contract.check`."""
_ENOUGH = 100_000
"""Characters of a text that rules are held against: they allow fewer, and to look at more takes its time."""
_BROKEN = re.compile(r"invalid \w+\.(\w+): (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Contract:
    """The rules of messages, and the flow/trigger matrix."""

    rules: RuleBook
    matrix: FlowMatrix

    def check(self, request: str, place: Place, fields: Mapping[str, tuple[str, str]]) -> None:
        """Judge fields as the API judges those of a request.

        Args:
            request: the full name of the request's message.
            fields: the request's name of each to the state file's name and the value.

        Raises: Unusable.
        """
        try:
            rules = self.rules.of(request)
            if rules is not None:
                rules.check({name: value[:_ENOUGH] for name, (_, value) in fields.items()})
        except Refused as refusal:
            found = _BROKEN.fullmatch(refusal.problem.key)
            if found is None:
                raise Unusable(place, refusal.problem.key, "see the API's rules") from None
            broken = found[1][:1].lower() + found[1][1:]
            raise Unusable((*place, fields[broken][0]), found[2], "change it, the API refuses it as well") from None

    def flow(self, name: str) -> FlowTypeRow | None:
        """The flow of an id, a legacy name, or the last word of its key, such as `CustomiseToken`."""
        return self.matrix.flow(name) or next((row for row in self.matrix.flows if word(row) == name), None)

    def trigger(self, flow: FlowTypeRow, name: str) -> TriggerTypeRow | None:
        """The trigger of an id, a legacy name, or the last word of its key, if the flow has it."""
        found = self.matrix.trigger(flow, name)
        return found or next((row for row in flow.triggers if word(row) == name), None)


def word(row: FlowTypeRow | TriggerTypeRow) -> str:
    """The last word of a flow's or trigger's key, by which state files name it."""
    return row.key.rpartition(".")[2]


@functools.cache
def contract() -> Contract:
    """The contract of the served description."""
    return Contract(message_types().rules, FlowMatrix(load_document(spec_path())))
