"""One request of a finding, as text that can be told again to any server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .callers import ADMIN


@dataclass(frozen=True, slots=True)
class Step:
    """A request. Path and texts may hold `{{names}}` for ids; `caller` says whose token it carries, empty for none.

    `path` is as on the wire, with its query; `body` is the text that is sent, with undecodable bytes as surrogates.
    """

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str | None = None
    caller: str = ADMIN
    authorization: str = ""
    """The header as it stands where it is no token of a caller."""
    keep: tuple[str, str] | None = None
    """A name for what the answer holds, and the member that holds it."""
