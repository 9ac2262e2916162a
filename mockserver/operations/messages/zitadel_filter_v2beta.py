"""Messages of zitadel.filter.v2beta, written by `make derived`."""

from __future__ import annotations

from typing import Final

from mockserver.operations.messages.base import Message
from mockserver.spec.wellknown import Uint64


class TextFilterMethodNumber:
    """zitadel.filter.v2beta.TextFilterMethod"""

    TEXT_FILTER_METHOD_EQUALS: Final = 0
    TEXT_FILTER_METHOD_EQUALS_IGNORE_CASE: Final = 1
    TEXT_FILTER_METHOD_STARTS_WITH: Final = 2
    TEXT_FILTER_METHOD_STARTS_WITH_IGNORE_CASE: Final = 3
    TEXT_FILTER_METHOD_CONTAINS: Final = 4
    TEXT_FILTER_METHOD_CONTAINS_IGNORE_CASE: Final = 5
    TEXT_FILTER_METHOD_ENDS_WITH: Final = 6
    TEXT_FILTER_METHOD_ENDS_WITH_IGNORE_CASE: Final = 7


class PaginationRequest(Message, frozen=True):
    """zitadel.filter.v2beta.PaginationRequest"""

    offset: int = 0
    limit: int = 0
    asc: bool = False


class PaginationResponse(Message, frozen=True):
    """zitadel.filter.v2beta.PaginationResponse"""

    total_result: Uint64 = Uint64("")
    applied_limit: Uint64 = Uint64("")
