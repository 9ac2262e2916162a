"""What there is to touch in the API, one item each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from mockserver.coverage.keywords import keyword_names
from mockserver.traffic.described import DescribedApi

ANY_OPERATION = ""
"""In the place of an operation, for what belongs to no single one."""
SET_TRIGGER_ACTIONS = "SetTriggerActions"


class Dimension(StrEnum):
    """Kinds of items."""

    OPERATIONS = "operations"
    STATUSES = "statuses"
    """Each HTTP status that an operation lists; a gRPC status counts as the one that stands for it."""
    ERROR_IDS = "error IDs"
    """Each ID of each operation; those of access once for all operations."""
    PARAMETERS = "parameters"
    """Path, query, headers and every field of the body."""
    KEYWORDS = "keywords"
    """What schemas of requests allow and forbid; only where it is asked for."""
    MATRIX = "matrix cells"
    """Each flow with each trigger, allowed or not, as asked of Set Trigger Actions."""
    TRIGGERS = "triggers"
    """Each trigger at which a script ran; this and what follows only where it is asked for."""
    SCRIPT_API = "script API"
    """At each trigger each member of `ctx` and `api` that a script which ran there names, and modules."""
    EXECUTIONS = "executions"
    """What targets were sent, by what it was for and what came of it."""


OF_ACTIONS = (Dimension.TRIGGERS, Dimension.SCRIPT_API, Dimension.EXECUTIONS)
ONLY_IF_ASKED = frozenset({Dimension.KEYWORDS, *OF_ACTIONS})


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to touch.

    Attributes:
        operation: the operationId, or `ANY_OPERATION`.
        name: within the dimension, such as `404`, `COMMAND-Nfh52`, `body actionIds[]` or `flow 1, trigger 4`.
    """

    dimension: Dimension
    operation: str
    name: str


def items(api: DescribedApi, *, keywords: bool = False) -> Iterator[Item]:
    """All items of the API, in the order of the document.

    Args:
        keywords: whether those of the schemas of requests count.
    """
    for operation in api.operations:
        name = operation.spec.id
        yield Item(Dimension.OPERATIONS, name, name)
        yield from (Item(Dimension.STATUSES, name, str(status)) for status in operation.statuses)
        yield from (Item(Dimension.ERROR_IDS, name, error_id) for error_id in operation.own_error_ids)
        yield from (Item(Dimension.PARAMETERS, name, parameter) for parameter in operation.parameters)
        if keywords:
            yield from (Item(Dimension.KEYWORDS, name, keyword) for keyword in keyword_names(operation))
    yield from (Item(Dimension.ERROR_IDS, ANY_OPERATION, error_id) for error_id in api.access_error_ids)
    for flow in api.matrix.flows:
        yield from (cell(flow.id, trigger) for trigger in api.trigger_types)


def cell(flow: str, trigger: str) -> Item:
    """A cell of the matrix, by ids."""
    return Item(Dimension.MATRIX, SET_TRIGGER_ACTIONS, f"flow {flow}, trigger {trigger}")
