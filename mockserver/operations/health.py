"""Health of the services; no authentication."""

from __future__ import annotations

from mockserver.operations.messages.base import Message


def management_healthz(_: Message) -> Message:
    """The service is there; neither message has fields in any of them."""
    return Message()


admin_healthz = auth_healthz = management_healthz
