"""A second state that goes its own way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from mockserver.domain.state import KINDS, Flow, InstanceState, Organisation


def copy_of(state: InstanceState) -> InstanceState:
    """A state that is equal and shares nothing that events change.

    What is replaced as a whole (actions, triggers, rows of tables) is shared, so that the cost is that of how many
    there are, not of what they hold.
    """
    organisations = {id_: _organisation(known) for id_, known in state.known_organisations.items()}
    tables: dict[str, Any] = {kind.name: state.table(kind).copy() for kind in KINDS}
    return replace(
        state,
        organisations={id_: organisations[id_] for id_ in state.organisations},
        known_organisations=organisations,
        organisation_names=dict(state.organisation_names),
        histories={history: dict(counts) for history, counts in state.histories.items()},
        things=state.things.copy(),
        **tables,
    )


def _organisation(organisation: Organisation) -> Organisation:
    return replace(
        organisation,
        flows={type_: Flow(dict(flow.triggers)) for type_, flow in organisation.flows.items()},
    )
