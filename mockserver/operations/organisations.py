"""Organisations, in the management and admin services."""

from __future__ import annotations

from mockserver.domain import organisations as decide
from mockserver.domain.ids import Instant, OrganisationId
from mockserver.domain.state import Organisation
from mockserver.errors.catalogue import ORGANISATION_BY_DOMAIN_NOT_FOUND, ORGANISATION_NOT_FOUND
from mockserver.errors.problem import Refused
from mockserver.operations import details
from mockserver.operations.context import Context
from mockserver.operations.messages import organisations as messages
from mockserver.operations.messages.base import DetailsResponse, Empty, IdRequest, ObjectDetails
from mockserver.spec.wellknown import timestamp, uint64


def add_org(context: Context, request: messages.NameRequest) -> messages.AddOrgResponse:
    """Add an organisation whose owner the caller becomes.

    Raises: ORGANISATION_DOMAIN_EMPTY, ORGANISATION_INVALID, NUL_IN_TEXT, ORGANISATION_ALREADY_EXISTS,
        ORGANISATION_DOMAIN_TAKEN.
    """
    organisation = OrganisationId(context.instance.ids.next())
    events = decide.add_organisation(context.state, organisation, request.name, context.user.id)
    last = context.instance.append_all(events)[-1]
    return messages.AddOrgResponse(organisation, details.created(last, organisation))


def update_org(context: Context, request: messages.NameRequest) -> DetailsResponse:
    """Rename the organisation; its primary domain follows.

    Raises: ORGANISATION_INVALID, ORGANISATION_TO_RENAME_NOT_FOUND, ORGANISATION_NOT_CHANGED, ORGANISATION_DOMAIN_EMPTY,
        NUL_IN_TEXT, ORGANISATION_ALREADY_EXISTS, ORGANISATION_DOMAIN_TAKEN.
    """
    events = decide.rename_organisation(context.state, context.organisation, request.name)
    last = context.instance.append_all(events)[-1]
    return DetailsResponse(details.created(last, context.organisation.id))


def deactivate_org(context: Context, _: Empty) -> DetailsResponse:
    """Switch the organisation off.

    Raises: ORGANISATION_TO_DEACTIVATE_NOT_FOUND, ORGANISATION_ALREADY_DEACTIVATED.
    """
    recorded = context.append(decide.deactivate_organisation(context.organisation))
    return DetailsResponse(details.changed(recorded, context.organisation.id))


def reactivate_org(context: Context, _: Empty) -> DetailsResponse:
    """Switch the organisation on again.

    Raises: ORGANISATION_TO_REACTIVATE_NOT_FOUND, ORGANISATION_ALREADY_ACTIVE.
    """
    recorded = context.append(decide.reactivate_organisation(context.organisation))
    return DetailsResponse(details.changed(recorded, context.organisation.id))


def remove_org(context: Context, _: Empty) -> DetailsResponse:
    """Remove the organisation; the answer's resource owner is the instance (recordings/orgs.jsonl).

    Raises: ORGANISATION_IS_DEFAULT, ORGANISATION_TO_REMOVE_NOT_FOUND.
    """
    return _remove(context, context.organisation.id)


def admin_remove_org(context: Context, request: messages.AdminRemoveOrgRequest) -> DetailsResponse:
    """Remove any organisation.

    Raises: ORGANISATION_IS_DEFAULT, ORGANISATION_TO_REMOVE_NOT_FOUND.
    """
    return _remove(context, OrganisationId(request.org_id))


def get_my_org(context: Context, _: Empty) -> messages.OrgResponse:
    """The organisation that the request is for; one that was removed as it last was."""
    return _with_all_events(context.organisation)


def get_org_by_id(context: Context, request: IdRequest) -> messages.OrgResponse:
    """Any organisation that there ever was.

    Raises: ORGANISATION_NOT_FOUND.
    """
    organisation = context.state.known_organisations.get(OrganisationId(request.id))
    if organisation is None:
        raise Refused(ORGANISATION_NOT_FOUND)
    return _with_all_events(organisation)


def get_default_org(context: Context, _: Empty) -> messages.OrgResponse:
    """The organisation that the instance started with."""
    return _with_all_events(context.state.organisations[context.state.default_organisation])


def get_org_by_domain_global(context: Context, request: messages.DomainRequest) -> messages.OrgResponse:
    """The active organisation with this primary domain; its details count the organisation's own events only.

    Raises: ORGANISATION_BY_DOMAIN_NOT_FOUND.
    Source: recordings/setup.jsonl; that inactive ones are not found is the real server's source.
    """
    owner = context.state.domains.get(request.domain)
    organisation = context.state.organisations[owner] if owner else None
    if organisation is None or organisation.primary_domain != request.domain or not organisation.active:
        raise Refused(ORGANISATION_BY_DOMAIN_NOT_FOUND)
    return _view(organisation, organisation.own_sequence, organisation.own_changed)


def _remove(context: Context, organisation: OrganisationId) -> DetailsResponse:
    recorded = context.append(decide.remove_organisation(context.state, organisation))
    return DetailsResponse(details.changed(recorded, context.state.id))


def _with_all_events(organisation: Organisation) -> messages.OrgResponse:
    return _view(organisation, organisation.sequence, organisation.changed)


def _state(organisation: Organisation) -> str:
    if organisation.removed:
        return ""
    return "ORG_STATE_ACTIVE" if organisation.active else "ORG_STATE_INACTIVE"


def _view(organisation: Organisation, sequence: int, changed: Instant) -> messages.OrgResponse:
    return messages.OrgResponse(
        messages.Org(
            id=organisation.id,
            details=ObjectDetails(
                sequence=uint64(sequence),
                creation_date=timestamp(organisation.created),
                change_date=timestamp(changed),
                resource_owner=organisation.id,
            ),
            state=_state(organisation),
            name=organisation.name,
            primary_domain=organisation.primary_domain,
        )
    )
