"""Messages of zitadel.org.v1, written by `make derived`."""

from __future__ import annotations

from typing import Final, Literal

from mockserver.operations.messages import zitadel_v1
from mockserver.operations.messages.base import Message

DomainValidationType = Literal["", "DOMAIN_VALIDATION_TYPE_HTTP", "DOMAIN_VALIDATION_TYPE_DNS"]
"""zitadel.org.v1.DomainValidationType; empty stands for the zero value"""
OrgFieldName = Literal["", "ORG_FIELD_NAME_NAME"]
"""zitadel.org.v1.OrgFieldName; empty stands for the zero value"""
OrgState = Literal["", "ORG_STATE_ACTIVE", "ORG_STATE_INACTIVE", "ORG_STATE_REMOVED"]
"""zitadel.org.v1.OrgState; empty stands for the zero value"""


class DomainValidationTypeNumber:
    """zitadel.org.v1.DomainValidationType"""

    DOMAIN_VALIDATION_TYPE_UNSPECIFIED: Final = 0
    DOMAIN_VALIDATION_TYPE_HTTP: Final = 1
    DOMAIN_VALIDATION_TYPE_DNS: Final = 2


class OrgFieldNameNumber:
    """zitadel.org.v1.OrgFieldName"""

    ORG_FIELD_NAME_UNSPECIFIED: Final = 0
    ORG_FIELD_NAME_NAME: Final = 1


class OrgStateNumber:
    """zitadel.org.v1.OrgState"""

    ORG_STATE_UNSPECIFIED: Final = 0
    ORG_STATE_ACTIVE: Final = 1
    ORG_STATE_INACTIVE: Final = 2
    ORG_STATE_REMOVED: Final = 3


class Domain(Message, frozen=True):
    """zitadel.org.v1.Domain"""

    org_id: str = ""
    details: zitadel_v1.ObjectDetails | None = None
    domain_name: str = ""
    is_verified: bool = False
    is_primary: bool = False
    validation_type: DomainValidationType = ""


class DomainNameQuery(Message, frozen=True):
    """zitadel.org.v1.DomainNameQuery"""

    name: str = ""
    method: int = 0


class DomainSearchQuery(Message, frozen=True):
    """zitadel.org.v1.DomainSearchQuery"""

    domain_name_query: DomainNameQuery | None = None


class Org(Message, frozen=True):
    """zitadel.org.v1.Org"""

    id: str = ""
    details: zitadel_v1.ObjectDetails | None = None
    state: OrgState = ""
    name: str = ""
    primary_domain: str = ""


class OrgDomainQuery(Message, frozen=True):
    """zitadel.org.v1.OrgDomainQuery"""

    domain: str = ""
    method: int = 0


class OrgIDQuery(Message, frozen=True):
    """zitadel.org.v1.OrgIDQuery"""

    id: str = ""


class OrgNameQuery(Message, frozen=True):
    """zitadel.org.v1.OrgNameQuery"""

    name: str = ""
    method: int = 0


class OrgQuery(Message, frozen=True):
    """zitadel.org.v1.OrgQuery"""

    name_query: OrgNameQuery | None = None
    domain_query: OrgDomainQuery | None = None
    state_query: OrgStateQuery | None = None
    id_query: OrgIDQuery | None = None


class OrgStateQuery(Message, frozen=True):
    """zitadel.org.v1.OrgStateQuery"""

    state: int = 0
