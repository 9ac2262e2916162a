"""Organisations, in the management and admin services."""

from __future__ import annotations

from mockserver.domain import organisations as decide
from mockserver.domain.ids import OrganisationId
from mockserver.domain.rows.organisations import Organisation
from mockserver.domain.verbs import require
from mockserver.errors.catalogue import ORGANISATION_BY_DOMAIN_NOT_FOUND, ORGANISATION_NOT_FOUND
from mockserver.errors.problem import Refused
from mockserver.operations import details
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_admin_v1 as admin
from mockserver.operations.messages import zitadel_management_v1 as management
from mockserver.operations.messages.zitadel_org_v1 import Org, OrgState
from mockserver.operations.messages.zitadel_v1 import ObjectDetails
from mockserver.operations.organisation_queries import COLUMNS, tests
from mockserver.operations.searching import find, listed, ordered


def add_org(context: Context, request: management.AddOrgRequest) -> management.AddOrgResponse:
    """Add an organisation whose owner the caller becomes.

    Raises: ORGANISATION_DOMAIN_EMPTY, ORGANISATION_INVALID, NUL_IN_TEXT, ORGANISATION_ALREADY_EXISTS,
        ORGANISATION_DOMAIN_TAKEN.
    """
    organisation = OrganisationId(context.instance.ids.next())
    events = decide.add_organisation(context.state, organisation, request.name, context.user.id)
    last = context.instance.append_all(events, context.user.id)[-1]
    return management.AddOrgResponse(id=organisation, details=details.created(last, organisation))


def update_org(context: Context, request: management.UpdateOrgRequest) -> management.UpdateOrgResponse:
    """Rename the organisation; its primary domain follows.

    Raises: ORGANISATION_INVALID, ORGANISATION_TO_RENAME_NOT_FOUND, ORGANISATION_NOT_CHANGED, ORGANISATION_DOMAIN_EMPTY,
        NUL_IN_TEXT, ORGANISATION_ALREADY_EXISTS, ORGANISATION_DOMAIN_TAKEN.
    """
    events = decide.rename_organisation(context.state, context.organisation, request.name)
    last = context.instance.append_all(events, context.user.id)[-1]
    return management.UpdateOrgResponse(details.created(last, context.organisation.id))


def deactivate_org(context: Context, _: management.DeactivateOrgRequest) -> management.DeactivateOrgResponse:
    """Switch the organisation off.

    Raises: ORGANISATION_TO_DEACTIVATE_NOT_FOUND, ORGANISATION_ALREADY_DEACTIVATED.
    """
    recorded = context.append(decide.deactivate_organisation(context.state, context.organisation))
    return management.DeactivateOrgResponse(details.changed(recorded, context.organisation.id))


def reactivate_org(context: Context, _: management.ReactivateOrgRequest) -> management.ReactivateOrgResponse:
    """Switch the organisation on again.

    Raises: ORGANISATION_TO_REACTIVATE_NOT_FOUND, ORGANISATION_ALREADY_ACTIVE.
    """
    recorded = context.append(decide.reactivate_organisation(context.state, context.organisation))
    return management.ReactivateOrgResponse(details.changed(recorded, context.organisation.id))


def remove_org(context: Context, _: management.RemoveOrgRequest) -> management.RemoveOrgResponse:
    """Remove the organisation; the answer's resource owner is the instance (recordings/orgs.jsonl).

    Raises: ORGANISATION_IS_DEFAULT, ORGANISATION_TO_REMOVE_NOT_FOUND.
    """
    return management.RemoveOrgResponse(_removed(context, context.organisation.id))


def admin_remove_org(context: Context, request: admin.RemoveOrgRequest) -> admin.RemoveOrgResponse:
    """Remove any organisation.

    Raises: ORGANISATION_IS_DEFAULT, ORGANISATION_TO_REMOVE_NOT_FOUND.
    """
    return admin.RemoveOrgResponse(_removed(context, OrganisationId(request.org_id)))


def get_my_org(context: Context, _: management.GetMyOrgRequest) -> management.GetMyOrgResponse:
    """The organisation that the request is for; one that was removed as it last was."""
    return management.GetMyOrgResponse(_with_all_events(context, context.organisation))


def get_org_by_id(context: Context, request: admin.GetOrgByIDRequest) -> admin.GetOrgByIDResponse:
    """Any organisation that there ever was.

    Raises: ORGANISATION_NOT_FOUND.
    """
    found = require(context.state.organisations.known(request.id), ORGANISATION_NOT_FOUND)
    return admin.GetOrgByIDResponse(_with_all_events(context, found))


def get_default_org(context: Context, _: admin.GetDefaultOrgRequest) -> admin.GetDefaultOrgResponse:
    """The organisation that is meant where none is named: the first one, until another is set."""
    return admin.GetDefaultOrgResponse(
        _with_all_events(context, context.state.organisations[context.state.default_organisation])
    )


def get_org_by_domain_global(
    context: Context, request: management.GetOrgByDomainGlobalRequest
) -> management.GetOrgByDomainGlobalResponse:
    """The active organisation with this primary domain; its details count the organisation's own events only.

    Raises: ORGANISATION_BY_DOMAIN_NOT_FOUND.
    Source: recordings/setup.jsonl; that inactive ones are not found is the real server's source.
    """
    organisation = context.state.organisation_with_domain(request.domain)
    if organisation is None or organisation.primary_domain != request.domain or not organisation.active:
        raise Refused(ORGANISATION_BY_DOMAIN_NOT_FOUND)
    return management.GetOrgByDomainGlobalResponse(_of_its_own_events(organisation))


def list_orgs(context: Context, request: admin.ListOrgsRequest) -> admin.ListOrgsResponse:
    """The organisations for which all queries hold; their details count the organisations' own events only.

    Source: recordings/id-orgs-and-domains.jsonl.
    """
    found = find(context.state.organisations, request.queries, tests(context.state))
    ascending = request.query is not None and request.query.asc
    about, rows = listed(context, ordered(found, request.sorting_column, COLUMNS, ascending=ascending), request.query)
    result = tuple(map(_of_its_own_events, rows))
    return admin.ListOrgsResponse(details=about, result=result)


def is_org_unique(context: Context, request: admin.IsOrgUniqueRequest) -> admin.IsOrgUniqueResponse:
    """Whether a domain, and a name with it, are free.

    Raises: QUERY_INVALID.
    """
    return admin.IsOrgUniqueResponse(is_unique=decide.is_unique(context.state, request.name, request.domain))


def set_default_org(context: Context, request: admin.SetDefaultOrgRequest) -> admin.SetDefaultOrgResponse:
    """Let another organisation be the one that is meant where none is named.

    Raises: DEFAULT_ORGANISATION_NOT_FOUND, DEFAULT_ORGANISATION_NOT_CHANGED.
    """
    recorded = context.append(decide.set_default_organisation(context.state, OrganisationId(request.org_id)))
    return admin.SetDefaultOrgResponse(details=details.changed(recorded, context.state.id))


def _removed(context: Context, organisation: OrganisationId) -> ObjectDetails:
    recorded = context.append(decide.remove_organisation(context.state, organisation))
    return details.changed(recorded, context.state.id)


def _with_all_events(context: Context, organisation: Organisation) -> Org:
    """One that may have been removed: then it has no state."""
    history = context.state.organisation_histories[organisation.id]
    about = details.stored(history.sequence, organisation.created, history.changed, organisation.id)
    return _view(organisation, about, _state(organisation) if organisation.id in context.state.organisations else "")


def _state(organisation: Organisation) -> OrgState:
    return "ORG_STATE_ACTIVE" if organisation.active else "ORG_STATE_INACTIVE"


def _of_its_own_events(organisation: Organisation) -> Org:
    return _view(organisation, details.of_row(organisation, organisation.id), _state(organisation))


def _view(organisation: Organisation, about: ObjectDetails, state: OrgState) -> Org:
    return Org(
        id=organisation.id,
        details=about,
        state=state,
        name=organisation.name,
        primary_domain=organisation.primary_domain,
    )
