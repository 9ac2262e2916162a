"""Messages in their proto3 JSON form, and those that many operations share.

Fields stand in the order of the proto fields and are left out of JSON where they hold their zero value; names in JSON
are the camel-case ones.
"""

from __future__ import annotations

import msgspec

from mockserver.spec.wellknown import Timestamp, Uint64


class Message(msgspec.Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Base of all messages."""


class Empty(Message, frozen=True):
    """A message without fields."""


class ObjectDetails(Message, frozen=True):
    """zitadel.v1.ObjectDetails."""

    sequence: Uint64 = Uint64("")
    creation_date: Timestamp = Timestamp("")
    change_date: Timestamp = Timestamp("")
    resource_owner: str = ""


class DetailsResponse(Message, frozen=True):
    """The response of every write that answers nothing but details."""

    details: ObjectDetails


class ListQuery(Message, frozen=True):
    """zitadel.v1.ListQuery."""

    offset: int = 0
    limit: int = 0
    asc: bool = False


class ListDetails(Message, frozen=True):
    """zitadel.v1.ListDetails."""

    total_result: Uint64 = Uint64("")
    processed_sequence: Uint64 = Uint64("")
    view_timestamp: Timestamp = Timestamp("")


class IdRequest(Message, frozen=True):
    """A request that names one object by `id`."""

    id: str = ""
