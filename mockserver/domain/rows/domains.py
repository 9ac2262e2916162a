"""Domains of organisations."""

from __future__ import annotations

from mockserver.domain.ids import OrganisationId
from mockserver.domain.tables import History, Kind, Row
from mockserver.domain.text import unique_name
from mockserver.domain.values import value


@value
class OrganisationDomain(Row):
    """A domain of an organisation; its case counts, but for whether another one may have it.

    All are verified: an instance's first settings ask for no proof.
    """

    organisation: OrganisationId
    name: str
    primary: bool = False


ORGANISATION_DOMAINS: Kind[OrganisationDomain] = Kind(
    name="organisation_domains",
    row=OrganisationDomain,
    key=lambda domain: (domain.organisation, domain.name),
    history=History.ORGANISATION,
    aggregate=lambda domain: domain.organisation,
    unique=lambda domain: (unique_name(domain.name),),
    indexes={"organisation": lambda domain: domain.organisation},
    parents={"organisations": "organisation"},
    remembered=False,
)
