"""Requests that every run sends, whatever is drawn: each cell of the matrix and outside of it, and each caller."""

from __future__ import annotations

from typing import Any

from schemathesis import APIOperation, Case

from .callers import ADMIN, CALLERS
from .placeholders import named
from .spec import Spec
from .strategies import CALLER_HEADER, JSON

Operation = APIOperation[Any, Any, Any, Any]


def extra_examples(operation: Operation, examples: list[Case[Any]], spec: Spec) -> list[Case[Any]]:
    """Beside the examples of the document, which come first, and whose token they carry."""
    id_ = operation.definition.raw["operationId"]
    if not spec.permissions[id_] or not examples:
        return []
    extra = [_from(examples[0], headers={CALLER_HEADER: caller}) for caller in CALLERS if caller != ADMIN]
    if id_ == "SetTriggerActions":
        extra += [_pair(examples[0], flow, trigger) for flow in spec.matrix.flows for trigger in spec.matrix.triggers]
    return extra


def _from(example: Case[Any], headers: dict[str, str]) -> Case[Any]:
    """The same request about the organisation of the run."""
    case: Case[Any] = example.derive(keep_auth=True)
    case.headers.update({"x-zitadel-orgid": named("organisation0"), **headers})
    return case


def _pair(example: Case[Any], flow: str, trigger: str) -> Case[Any]:
    case = _from(example, {})
    case.path_parameters = {"flowType": flow, "triggerType": trigger}
    case.body, case.media_type = {"actionIds": [named("next")]}, JSON
    return case
