"""Messages of organisations, in the v1 and v2 services, and of memberships."""

from __future__ import annotations

from mockserver.operations.messages.base import ListQuery, Message, ObjectDetails
from mockserver.spec.wellknown import Timestamp, Uint64


class NameRequest(Message, frozen=True):
    """AddOrgRequest and UpdateOrgRequest."""

    name: str = ""


class AddOrgResponse(Message, frozen=True):
    id: str
    details: ObjectDetails


class Org(Message, frozen=True):
    """zitadel.org.v1.Org."""

    id: str
    details: ObjectDetails
    state: str = ""
    name: str = ""
    primary_domain: str = ""


class OrgResponse(Message, frozen=True):
    """The response of every operation that reads one organisation."""

    org: Org


class DomainRequest(Message, frozen=True):
    """GetOrgByDomainGlobalRequest."""

    domain: str = ""


class AdminRemoveOrgRequest(Message, frozen=True):
    org_id: str = ""


class AddMemberRequest(Message, frozen=True):
    """AddOrgMemberRequest and AddIAMMemberRequest."""

    user_id: str = ""
    roles: tuple[str, ...] = ()


class Details(Message, frozen=True):
    """zitadel.object.v2.Details."""

    sequence: Uint64 = Uint64("")
    change_date: Timestamp = Timestamp("")
    resource_owner: str = ""
    creation_date: Timestamp = Timestamp("")


class ListDetailsV2(Message, frozen=True):
    """zitadel.object.v2.ListDetails."""

    total_result: Uint64 = Uint64("")
    processed_sequence: Uint64 = Uint64("")
    timestamp: Timestamp = Timestamp("")


class Admin(Message, frozen=True):
    """zitadel.org.v2.AddOrganizationRequest.Admin; `human` is only known to be there, not read."""

    user_id: str | None = None
    """An empty one is given, and unknown; None where the admin has none."""
    human: dict[str, object] | None = None
    roles: tuple[str, ...] = ()


class AddOrganizationRequest(Message, frozen=True):
    name: str = ""
    admins: tuple[Admin, ...] = ()
    org_id: str = ""


class AddOrganizationResponse(Message, frozen=True):
    details: Details
    organization_id: str


class OrganizationNameQuery(Message, frozen=True):
    name: str = ""
    method: int = 0


class OrganizationDomainQuery(Message, frozen=True):
    domain: str = ""
    method: int = 0


class OrganizationStateQuery(Message, frozen=True):
    state: int = 0


class OrganizationIDQuery(Message, frozen=True):
    id: str = ""


class SearchQuery(Message, frozen=True):
    """zitadel.org.v2.SearchQuery: at most one of its fields is set."""

    name_query: OrganizationNameQuery | None = None
    domain_query: OrganizationDomainQuery | None = None
    state_query: OrganizationStateQuery | None = None
    id_query: OrganizationIDQuery | None = None
    default_query: dict[str, object] | None = None


class ListOrganizationsRequest(Message, frozen=True):
    query: ListQuery = ListQuery()
    sorting_column: int = 0
    queries: tuple[SearchQuery, ...] = ()


class Organization(Message, frozen=True):
    """zitadel.org.v2.Organization."""

    id: str
    details: Details
    state: str
    name: str
    primary_domain: str


class ListOrganizationsResponse(Message, frozen=True):
    details: ListDetailsV2
    sorting_column: str = ""
    result: tuple[Organization, ...] = ()
