"""Messages of zitadel.authn.v1, written by `make derived`."""

from __future__ import annotations

from typing import Final


class KeyTypeNumber:
    """zitadel.authn.v1.KeyType"""

    KEY_TYPE_UNSPECIFIED: Final = 0
    KEY_TYPE_JSON: Final = 1
