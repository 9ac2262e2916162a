"""Domains of organisations."""

from __future__ import annotations

from mockserver.domain import domains as decide
from mockserver.domain.rows.domains import OrganisationDomain
from mockserver.operations import details
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_management_v1 as messages
from mockserver.operations.messages import zitadel_org_v1
from mockserver.operations.searching import Tests, find, listed, text

_TESTS: Tests[OrganisationDomain] = {"domain_name_query": text(lambda domain: domain.name, "name")}


def list_org_domains(context: Context, request: messages.ListOrgDomainsRequest) -> messages.ListOrgDomainsResponse:
    """The organisation's domains for which all queries hold."""
    rows = context.state.organisation_domains.where("organisation", context.organisation.id)
    about, page = listed(context, find(rows, request.queries, _TESTS), request.query)
    return messages.ListOrgDomainsResponse(details=about, result=tuple(map(_view, page)))


def add_org_domain(context: Context, request: messages.AddOrgDomainRequest) -> messages.AddOrgDomainResponse:
    """Add a domain, which is verified at once.

    Raises: DOMAIN_INVALID, DOMAIN_ALREADY_ADDED, NUL_IN_TEXT, ORGANISATION_DOMAIN_TAKEN.
    """
    stamp = context.write(decide.add_domain(context.state, context.organisation.id, request.domain))
    return messages.AddOrgDomainResponse(details=details.created(stamp, context.organisation.id))


def set_primary_org_domain(
    context: Context, request: messages.SetPrimaryOrgDomainRequest
) -> messages.SetPrimaryOrgDomainResponse:
    """Make a domain the primary one.

    Raises: DOMAIN_TO_CHANGE_NOT_FOUND.
    """
    recorded = context.append(decide.set_primary_domain(context.state, context.organisation, request.domain))
    return messages.SetPrimaryOrgDomainResponse(details=details.changed(recorded, context.organisation.id))


def remove_org_domain(context: Context, request: messages.RemoveOrgDomainRequest) -> messages.RemoveOrgDomainResponse:
    """Take a domain away.

    Raises: DOMAIN_TO_CHANGE_NOT_FOUND, PRIMARY_DOMAIN_NOT_REMOVABLE.
    """
    recorded = context.append(decide.remove_domain(context.state, context.organisation, request.domain))
    return messages.RemoveOrgDomainResponse(details=details.changed(recorded, context.organisation.id))


def generate_org_domain_validation(
    context: Context, request: messages.GenerateOrgDomainValidationRequest
) -> messages.GenerateOrgDomainValidationResponse:
    """Refuse to give a proof of a domain, as all are verified.

    Raises: DOMAIN_TO_PROVE_NOT_FOUND, DOMAIN_ALREADY_VERIFIED.
    """
    decide.generate_validation(context.state, context.organisation, request.domain)


def validate_org_domain(
    context: Context, request: messages.ValidateOrgDomainRequest
) -> messages.ValidateOrgDomainResponse:
    """Refuse to look at the proof of a domain, as all are verified.

    Raises: DOMAIN_TO_VALIDATE_NOT_FOUND, DOMAIN_ALREADY_VERIFIED.
    """
    decide.validate(context.state, context.organisation, request.domain)


def _view(domain: OrganisationDomain) -> zitadel_org_v1.Domain:
    return zitadel_org_v1.Domain(
        org_id=domain.organisation,
        details=details.of_row(domain, domain.organisation),
        domain_name=domain.name,
        is_verified=True,
        is_primary=domain.primary,
    )
