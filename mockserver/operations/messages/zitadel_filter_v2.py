"""Messages of zitadel.filter.v2, written by `make derived`."""

from __future__ import annotations

from typing import Final

from mockserver.operations.messages.base import Message
from mockserver.spec.wellknown import Timestamp, Uint64


class ByteFilterMethodNumber:
    """zitadel.filter.v2.ByteFilterMethod"""

    BYTE_FILTER_METHOD_EQUALS: Final = 0
    BYTE_FILTER_METHOD_NOT_EQUALS: Final = 1


class TextFilterMethodNumber:
    """zitadel.filter.v2.TextFilterMethod"""

    TEXT_FILTER_METHOD_EQUALS: Final = 0
    TEXT_FILTER_METHOD_EQUALS_IGNORE_CASE: Final = 1
    TEXT_FILTER_METHOD_STARTS_WITH: Final = 2
    TEXT_FILTER_METHOD_STARTS_WITH_IGNORE_CASE: Final = 3
    TEXT_FILTER_METHOD_CONTAINS: Final = 4
    TEXT_FILTER_METHOD_CONTAINS_IGNORE_CASE: Final = 5
    TEXT_FILTER_METHOD_ENDS_WITH: Final = 6
    TEXT_FILTER_METHOD_ENDS_WITH_IGNORE_CASE: Final = 7


class TimestampFilterMethodNumber:
    """zitadel.filter.v2.TimestampFilterMethod"""

    TIMESTAMP_FILTER_METHOD_EQUALS: Final = 0
    TIMESTAMP_FILTER_METHOD_AFTER: Final = 1
    TIMESTAMP_FILTER_METHOD_AFTER_OR_EQUALS: Final = 2
    TIMESTAMP_FILTER_METHOD_BEFORE: Final = 3
    TIMESTAMP_FILTER_METHOD_BEFORE_OR_EQUALS: Final = 4


class IDFilter(Message, frozen=True):
    """zitadel.filter.v2.IDFilter"""

    id: str = ""


class InIDsFilter(Message, frozen=True):
    """zitadel.filter.v2.InIDsFilter"""

    ids: tuple[str, ...] = ()


class PaginationRequest(Message, frozen=True):
    """zitadel.filter.v2.PaginationRequest"""

    offset: int = 0
    limit: int = 0
    asc: bool = False


class PaginationResponse(Message, frozen=True):
    """zitadel.filter.v2.PaginationResponse"""

    total_result: Uint64 = Uint64("")
    applied_limit: Uint64 = Uint64("")


class TimestampFilter(Message, frozen=True):
    """zitadel.filter.v2.TimestampFilter"""

    timestamp: Timestamp = Timestamp("")
    method: int = 0
