"""A second state that goes its own way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from mockserver.domain.state import KINDS, Flow, InstanceState, OrganisationHistory


def copy_of(state: InstanceState) -> InstanceState:
    """A state that is equal and shares nothing that events change.

    What is replaced as a whole (actions, triggers, rows of tables) is shared, so that the cost is that of how many
    there are, not of what they hold.
    """
    tables: dict[str, Any] = {kind.name: state.table(kind).copy() for kind in KINDS}
    return replace(
        state,
        organisation_histories={id_: _history(known) for id_, known in state.organisation_histories.items()},
        histories={history: dict(counts) for history, counts in state.histories.items()},
        things=state.things.copy(),
        **tables,
    )


def _history(history: OrganisationHistory) -> OrganisationHistory:
    return replace(history, flows={type_: Flow(dict(flow.triggers)) for type_, flow in history.flows.items()})
