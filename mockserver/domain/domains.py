"""Decisions on the domains of organisations."""

from __future__ import annotations

from typing import NoReturn

from mockserver.domain.events import PrimaryDomainSet, RowAdded, RowChanged, RowRemoved
from mockserver.domain.ids import OrganisationId
from mockserver.domain.rows.domains import ORGANISATION_DOMAINS, OrganisationDomain
from mockserver.domain.rows.organisations import Organisation
from mockserver.domain.state import InstanceState
from mockserver.domain.text import require_storable, unique_name
from mockserver.domain.verbs import Events, remove, require
from mockserver.errors.catalogue import (
    DOMAIN_ALREADY_ADDED,
    DOMAIN_ALREADY_VERIFIED,
    DOMAIN_INVALID,
    DOMAIN_TO_CHANGE_NOT_FOUND,
    DOMAIN_TO_PROVE_NOT_FOUND,
    DOMAIN_TO_VALIDATE_NOT_FOUND,
    ORGANISATION_DOMAIN_TAKEN,
    PRIMARY_DOMAIN_NOT_REMOVABLE,
)
from mockserver.errors.problem import Problem, Refused


def add_domain(state: InstanceState, organisation: OrganisationId, domain: str, *, besides: str = "") -> Events:
    """Add a domain, which is verified at once; hardly anything is asked of it, but that no organisation has it.

    Args:
        besides: a domain that the organisation gets by the same write.

    Raises: DOMAIN_INVALID, DOMAIN_ALREADY_ADDED, NUL_IN_TEXT, ORGANISATION_DOMAIN_TAKEN.
    Source: recordings/id-orgs-and-domains.jsonl.
    """
    name = domain.strip()
    if not name:
        raise Refused(DOMAIN_INVALID)
    if name == besides or (organisation, name) in state.organisation_domains:
        raise Refused(DOMAIN_ALREADY_ADDED)
    require_storable(name)
    if state.organisation_domains.holder(unique_name(name)) is not None:
        raise Refused(ORGANISATION_DOMAIN_TAKEN)
    return domain_added(organisation, name)


def domain_added(organisation: OrganisationId, domain: str) -> tuple[RowAdded, RowChanged]:
    """A domain that nobody needs to judge, which is verified at once."""
    row = OrganisationDomain(organisation=organisation, name=domain)
    return (
        RowAdded("org.domain.added", ORGANISATION_DOMAINS, row),
        RowChanged("org.domain.verified", ORGANISATION_DOMAINS, row),
    )


def domain_removed(domain: OrganisationDomain) -> RowRemoved:
    """The end of a domain, which is free again."""
    return remove(ORGANISATION_DOMAINS, domain, name="org.domain.removed")


def set_primary_domain(state: InstanceState, organisation: Organisation, domain: str) -> PrimaryDomainSet:
    """Make a domain the primary one, also where it is that already.

    Raises: DOMAIN_TO_CHANGE_NOT_FOUND.
    Source: recordings/id-orgs-and-domains.jsonl.
    """
    found = _domain(state, organisation, domain, DOMAIN_TO_CHANGE_NOT_FOUND)
    return PrimaryDomainSet(organisation.id, found.name)


def remove_domain(state: InstanceState, organisation: Organisation, domain: str) -> RowRemoved:
    """Take a domain away, which is free again.

    Raises: DOMAIN_TO_CHANGE_NOT_FOUND, PRIMARY_DOMAIN_NOT_REMOVABLE.
    Source: recordings/id-orgs-and-domains.jsonl.
    """
    found = _domain(state, organisation, domain, DOMAIN_TO_CHANGE_NOT_FOUND)
    if found.primary:
        raise Refused(PRIMARY_DOMAIN_NOT_REMOVABLE)
    return domain_removed(found)


def generate_validation(state: InstanceState, organisation: Organisation, domain: str) -> NoReturn:
    """Refuse to give a proof of a domain, as all are verified.

    Raises: DOMAIN_TO_PROVE_NOT_FOUND, DOMAIN_ALREADY_VERIFIED.
    Source: recordings/id-orgs-and-domains.jsonl.
    """
    _domain(state, organisation, domain, DOMAIN_TO_PROVE_NOT_FOUND)
    raise Refused(DOMAIN_ALREADY_VERIFIED)


def validate(state: InstanceState, organisation: Organisation, domain: str) -> NoReturn:
    """Refuse to look at the proof of a domain, as all are verified.

    Raises: DOMAIN_TO_VALIDATE_NOT_FOUND, DOMAIN_ALREADY_VERIFIED.
    Source: recordings/id-orgs-and-domains.jsonl.
    """
    _domain(state, organisation, domain, DOMAIN_TO_VALIDATE_NOT_FOUND)
    raise Refused(DOMAIN_ALREADY_VERIFIED)


def _domain(state: InstanceState, organisation: Organisation, domain: str, otherwise: Problem) -> OrganisationDomain:
    return require(state.organisation_domains.get((organisation.id, domain)), otherwise)
