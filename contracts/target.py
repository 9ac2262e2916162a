"""The server that is being tested."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Target:
    """Where a server listens (`http://host:port`) and a token of it with the role IAM_OWNER, which is never printed."""

    base_url: str
    admin_pat: str = field(repr=False)
