"""Messages of zitadel.authn.v1, written by `make derived`."""

from __future__ import annotations

from typing import Final, Literal

from mockserver.operations.messages import zitadel_v1
from mockserver.operations.messages.base import Message
from mockserver.spec.wellknown import Timestamp

KeyType = Literal["", "KEY_TYPE_JSON"]
"""zitadel.authn.v1.KeyType; empty stands for the zero value"""


class KeyTypeNumber:
    """zitadel.authn.v1.KeyType"""

    KEY_TYPE_UNSPECIFIED: Final = 0
    KEY_TYPE_JSON: Final = 1


class Key(Message, frozen=True):
    """zitadel.authn.v1.Key"""

    id: str = ""
    details: zitadel_v1.ObjectDetails | None = None
    type: KeyType = ""
    expiration_date: Timestamp = Timestamp("")
