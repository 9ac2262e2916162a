"""Messages of zitadel.object.v2, written by `make derived`."""

from __future__ import annotations

from typing import Final

from mockserver.operations.messages.base import Message
from mockserver.spec.wellknown import Timestamp, Uint64


class TextQueryMethodNumber:
    """zitadel.object.v2.TextQueryMethod"""

    TEXT_QUERY_METHOD_EQUALS: Final = 0
    TEXT_QUERY_METHOD_EQUALS_IGNORE_CASE: Final = 1
    TEXT_QUERY_METHOD_STARTS_WITH: Final = 2
    TEXT_QUERY_METHOD_STARTS_WITH_IGNORE_CASE: Final = 3
    TEXT_QUERY_METHOD_CONTAINS: Final = 4
    TEXT_QUERY_METHOD_CONTAINS_IGNORE_CASE: Final = 5
    TEXT_QUERY_METHOD_ENDS_WITH: Final = 6
    TEXT_QUERY_METHOD_ENDS_WITH_IGNORE_CASE: Final = 7


class Details(Message, frozen=True):
    """zitadel.object.v2.Details"""

    sequence: Uint64 = Uint64("")
    change_date: Timestamp = Timestamp("")
    resource_owner: str = ""
    creation_date: Timestamp = Timestamp("")


class ListDetails(Message, frozen=True):
    """zitadel.object.v2.ListDetails"""

    total_result: Uint64 = Uint64("")
    processed_sequence: Uint64 = Uint64("")
    timestamp: Timestamp = Timestamp("")


class ListQuery(Message, frozen=True):
    """zitadel.object.v2.ListQuery"""

    offset: int = 0
    limit: int = 0
    asc: bool = False


class Organization(Message, frozen=True):
    """zitadel.object.v2.Organization"""

    org_id: str | None = None
    org_domain: str | None = None


class RequestContext(Message, frozen=True):
    """zitadel.object.v2.RequestContext"""

    org_id: str | None = None
    instance: bool | None = None
