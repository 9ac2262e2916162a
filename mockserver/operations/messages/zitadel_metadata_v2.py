"""Messages of zitadel.metadata.v2, written by `make derived`."""

from __future__ import annotations

from mockserver.operations.messages.base import Message
from mockserver.spec.wellknown import Base64, Timestamp


class Metadata(Message, frozen=True):
    """zitadel.metadata.v2.Metadata"""

    creation_date: Timestamp = Timestamp("")
    change_date: Timestamp = Timestamp("")
    key: str = ""
    value: Base64 = Base64("")


class MetadataKeyFilter(Message, frozen=True):
    """zitadel.metadata.v2.MetadataKeyFilter"""

    key: str = ""
    method: int = 0


class MetadataSearchFilter(Message, frozen=True):
    """zitadel.metadata.v2.MetadataSearchFilter"""

    key_filter: MetadataKeyFilter | None = None


class MetadataValueFilter(Message, frozen=True):
    """zitadel.metadata.v2.MetadataValueFilter"""

    value: Base64 = Base64("")
    method: int = 0
