"""Hooks for Schemathesis as it is: `schemathesis.toml` names this module, and `schemathesis run` needs no more.

Ids of things that exist are put into requests, and what is the real server's own behaviour is no finding; both as in
`zitadel-mock fuzz`, which tries more (other callers, the model).
"""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
from typing import Any

import schemathesis
from schemathesis import Case, HookContext, Response
from schemathesis.core.failures import Failure
from schemathesis.openapi.checks import MissingHeaderNotRejected

from ..target import Target
from .api import Api
from .checks import counts
from .links import linked
from .options import CannotFuzz
from .sending import prepare
from .spec import Spec, spec_of
from .world import World

_VARIABLE = "ZITADEL_MOCK_ADMIN_PAT"
_BEARER = "Bearer "


@schemathesis.hook
def before_load_schema(context: HookContext, raw_schema: dict[str, Any]) -> None:
    """Take a document of many files in full, and give links the bodies that lead to the next request."""
    del context
    if any("$ref" in item for item in raw_schema["paths"].values()):
        command = [sys.executable, "-m", "mockserver", "spec", "--format", "json"]
        full = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        raw_schema.clear()
        raw_schema.update(full)
    raw_schema.update(linked(raw_schema))


@schemathesis.hook
def before_call(context: HookContext, case: Case[Any], kwargs: dict[str, Any]) -> None:
    """Put ids of what exists into the request.

    Raises: CannotFuzz.
    """
    del context, kwargs
    schema = case.operation.schema
    configured = {name.lower(): value for name, value in (schema.config.headers or {}).items()}
    token = configured.get("authorization", "").removeprefix(_BEARER) or os.environ.get(_VARIABLE, "")
    if not token:
        raise CannotFuzz(f"give a token with the role IAM_OWNER: -H 'Authorization: Bearer TOKEN', or {_VARIABLE}")
    prepare(case, _world(str(case.operation.base_url), token), _spec(_Document(schema.raw_schema)))


@schemathesis.hook
def filter_failure(context: HookContext, failure: Failure, case: Case[Any], response: Response) -> bool:
    """Whether a finding counts.

    Where a header of the command line is left out on purpose, Schemathesis may send it all the same, and then nothing
    was missing.
    """
    if isinstance(failure, MissingHeaderNotRejected) and failure.header_name in response.request.headers:
        return False
    return counts(context, failure, case, response)


class _Document:
    """A document as a key: the same object is the same document."""

    def __init__(self, raw: dict[str, Any]) -> None:
        self.raw = raw

    def __hash__(self) -> int:
        return id(self.raw)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Document) and other.raw is self.raw


@functools.lru_cache(maxsize=1)
def _spec(document: _Document) -> Spec:
    return spec_of(document.raw)


@functools.lru_cache(maxsize=4)
def _world(base_url: str, token: str) -> World:
    """What the run has for itself; it is left there, since nothing tells a hook that the run ends."""
    target = Target(base_url.rstrip("/"), token)
    return World(Api(target), target)
