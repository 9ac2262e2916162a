"""Messages of zitadel.v1, written by `make derived`."""

from __future__ import annotations

from typing import Final

from mockserver.operations.messages.base import Message
from mockserver.spec.wellknown import Timestamp, Uint64


class TextQueryMethodNumber:
    """zitadel.v1.TextQueryMethod"""

    TEXT_QUERY_METHOD_EQUALS: Final = 0
    TEXT_QUERY_METHOD_EQUALS_IGNORE_CASE: Final = 1
    TEXT_QUERY_METHOD_STARTS_WITH: Final = 2
    TEXT_QUERY_METHOD_STARTS_WITH_IGNORE_CASE: Final = 3
    TEXT_QUERY_METHOD_CONTAINS: Final = 4
    TEXT_QUERY_METHOD_CONTAINS_IGNORE_CASE: Final = 5
    TEXT_QUERY_METHOD_ENDS_WITH: Final = 6
    TEXT_QUERY_METHOD_ENDS_WITH_IGNORE_CASE: Final = 7


class TimestampQueryMethodNumber:
    """zitadel.v1.TimestampQueryMethod"""

    TIMESTAMP_QUERY_METHOD_EQUALS: Final = 0
    TIMESTAMP_QUERY_METHOD_GREATER: Final = 1
    TIMESTAMP_QUERY_METHOD_GREATER_OR_EQUALS: Final = 2
    TIMESTAMP_QUERY_METHOD_LESS: Final = 3
    TIMESTAMP_QUERY_METHOD_LESS_OR_EQUALS: Final = 4


class ListDetails(Message, frozen=True):
    """zitadel.v1.ListDetails"""

    total_result: Uint64 = Uint64("")
    processed_sequence: Uint64 = Uint64("")
    view_timestamp: Timestamp = Timestamp("")


class ListQuery(Message, frozen=True):
    """zitadel.v1.ListQuery"""

    offset: int = 0
    limit: int = 0
    asc: bool = False


class LocalizedMessage(Message, frozen=True):
    """zitadel.v1.LocalizedMessage"""

    key: str = ""
    localized_message: str = ""


class ObjectDetails(Message, frozen=True):
    """zitadel.v1.ObjectDetails"""

    sequence: Uint64 = Uint64("")
    creation_date: Timestamp = Timestamp("")
    change_date: Timestamp = Timestamp("")
    resource_owner: str = ""
