"""Which answers of a recording scripts had a part in, so that each is a check with a name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ..exchange import Exchange

SCRIPTS: Final = "Scripts"
"""Stands for the operation of checks of what scripts do: tokens are asked for at paths that no method has."""
_BINDS: Final = re.compile(r"/management/v1/flows/[^/]+/trigger/[^/]+")
_CHANGES: Final = re.compile(r"/management/v1/(actions|flows)/?")
_ANSWERS: Final = (
    (re.compile(r"/oauth/v2/token"), "tokens"),
    (re.compile(r"/oidc/v1/userinfo"), "userinfo"),
    (re.compile(r"/oauth/v2/introspect"), "introspection"),
    (re.compile(r"/management/v1/users/[^/]+/metadata/_search"), "metadata"),
)
"""Paths at which it is told what scripts did, and what is told there."""


@dataclass(frozen=True, slots=True)
class ScriptAnswer:
    """What is told, and the line at which the scripts became what they then were."""

    of: str
    since: int


def script_answers(exchanges: Iterable[Exchange]) -> dict[int, ScriptAnswer]:
    """By line, the answers behind the first action that a trace binds."""
    found: dict[int, ScriptAnswer] = {}
    bound, since = False, 0
    for exchange in exchanges:
        path = exchange.request.path
        if _CHANGES.match(path) and exchange.request.method != "GET":
            bound = bound or _BINDS.fullmatch(path) is not None
            since = exchange.line
        of = next((name for pattern, name in _ANSWERS if pattern.fullmatch(path)), "") if bound else ""
        if of:
            found[exchange.line] = ScriptAnswer(of, since)
    return found
