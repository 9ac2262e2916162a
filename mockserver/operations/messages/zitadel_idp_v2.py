"""Messages of zitadel.idp.v2, written by `make derived`."""

from __future__ import annotations

from typing import Literal

from mockserver.operations.messages.base import Message

AutoLinkingOption = Literal["", "AUTO_LINKING_OPTION_USERNAME", "AUTO_LINKING_OPTION_EMAIL"]
"""zitadel.idp.v2.AutoLinkingOption; empty stands for the zero value"""


class Options(Message, frozen=True):
    """zitadel.idp.v2.Options"""

    is_linking_allowed: bool = False
    is_creation_allowed: bool = False
    is_auto_creation: bool = False
    is_auto_update: bool = False
    auto_linking: AutoLinkingOption = ""
