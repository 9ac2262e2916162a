"""What a server that shares its state has in place of what others have."""

from __future__ import annotations

from mockserver.sharing.gateway import SharedGateway
from mockserver.sharing.instance import SharedInstances
from mockserver.sharing.starting import CannotShare, Shared, start

__all__ = ["CannotShare", "Shared", "SharedGateway", "SharedInstances", "start"]
