"""What all checks of a run share, and what they call things."""

from __future__ import annotations

import itertools
import secrets
from dataclasses import dataclass

import httpx

from ..logins.http import Manner
from ..target import Target
from .call import Caller
from .finding import About
from .latency import Latency
from .patience import Patience
from .reach import Reach
from .secret import Secrets
from .spec import Spec

_NUMBERS = itertools.count(1)
_RUN = secrets.token_hex(4)


def unique(word: str) -> str:
    """A name that nothing else has, on no server that was ever verified."""
    return f"{word}-{_RUN}-{next(_NUMBERS)}"


@dataclass(slots=True)
class Ground:
    """What all checks of a run share."""

    spec: Spec
    admin: Caller
    secrets: Secrets
    patience: Patience
    latency: Latency
    read_only: bool
    http: httpx.Client
    """For requests that are no calls of operations; paced like all others."""
    organisations: list[str]
    """Ids of those that were made, to be removed at the end."""
    callers: dict[tuple[str, str], Caller]
    """Those that several checks share, by transport and name."""
    reach: Reach
    """What the server may be asked to call."""
    target: Target
    manner: Manner
    """How the server is asked by clients of others."""


def place(spec: Spec, check: About) -> str:
    """A check's JSON pointer."""
    if check.where.startswith(("/x-", "/paths", "/components", "/info")) or check.operation not in spec.operations:
        return check.where or "/paths"
    return spec.operations[check.operation].pointer + check.where
