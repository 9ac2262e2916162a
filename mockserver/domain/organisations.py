"""Decisions on organisations."""

from __future__ import annotations

from mockserver.domain.events import (
    DomainAdded,
    DomainRemoved,
    DomainVerified,
    Event,
    OrganisationAdded,
    OrganisationDeactivated,
    OrganisationReactivated,
    OrganisationRemoved,
    OrganisationRenamed,
    PrimaryDomainSet,
)
from mockserver.domain.ids import OrganisationId, UserId
from mockserver.domain.members import member_added
from mockserver.domain.organisation_domain import organisation_domain
from mockserver.domain.state import InstanceState, Organisation
from mockserver.domain.text import require_storable, unique_name
from mockserver.errors.catalogue import (
    NUL_IN_TEXT_V2,
    ORGANISATION_ALREADY_ACTIVE,
    ORGANISATION_ALREADY_DEACTIVATED,
    ORGANISATION_ALREADY_EXISTS,
    ORGANISATION_DOMAIN_TAKEN,
    ORGANISATION_ID_INVALID,
    ORGANISATION_ID_TAKEN,
    ORGANISATION_INVALID,
    ORGANISATION_IS_DEFAULT,
    ORGANISATION_NOT_CHANGED,
    ORGANISATION_TO_DEACTIVATE_NOT_FOUND,
    ORGANISATION_TO_REACTIVATE_NOT_FOUND,
    ORGANISATION_TO_REMOVE_NOT_FOUND,
    ORGANISATION_TO_RENAME_NOT_FOUND,
    ORGANISATION_V2_INVALID,
)
from mockserver.errors.problem import Problem, Refused

CREATOR_ROLES = ("ORG_OWNER",)


def add_organisation(
    state: InstanceState, organisation: OrganisationId, name: str, creator: UserId
) -> tuple[Event, ...]:
    """Add an organisation through the Management API: five events, its creator becomes ORG_OWNER.

    Raises: ORGANISATION_DOMAIN_EMPTY, ORGANISATION_INVALID, NUL_IN_TEXT, ORGANISATION_ALREADY_EXISTS,
        ORGANISATION_DOMAIN_TAKEN.
    Source: recordings/orgs.jsonl, edges-names-*.jsonl; the domain is made before the name is trimmed, and so of all of
    it, of which one hyphen at either end is lost.
    """
    domain = organisation_domain(name, state.external_domain)
    return (
        *_added(state, organisation, _trimmed(name, ORGANISATION_INVALID), domain),
        member_added(organisation, creator, CREATOR_ROLES),
    )


def add_organisation_v2(state: InstanceState, organisation: OrganisationId, name: str) -> tuple[Event, ...]:
    """Add an organisation through the v2 API: four events, no member.

    The id of a removed organisation can be used again, and its sequence goes on. What else of its history comes back
    with it is assumed: its actions and flows as writes know them, no member and no user.

    Raises: ORGANISATION_ID_INVALID, ORGANISATION_ID_TAKEN, ORGANISATION_V2_INVALID, ORGANISATION_DOMAIN_EMPTY,
        NUL_IN_TEXT_V2, ORGANISATION_ALREADY_EXISTS, ORGANISATION_DOMAIN_TAKEN.
    Source: recordings/setup.jsonl, edges-organizations-*.jsonl; the id before the name is the real server's source.
    """
    _trimmed(organisation, ORGANISATION_ID_INVALID)
    if organisation in state.organisations:
        raise Refused(ORGANISATION_ID_TAKEN)
    trimmed = _trimmed(name, ORGANISATION_V2_INVALID)
    domain = organisation_domain(trimmed, state.external_domain)
    require_storable(trimmed, organisation, otherwise=NUL_IN_TEXT_V2)
    return _added(state, organisation, trimmed, domain)


def rename_organisation(state: InstanceState, organisation: Organisation, name: str) -> tuple[Event, ...]:
    """Rename an organisation; its primary domain follows: five events, or one where the name gives the same domain.

    Raises: ORGANISATION_INVALID, ORGANISATION_TO_RENAME_NOT_FOUND, ORGANISATION_NOT_CHANGED, ORGANISATION_DOMAIN_EMPTY,
        NUL_IN_TEXT, ORGANISATION_ALREADY_EXISTS, ORGANISATION_DOMAIN_TAKEN.
    Source: recordings/orgs.jsonl, edges-names-*.jsonl.
    """
    new_name = _trimmed(name, ORGANISATION_INVALID)
    _require_existing(organisation, ORGANISATION_TO_RENAME_NOT_FOUND)
    if new_name == organisation.name:
        raise Refused(ORGANISATION_NOT_CHANGED)
    domain = organisation_domain(new_name, state.external_domain)
    require_storable(new_name)
    _require_free(state, organisation.id, new_name, domain)
    renamed = OrganisationRenamed(organisation.id, new_name)
    if domain == organisation.primary_domain:
        return (renamed,)
    return (
        renamed,
        DomainAdded(organisation.id, domain),
        DomainVerified(organisation.id, domain),
        PrimaryDomainSet(organisation.id, domain),
        DomainRemoved(organisation.id, organisation.primary_domain),
    )


def deactivate_organisation(organisation: Organisation) -> OrganisationDeactivated:
    """Switch an organisation off; reads and writes in it go on all the same.

    Raises: ORGANISATION_TO_DEACTIVATE_NOT_FOUND, ORGANISATION_ALREADY_DEACTIVATED.
    Source: recordings/orgs.jsonl, edges-removed-*.jsonl.
    """
    _require_existing(organisation, ORGANISATION_TO_DEACTIVATE_NOT_FOUND)
    if not organisation.active:
        raise Refused(ORGANISATION_ALREADY_DEACTIVATED)
    return OrganisationDeactivated(organisation.id)


def reactivate_organisation(organisation: Organisation) -> OrganisationReactivated:
    """Switch an organisation on again.

    Raises: ORGANISATION_TO_REACTIVATE_NOT_FOUND, ORGANISATION_ALREADY_ACTIVE.
    Source: recordings/orgs.jsonl, edges-removed-*.jsonl.
    """
    _require_existing(organisation, ORGANISATION_TO_REACTIVATE_NOT_FOUND)
    if organisation.active:
        raise Refused(ORGANISATION_ALREADY_ACTIVE)
    return OrganisationReactivated(organisation.id)


def remove_organisation(state: InstanceState, organisation: OrganisationId) -> OrganisationRemoved:
    """Remove an organisation with its users, actions and flows; its names are free again.

    Its own events, and theirs, are kept: who may reach it reads what they hold, and can write more of them.

    Raises: ORGANISATION_IS_DEFAULT, ORGANISATION_TO_REMOVE_NOT_FOUND.
    Source: recordings/orgs.jsonl, edges-removed-*.jsonl.
    """
    if organisation == state.default_organisation:
        raise Refused(ORGANISATION_IS_DEFAULT)
    if organisation not in state.organisations:
        raise Refused(ORGANISATION_TO_REMOVE_NOT_FOUND)
    return OrganisationRemoved(organisation)


def _trimmed(name: str, otherwise: Problem) -> str:
    trimmed = name.strip()
    if not trimmed:
        raise Refused(otherwise)
    return trimmed


def _require_existing(organisation: Organisation, otherwise: Problem) -> None:
    if organisation.removed:
        raise Refused(otherwise)


def _added(state: InstanceState, organisation: OrganisationId, name: str, domain: str) -> tuple[Event, ...]:
    require_storable(name, organisation)
    _require_free(state, organisation, name, domain)
    return (
        OrganisationAdded(organisation, name),
        DomainAdded(organisation, domain),
        DomainVerified(organisation, domain),
        PrimaryDomainSet(organisation, domain),
    )


def _require_free(state: InstanceState, organisation: OrganisationId, name: str, domain: str) -> None:
    if state.organisation_names.get(unique_name(name), organisation) != organisation:
        raise Refused(ORGANISATION_ALREADY_EXISTS)
    if state.domains.get(domain, organisation) != organisation:
        raise Refused(ORGANISATION_DOMAIN_TAKEN)
