"""Messages of zitadel.org.v2, written by `make derived`."""

from __future__ import annotations

from typing import Final, Literal

from mockserver.operations.messages import zitadel_object_v2, zitadel_user_v2
from mockserver.operations.messages.base import Message

OrganizationFieldName = Literal["", "ORGANIZATION_FIELD_NAME_NAME"]
"""zitadel.org.v2.OrganizationFieldName; empty stands for the zero value"""
OrganizationState = Literal[
    "", "ORGANIZATION_STATE_ACTIVE", "ORGANIZATION_STATE_INACTIVE", "ORGANIZATION_STATE_REMOVED"
]
"""zitadel.org.v2.OrganizationState; empty stands for the zero value"""


class OrganizationFieldNameNumber:
    """zitadel.org.v2.OrganizationFieldName"""

    ORGANIZATION_FIELD_NAME_UNSPECIFIED: Final = 0
    ORGANIZATION_FIELD_NAME_NAME: Final = 1


class OrganizationStateNumber:
    """zitadel.org.v2.OrganizationState"""

    ORGANIZATION_STATE_UNSPECIFIED: Final = 0
    ORGANIZATION_STATE_ACTIVE: Final = 1
    ORGANIZATION_STATE_INACTIVE: Final = 2
    ORGANIZATION_STATE_REMOVED: Final = 3


class AddOrganizationRequest(Message, frozen=True):
    """zitadel.org.v2.AddOrganizationRequest"""

    name: str = ""
    admins: tuple[AddOrganizationRequestAdmin, ...] = ()
    org_id: str | None = None


class AddOrganizationRequestAdmin(Message, frozen=True):
    """zitadel.org.v2.AddOrganizationRequest.Admin"""

    user_id: str | None = None
    human: zitadel_user_v2.AddHumanUserRequest | None = None
    roles: tuple[str, ...] = ()


class AddOrganizationResponse(Message, frozen=True):
    """zitadel.org.v2.AddOrganizationResponse"""

    details: zitadel_object_v2.Details | None = None
    organization_id: str = ""
    created_admins: tuple[AddOrganizationResponseCreatedAdmin, ...] = ()


class AddOrganizationResponseCreatedAdmin(Message, frozen=True):
    """zitadel.org.v2.AddOrganizationResponse.CreatedAdmin"""

    user_id: str = ""
    email_code: str | None = None
    phone_code: str | None = None


class DefaultOrganizationQuery(Message, frozen=True):
    """zitadel.org.v2.DefaultOrganizationQuery"""


class ListOrganizationsRequest(Message, frozen=True):
    """zitadel.org.v2.ListOrganizationsRequest"""

    query: zitadel_object_v2.ListQuery | None = None
    sorting_column: int = 0
    queries: tuple[SearchQuery, ...] = ()


class ListOrganizationsResponse(Message, frozen=True):
    """zitadel.org.v2.ListOrganizationsResponse"""

    details: zitadel_object_v2.ListDetails | None = None
    sorting_column: OrganizationFieldName = ""
    result: tuple[Organization, ...] = ()


class Organization(Message, frozen=True):
    """zitadel.org.v2.Organization"""

    id: str = ""
    details: zitadel_object_v2.Details | None = None
    state: OrganizationState = ""
    name: str = ""
    primary_domain: str = ""


class OrganizationDomainQuery(Message, frozen=True):
    """zitadel.org.v2.OrganizationDomainQuery"""

    domain: str = ""
    method: int = 0


class OrganizationIDQuery(Message, frozen=True):
    """zitadel.org.v2.OrganizationIDQuery"""

    id: str = ""


class OrganizationNameQuery(Message, frozen=True):
    """zitadel.org.v2.OrganizationNameQuery"""

    name: str = ""
    method: int = 0


class OrganizationStateQuery(Message, frozen=True):
    """zitadel.org.v2.OrganizationStateQuery"""

    state: int = 0


class SearchQuery(Message, frozen=True):
    """zitadel.org.v2.SearchQuery"""

    name_query: OrganizationNameQuery | None = None
    domain_query: OrganizationDomainQuery | None = None
    state_query: OrganizationStateQuery | None = None
    id_query: OrganizationIDQuery | None = None
    default_query: DefaultOrganizationQuery | None = None
