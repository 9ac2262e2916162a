"""Health of the services; no authentication."""

from __future__ import annotations

from mockserver.operations.messages.base import Message


def healthz(_: Message) -> Message:
    """The service is there; neither message has fields in any of them."""
    return Message()
