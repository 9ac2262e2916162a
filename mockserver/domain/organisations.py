"""Decisions on organisations."""

from __future__ import annotations

from mockserver.domain import members
from mockserver.domain.domains import domain_added, domain_removed
from mockserver.domain.events import DefaultOrganisationSet, PrimaryDomainSet, RowChanged, RowRemoved
from mockserver.domain.ids import OrganisationId, UserId
from mockserver.domain.organisation_domain import organisation_domain
from mockserver.domain.rows.organisations import ORGANISATIONS, Organisation
from mockserver.domain.state import InstanceState
from mockserver.domain.text import require_storable, unique_name
from mockserver.domain.values import replaced
from mockserver.domain.verbs import Events, add, change, remove, require
from mockserver.errors.catalogue import (
    DEFAULT_ORGANISATION_NOT_CHANGED,
    DEFAULT_ORGANISATION_NOT_FOUND,
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
    QUERY_INVALID,
)
from mockserver.errors.problem import Problem, Refused

CREATOR_ROLES = ("ORG_OWNER",)


def add_organisation(state: InstanceState, organisation: OrganisationId, name: str, creator: UserId) -> Events:
    """Add an organisation through the Management API: five events, its creator becomes ORG_OWNER.

    Raises: ORGANISATION_DOMAIN_EMPTY, ORGANISATION_INVALID, NUL_IN_TEXT, ORGANISATION_ALREADY_EXISTS,
        ORGANISATION_DOMAIN_TAKEN.
    Source: recordings/orgs.jsonl, edges-names-*.jsonl; the domain is made before the name is trimmed, and so of all of
    it, of which one hyphen at either end is lost.
    """
    domain = organisation_domain(name, state.external_domain)
    return (
        *_added(state, organisation, _trimmed(name, ORGANISATION_INVALID), domain),
        members.member_added(organisation, creator, CREATOR_ROLES),
    )


def add_organisation_v2(state: InstanceState, organisation: OrganisationId, name: str) -> Events:
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


def rename_organisation(state: InstanceState, organisation: Organisation, name: str) -> Events:
    """Rename an organisation; the domain that its name gave it follows, where it still has it and the new name gives
    another one.

    Raises: ORGANISATION_INVALID, ORGANISATION_TO_RENAME_NOT_FOUND, ORGANISATION_NOT_CHANGED, ORGANISATION_DOMAIN_EMPTY,
        NUL_IN_TEXT, ORGANISATION_ALREADY_EXISTS, ORGANISATION_DOMAIN_TAKEN.
    Source: recordings/orgs.jsonl, edges-names-*.jsonl, id-orgs-and-domains.jsonl (that the domain is the primary one
        makes one event more).
    """
    new_name = _trimmed(name, ORGANISATION_INVALID)
    _require_existing(state, organisation, ORGANISATION_TO_RENAME_NOT_FOUND)
    if new_name == organisation.name:
        raise Refused(ORGANISATION_NOT_CHANGED)
    former = organisation_domain(organisation.name, state.external_domain)
    domain = organisation_domain(new_name, state.external_domain)
    after = replaced(organisation, name=new_name)
    renamed = change(state, ORGANISATIONS, organisation, after, name="org.changed", taken=ORGANISATION_ALREADY_EXISTS)
    row = state.organisation_domains.get((organisation.id, former))
    if domain == former or row is None:
        return renamed
    _require_free_domain(state, domain)
    primary = (PrimaryDomainSet(organisation.id, domain),) if former == organisation.primary_domain else ()
    return (*renamed, *domain_added(organisation.id, domain), *primary, domain_removed(row))


def deactivate_organisation(state: InstanceState, organisation: Organisation) -> RowChanged:
    """Switch an organisation off; reads and writes in it go on all the same.

    Raises: ORGANISATION_TO_DEACTIVATE_NOT_FOUND, ORGANISATION_ALREADY_DEACTIVATED.
    Source: recordings/orgs.jsonl, edges-removed-*.jsonl.
    """
    _require_existing(state, organisation, ORGANISATION_TO_DEACTIVATE_NOT_FOUND)
    if not organisation.active:
        raise Refused(ORGANISATION_ALREADY_DEACTIVATED)
    return RowChanged("org.deactivated", ORGANISATIONS, replaced(organisation, active=False))


def reactivate_organisation(state: InstanceState, organisation: Organisation) -> RowChanged:
    """Switch an organisation on again.

    Raises: ORGANISATION_TO_REACTIVATE_NOT_FOUND, ORGANISATION_ALREADY_ACTIVE.
    Source: recordings/orgs.jsonl, edges-removed-*.jsonl.
    """
    _require_existing(state, organisation, ORGANISATION_TO_REACTIVATE_NOT_FOUND)
    if organisation.active:
        raise Refused(ORGANISATION_ALREADY_ACTIVE)
    return RowChanged("org.reactivated", ORGANISATIONS, replaced(organisation, active=True))


def remove_organisation(state: InstanceState, organisation: OrganisationId) -> RowRemoved:
    """Remove an organisation with its users, actions and flows; its names are free again.

    Its own events, and theirs, are kept: who may reach it reads what they hold, and can write more of them.

    Raises: ORGANISATION_IS_DEFAULT, ORGANISATION_TO_REMOVE_NOT_FOUND.
    Source: recordings/orgs.jsonl, edges-removed-*.jsonl.
    """
    if organisation == state.default_organisation:
        raise Refused(ORGANISATION_IS_DEFAULT)
    row = require(state.organisations.get(organisation), ORGANISATION_TO_REMOVE_NOT_FOUND)
    return remove(ORGANISATIONS, row, name="org.removed")


def _trimmed(name: str, otherwise: Problem) -> str:
    trimmed = name.strip()
    if not trimmed:
        raise Refused(otherwise)
    return trimmed


def _require_existing(state: InstanceState, organisation: Organisation, otherwise: Problem) -> None:
    require(state.organisations.get(organisation.id), otherwise)


def _added(state: InstanceState, organisation: OrganisationId, name: str, domain: str) -> Events:
    row = Organisation(id=organisation, name=name)
    added = add(state, ORGANISATIONS, row, name="org.added", taken=ORGANISATION_ALREADY_EXISTS)
    _require_free_domain(state, domain)
    return (added, *domain_added(organisation, domain), PrimaryDomainSet(organisation, domain))


def _require_free_domain(state: InstanceState, domain: str) -> None:
    if state.organisation_domains.holder(unique_name(domain)) is not None:
        raise Refused(ORGANISATION_DOMAIN_TAKEN)


def set_default_organisation(state: InstanceState, organisation: OrganisationId) -> DefaultOrganisationSet:
    """Let another organisation be the one that is meant where none is named.

    Raises: DEFAULT_ORGANISATION_NOT_CHANGED, DEFAULT_ORGANISATION_NOT_FOUND.
    Source: recordings/id-default-org.jsonl, id-orgs-and-domains.jsonl.
    """
    if organisation not in state.organisations:
        raise Refused(DEFAULT_ORGANISATION_NOT_FOUND)
    if organisation == state.default_organisation:
        raise Refused(DEFAULT_ORGANISATION_NOT_CHANGED)
    return DefaultOrganisationSet(state.id, organisation)


def is_unique(state: InstanceState, name: str, domain: str) -> bool:
    """Whether an organisation could have a domain as its primary one, and a name where one is given.

    A name alone never is: the real server then looks for an organisation without a domain as well, and finds one.

    Raises: QUERY_INVALID, where neither is given.
    Source: recordings/id-orgs-and-domains.jsonl; that the case of a name counts is the real server's source.
    """
    if not name and not domain:
        raise Refused(QUERY_INVALID)
    if not domain:
        return False
    return all(name != each.name and domain != each.primary_domain for each in state.organisations)
