"""Runs the actions of a trigger, one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from mockserver.scripts.engine import run_script, taken_of
from mockserver.scripts.model import Claims, Fetch, Run, Script, Seen, Surroundings, Unwritable
from mockserver.scripts.tables import TRIGGERS, Trigger


@dataclass(slots=True)
class Chain:
    """What a trigger's actions left behind.

    Attributes:
        claims: those that were there before, and those that were set.
        panicked: whether the server would have broken down while it prepared `ctx` of a further action.
    """

    claims: Claims
    runs: list[Run] = field(default_factory=list)
    panicked: bool = False

    @property
    def failed(self) -> Run | None:
        """The run that ended the trigger."""
        return self.runs[-1] if self.runs and self.runs[-1].stops else None


def run_chain(
    scripts: Sequence[Script],
    surroundings: Surroundings,
    claims: Mapping[str, Any],
    standard: Mapping[str, Any],
    fetch: Fetch | None = None,
    trigger: Trigger = TRIGGERS["2", "4"],
) -> Chain:
    """Run scripts of the flow of tokens in order; the first that fails and may not ends it.

    Args:
        claims: what can be added to.
        standard: what scripts see beside it, and cannot change; it wins.
    """
    chain = Chain(dict(claims))
    for script in scripts:
        if any(isinstance(value, Unwritable) for value in chain.claims.values()):
            chain.panicked = True
            return chain
        shown = msgspec.json.encode({**chain.claims, **standard})
        seen = Seen(trigger=trigger, values=surroundings.values(shown), taken=taken_of(chain.claims))
        run = run_script(script, seen, fetch)
        if run.logs:
            run.claims[log_claim(script.name)] = list(run.logs)
        chain.claims |= run.claims
        chain.runs.append(run)
        if run.stops:
            return chain
    return chain


def log_claim(action: str) -> str:
    """The claim that holds what an action logged."""
    return f"urn:zitadel:iam:action:{action}:log"
