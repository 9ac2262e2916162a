"""Hooks for Schemathesis, run on what is made up: requests mean what exists, and some findings are none."""

from __future__ import annotations

from collections import defaultdict
from http import HTTPStatus
from typing import Any

import schemathesis
from schemathesis import Case, HookContext, Response
from schemathesis.core.failures import Failure, ServerError

from contracts.fuzz.checks import UNPRINTABLE_PATH, counts
from mockserver.unmodelled.fabricated.deriving import served_kinds
from mockserver.unmodelled.fabricated.kinds import OWN, Action

_MADE: defaultdict[str, list[str]] = defaultdict(list)
"""Ids by kind, in the order in which they were made."""


@schemathesis.hook
def before_call(context: HookContext, case: Case[Any], kwargs: dict[str, Any]) -> None:
    """Mean things that exist, and the caller's own organisation."""
    del context, kwargs
    if case.headers is not None:
        case.headers.pop("x-zitadel-orgid", None)
    table = served_kinds()
    row = table.rows.get(_rpc(case))
    for name, meant in row.address if row is not None else ():
        referred = table.referred.get(meant)
        kind = row.kind if meant == OWN and row is not None else referred.name if referred is not None else ""
        if _MADE[kind]:
            for place in (case.path_parameters, case.body):
                if isinstance(place, dict) and isinstance(place.get(name), str):
                    place[name] = _MADE[kind][-1]


@schemathesis.hook
def after_call(context: HookContext, case: Case[Any], response: Response) -> None:
    """Keep the id of what was made, and forget that of what was removed."""
    del context
    row = served_kinds().rows.get(_rpc(case))
    if row is None or response.status_code >= HTTPStatus.BAD_REQUEST:
        return
    if row.action is Action.ADD:
        _MADE[row.kind] += [value for name, value in response.json().items() if name.lower().endswith("id")][:1]
    elif row.action is Action.REMOVE:
        del _MADE[row.kind][-1:]


@schemathesis.hook
def filter_failure(context: HookContext, failure: Failure, case: Case[Any], response: Response) -> bool:
    """Whether a finding counts.

    501 is what a server answers that does not make something up; to unprintable paths the real server answers 500. What
    is modelled is judged as always.
    """
    if "x-errors" in case.operation.definition.raw:
        return counts(context, failure, case, response)
    if not isinstance(failure, ServerError):
        return True
    return response.status_code != HTTPStatus.NOT_IMPLEMENTED and response.json() != UNPRINTABLE_PATH


def _rpc(case: Case[Any]) -> str:
    rpc: str = case.operation.definition.raw.get("x-rpc", "")
    return rpc
