"""The action service of v2beta, which does what the one of v2 does, to the same targets and executions.

Its messages have the fields of those of v2, so that each function reads and answers its own as those.

Source: recordings/actions-v2-beta.jsonl.
"""

from __future__ import annotations

from typing import TypeVar

import msgspec

from mockserver.operations import executions, targets
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_action_v2 as v2
from mockserver.operations.messages import zitadel_action_v2beta as messages
from mockserver.operations.messages.base import Message

M = TypeVar("M", bound=Message)


def v2beta_create_target(context: Context, request: messages.CreateTargetRequest) -> messages.CreateTargetResponse:
    """Add a target."""
    answer = targets.create_target(context, _as(v2.CreateTargetRequest, request))
    return _as(messages.CreateTargetResponse, answer)


def v2beta_update_target(context: Context, request: messages.UpdateTargetRequest) -> messages.UpdateTargetResponse:
    """Change what the request speaks of."""
    answer = targets.update_target(context, _as(v2.UpdateTargetRequest, request))
    return _as(messages.UpdateTargetResponse, answer)


def v2beta_delete_target(context: Context, request: messages.DeleteTargetRequest) -> messages.DeleteTargetResponse:
    """Remove a target."""
    answer = targets.delete_target(context, _as(v2.DeleteTargetRequest, request))
    return _as(messages.DeleteTargetResponse, answer)


def v2beta_get_target(context: Context, request: messages.GetTargetRequest) -> messages.GetTargetResponse:
    """A target, its signing key included."""
    return _as(messages.GetTargetResponse, targets.get_target(context, _as(v2.GetTargetRequest, request)))


def v2beta_list_targets(context: Context, request: messages.ListTargetsRequest) -> messages.ListTargetsResponse:
    """The targets that all filters fit."""
    return _as(messages.ListTargetsResponse, targets.list_targets(context, _as(v2.ListTargetsRequest, request)))


def v2beta_set_execution(context: Context, request: messages.SetExecutionRequest) -> messages.SetExecutionResponse:
    """Set the targets of a condition."""
    answer = executions.set_execution(context, _as(v2.SetExecutionRequest, request))
    return _as(messages.SetExecutionResponse, answer)


def v2beta_list_executions(
    context: Context, request: messages.ListExecutionsRequest
) -> messages.ListExecutionsResponse:
    """The executions that all filters fit and that have targets."""
    answer = executions.list_executions(context, _as(v2.ListExecutionsRequest, request))
    return _as(messages.ListExecutionsResponse, answer)


def v2beta_list_execution_functions(
    context: Context, request: messages.ListExecutionFunctionsRequest
) -> messages.ListExecutionFunctionsResponse:
    """The functions that conditions can name."""
    answer = executions.list_execution_functions(context, _as(v2.ListExecutionFunctionsRequest, request))
    return _as(messages.ListExecutionFunctionsResponse, answer)


def v2beta_list_execution_methods(
    context: Context, request: messages.ListExecutionMethodsRequest
) -> messages.ListExecutionMethodsResponse:
    """The methods that conditions can name."""
    answer = executions.list_execution_methods(context, _as(v2.ListExecutionMethodsRequest, request))
    return _as(messages.ListExecutionMethodsResponse, answer)


def v2beta_list_execution_services(
    context: Context, request: messages.ListExecutionServicesRequest
) -> messages.ListExecutionServicesResponse:
    """The services that conditions can name."""
    answer = executions.list_execution_services(context, _as(v2.ListExecutionServicesRequest, request))
    return _as(messages.ListExecutionServicesResponse, answer)


def _as(type_: type[M], message: Message) -> M:
    """A message as the one of another version that has the same fields."""
    return msgspec.convert(message, type_, from_attributes=True)
