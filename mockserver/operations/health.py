"""Health of the services; no authentication."""

from __future__ import annotations

from mockserver.operations.messages.base import Empty


def healthz(_: Empty) -> Empty:
    """The service is there."""
    return Empty()
