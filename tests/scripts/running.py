"""Scripts that run without a server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mockserver.scripts.chain import Chain, run_chain
from mockserver.scripts.model import Fetch, Run, Script
from mockserver.scripts.threads import at_once
from mockserver.scripts.trial import Person, surroundings_of


def chain_of(*scripts: Script, claims: Mapping[str, Any] | None = None, person: Person | None = None) -> Chain:
    """What scripts that run one after the other leave behind."""
    surroundings = surroundings_of(person or Person())
    return at_once(lambda: run_chain(scripts, surroundings, claims or {}, {"sub": "1"}))


def run(source: str, *, timeout_s: float = 10.0, fetch: Fetch | None = None, person: Person | None = None) -> Run:
    """The run of a script whose function is `run`."""
    script = Script(name="run", source=source, timeout_s=timeout_s, allowed_to_fail=True)
    surroundings = surroundings_of(person or Person())
    return at_once(lambda: run_chain([script], surroundings, {}, {"sub": "1"}, fetch)).runs[0]


def value_of(expression: str) -> Any:
    """What `setClaim` makes of the value of an expression in which `ctx` and `api` can stand."""
    done = run(f"function run(ctx, api) {{ api.v1.claims.setClaim('value', {expression}); }}")
    assert done.failure is None, done.failure
    return done.claims["value"]


def failure_of(source: str, *, timeout_s: float = 10.0) -> str:
    """Why a script fails."""
    done = run(source, timeout_s=timeout_s)
    assert done.failure is not None
    return done.failure.message
