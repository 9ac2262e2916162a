"""Messages of zitadel.metadata.v1, written by `make derived`."""

from __future__ import annotations

from mockserver.operations.messages import zitadel_v1
from mockserver.operations.messages.base import Message
from mockserver.spec.wellknown import Base64


class Metadata(Message, frozen=True):
    """zitadel.metadata.v1.Metadata"""

    details: zitadel_v1.ObjectDetails | None = None
    key: str = ""
    value: Base64 = Base64("")


class MetadataKeyQuery(Message, frozen=True):
    """zitadel.metadata.v1.MetadataKeyQuery"""

    key: str = ""
    method: int = 0


class MetadataQuery(Message, frozen=True):
    """zitadel.metadata.v1.MetadataQuery"""

    key_query: MetadataKeyQuery | None = None
