"""What of openapi.yaml the random requests are made with: permissions, the flow/trigger matrix, ids of examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..documents import read_document
from .connect import with_connect

METHODS = ("get", "put", "post", "delete", "patch")
AUTHENTICATED = "authenticated"
UNKNOWN_FLOW = "COMMAND-Dfhj5"
UNKNOWN_TRIGGER = "COMMAND-Dfgh6"

EXAMPLE_IDS = {
    "353046836921434114": "organisation0",
    "353046837424750594": "action0",
    "353046837441527810": "action1",
    "353046838012051458": "user0",
}
"""The ids in the examples of the document, by the names of what stands in for them."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Accepted flow types, by id and by older name, with the trigger types that each has."""

    flows: Mapping[str, tuple[str, ...]]

    @property
    def triggers(self) -> tuple[str, ...]:
        """Every trigger type that some flow has."""
        return tuple(sorted({trigger for triggers in self.flows.values() for trigger in triggers}))

    def refusal(self, flow: str, trigger: str) -> str:
        """The error ID of a pair, empty for one that is accepted. Source: recordings/set_trigger_actions.jsonl."""
        if flow not in self.flows:
            return UNKNOWN_FLOW
        return "" if trigger in self.flows[flow] else UNKNOWN_TRIGGER


@dataclass(frozen=True, slots=True)
class Spec:
    """The document with its matrix, and the permission of each operation by its id; empty where no token is needed."""

    document: Mapping[str, Any]
    matrix: Matrix
    permissions: Mapping[str, str]


def read_spec(path: Path) -> Spec:
    """The document, with the services of v2 over Connect.

    Raises: OSError, ValueError, yaml.YAMLError, KeyError where the document is another one.
    """
    return spec_of(with_connect(read_document(path)))


def spec_of(document: Mapping[str, Any]) -> Spec:
    """What is needed of a document. Raises: KeyError where it is another one."""
    triggers = {node["id"]: _names(node) for node in document["x-trigger-types"]}
    flows = {
        name: tuple(trigger for id_ in node["triggers"] for trigger in triggers[id_])
        for node in document["x-flow-types"]
        for name in _names(node)
    }
    permissions = {
        node["operationId"]: str(node.get("x-permission", ""))
        for nodes in document["paths"].values()
        for method, node in nodes.items()
        if method in METHODS
    }
    return Spec(document, Matrix(flows), permissions)


def _names(node: Mapping[str, Any]) -> tuple[str, ...]:
    return (node["id"], node["alias"]) if "alias" in node else (node["id"],)
