"""Messages of zitadel.idp.v1, written by `make derived`."""

from __future__ import annotations

from typing import Literal

from mockserver.operations.messages.base import Message

IDPType = Literal["", "IDP_TYPE_OIDC", "IDP_TYPE_JWT"]
"""zitadel.idp.v1.IDPType; empty stands for the zero value"""


class IDPLoginPolicyLink(Message, frozen=True):
    """zitadel.idp.v1.IDPLoginPolicyLink"""

    idp_id: str = ""
    idp_name: str = ""
    idp_type: IDPType = ""
