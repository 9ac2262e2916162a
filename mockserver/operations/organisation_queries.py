"""What searches for organisations ask and sort by, in the services of v1 and v2."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mockserver.domain.rows.organisations import Organisation
from mockserver.domain.state import InstanceState
from mockserver.operations.messages.zitadel_org_v1 import OrgFieldNameNumber, OrgStateNumber
from mockserver.operations.searching import Tests, equal, text, texts

COLUMNS: Mapping[int, Callable[[Organisation], Any]] = {
    OrgFieldNameNumber.ORG_FIELD_NAME_NAME: lambda organisation: organisation.name.lower()
}
"""By the number of a column, which is the same in both versions, as those of states are."""


def tests(state: InstanceState) -> Tests[Organisation]:
    """Which query compares what; only v2 asks for the default organisation."""

    def domains(organisation: Organisation) -> list[str]:
        return [domain.name for domain in state.organisation_domains.where("organisation", organisation.id)]

    return {
        "name_query": text(lambda organisation: organisation.name, "name"),
        "domain_query": texts(domains, "domain"),
        "state_query": equal(_state, "state"),
        "id_query": equal(lambda organisation: organisation.id, "id"),
        "default_query": lambda organisation, _: organisation.id == state.default_organisation,
    }


def _state(organisation: Organisation) -> int:
    return OrgStateNumber.ORG_STATE_ACTIVE if organisation.active else OrgStateNumber.ORG_STATE_INACTIVE
