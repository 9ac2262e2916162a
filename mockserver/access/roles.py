"""Which role gives which permissions."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from pathlib import Path

_TABLE = Path(__file__).with_name("role_permissions.json")


@functools.cache
def role_permissions() -> Mapping[str, tuple[str, ...]]:
    """The real server's default role mappings: role to permissions, in its order.

    Source: the defaults of the real server; recordings/access.jsonl holds every combination that matters here.
    """
    table: dict[str, list[str]] = json.loads(_TABLE.read_text("utf-8"))
    return {role: tuple(permissions) for role, permissions in table.items()}


@functools.lru_cache(maxsize=1024)
def permissions_of(roles: tuple[str, ...]) -> frozenset[str]:
    """All permissions that a set of roles gives together."""
    return frozenset(permission for role in roles for permission in role_permissions()[role])
