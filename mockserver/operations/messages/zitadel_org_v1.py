"""Messages of zitadel.org.v1, written by `make derived`."""

from __future__ import annotations

from typing import Literal

from mockserver.operations.messages import zitadel_v1
from mockserver.operations.messages.base import Message

OrgState = Literal["", "ORG_STATE_ACTIVE", "ORG_STATE_INACTIVE", "ORG_STATE_REMOVED"]
"""zitadel.org.v1.OrgState; empty stands for the zero value"""


class Org(Message, frozen=True):
    """zitadel.org.v1.Org"""

    id: str = ""
    details: zitadel_v1.ObjectDetails | None = None
    state: OrgState = ""
    name: str = ""
    primary_domain: str = ""
