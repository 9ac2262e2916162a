"""Executions, in the action service of v2: which targets a condition calls."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from mockserver.domain import executions as decide
from mockserver.domain.executions import Condition, Of, Part, condition_of
from mockserver.domain.ids import TargetId
from mockserver.domain.rows.targets import Execution
from mockserver.errors.catalogue import EXECUTION_WITHOUT_CONDITION, V2_QUERY_LIST_EMPTY
from mockserver.errors.problem import Refused
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_action_v2 as messages
from mockserver.operations.offered_conditions import offered_conditions
from mockserver.operations.searching import Tests, searched_filtered
from mockserver.spec.wellknown import EARLIEST_US, timestamp


class _Listed(NamedTuple):
    """An execution with those of its targets that exist."""

    row: Execution
    targets: tuple[TargetId, ...]


def set_execution(context: Context, request: messages.SetExecutionRequest) -> messages.SetExecutionResponse:
    """Set the targets of a condition; none empty it. To empty what was never set answers the year 1.

    Raises: EXECUTION_WITHOUT_CONDITION, EXECUTION_TARGET_INVALID, EXECUTION_METHOD_NOT_FOUND,
        EXECUTION_SERVICE_NOT_FOUND, EXECUTION_FUNCTION_NOT_FOUND, EXECUTION_EVENT_NOT_FOUND,
        EXECUTION_EVENT_GROUP_NOT_FOUND, EXECUTION_TARGET_NOT_FOUND.
    Source: recordings/actions-v2-executions.jsonl, actions-v2-fresh.jsonl.
    """
    if request.condition is None:
        raise Refused(EXECUTION_WITHOUT_CONDITION)
    condition = _condition(request.condition)
    decide.require_targets_named(request.targets)
    decide.require_offered(condition, offered_conditions())
    before, events = decide.set_execution(context.state, condition, request.targets)
    if not events and before is None:
        return messages.SetExecutionResponse(set_date=timestamp(EARLIEST_US))
    return messages.SetExecutionResponse(set_date=timestamp(context.write(events, unchanged=before).at))


_TYPES = {
    messages.ExecutionTypeNumber.EXECUTION_TYPE_REQUEST: Of.REQUEST,
    messages.ExecutionTypeNumber.EXECUTION_TYPE_RESPONSE: Of.RESPONSE,
    messages.ExecutionTypeNumber.EXECUTION_TYPE_EVENT: Of.EVENT,
    messages.ExecutionTypeNumber.EXECUTION_TYPE_FUNCTION: Of.FUNCTION,
}


def _is_of_type(listed: _Listed, query: messages.ExecutionTypeFilter) -> bool:
    """A type that is none asks for nothing."""
    of = _TYPES.get(query.execution_type)
    return of is None or condition_of(listed.row.id).of is of


def _calls(listed: _Listed, query: messages.TargetFilter) -> bool:
    """An empty id asks for nothing."""
    return not query.target_id or query.target_id in listed.targets


def _tests(filters: Iterable[messages.ExecutionSearchFilter]) -> Tests[_Listed]:
    """The tests of what filters ask; the ids of their conditions are made once, and not for each execution."""
    ids = {
        id(asked): {_condition(condition).id for condition in asked.conditions}
        for each in filters
        if (asked := each.in_conditions_filter) is not None
    }

    def is_of_conditions(listed: _Listed, query: messages.InConditionsFilter) -> bool:
        return listed.row.id in ids[id(query)]

    return {
        "in_conditions_filter": is_of_conditions,
        "execution_type_filter": _is_of_type,
        "target_filter": _calls,
    }


_COLUMN = messages.ExecutionFieldNameNumber
_COLUMNS: Mapping[int, Callable[[_Listed], Any]] = {
    _COLUMN.EXECUTION_FIELD_NAME_ID: lambda listed: listed.row.id,
    _COLUMN.EXECUTION_FIELD_NAME_CREATED_DATE: lambda listed: listed.row.created,
    _COLUMN.EXECUTION_FIELD_NAME_CHANGED_DATE: lambda listed: listed.row.changed,
}


def list_executions(context: Context, request: messages.ListExecutionsRequest) -> messages.ListExecutionsResponse:
    """The executions that all filters fit and that have targets, by the date on which their condition was first set.

    Raises: V2_QUERY_LIST_EMPTY, LIMIT_EXCEEDED.
    Source: recordings/actions-v2-lists.jsonl, actions-v2-fresh.jsonl.
    """
    for each in request.filters:
        if each.in_conditions_filter is not None and not each.in_conditions_filter.conditions:
            raise Refused(V2_QUERY_LIST_EMPTY)
    state = context.state
    listed = [_Listed(row, targets) for row in state.executions if (targets := decide.called(state, row))]
    tests, by_default = _tests(request.filters), _COLUMN.EXECUTION_FIELD_NAME_CREATED_DATE
    pagination, rows = searched_filtered(listed, request, tests, _COLUMNS, by_default=by_default)
    return messages.ListExecutionsResponse(pagination=pagination, executions=tuple(map(_view, rows)))


def list_execution_functions(
    _: Context, request: messages.ListExecutionFunctionsRequest
) -> messages.ListExecutionFunctionsResponse:
    """The functions that conditions can name."""
    del request
    return messages.ListExecutionFunctionsResponse(functions=tuple(offered_conditions().functions))


def list_execution_methods(
    _: Context, request: messages.ListExecutionMethodsRequest
) -> messages.ListExecutionMethodsResponse:
    """The methods that conditions can name, each with its slash, sorted."""
    del request
    return messages.ListExecutionMethodsResponse(methods=tuple(offered_conditions().methods))


def list_execution_services(
    _: Context, request: messages.ListExecutionServicesRequest
) -> messages.ListExecutionServicesResponse:
    """The services that conditions can name, sorted."""
    del request
    return messages.ListExecutionServicesResponse(services=tuple(offered_conditions().services))


def _condition(message: messages.Condition) -> Condition:
    """The condition of a message whose field rules hold."""
    for of, called in ((Of.REQUEST, message.request), (Of.RESPONSE, message.response)):
        if called is not None:
            if called.method is not None:
                return Condition(of, Part.METHOD, called.method)
            return Condition(of, Part.ALL) if called.service is None else Condition(of, Part.SERVICE, called.service)
    if message.event is not None:
        if message.event.event is not None:
            return Condition(Of.EVENT, Part.EVENT, message.event.event)
        group = message.event.group
        return Condition(Of.EVENT, Part.ALL) if group is None else Condition(Of.EVENT, Part.GROUP, group)
    return Condition(Of.FUNCTION, Part.FUNCTION, message.function.name if message.function is not None else "")


def _view(listed: _Listed) -> messages.Execution:
    row = listed.row
    return messages.Execution(
        condition=_condition_view(condition_of(row.id)),
        creation_date=timestamp(row.created),
        change_date=timestamp(row.changed),
        targets=listed.targets,
    )


def _condition_view(condition: Condition) -> messages.Condition:
    of, part, name = condition
    if of is Of.FUNCTION:
        return messages.Condition(function=messages.FunctionExecution(name))
    said: dict[str, Any] = {part.value: name or True}
    if of is Of.REQUEST:
        return messages.Condition(request=messages.RequestExecution(**said))
    if of is Of.RESPONSE:
        return messages.Condition(response=messages.ResponseExecution(**said))
    return messages.Condition(event=messages.EventExecution(**said))
