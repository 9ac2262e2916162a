"""Targets, in the action service of v2.

All belong to the instance; the organisation of the request is not looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mockserver.access import keys
from mockserver.domain import targets as decide
from mockserver.domain.ids import Nanoseconds, TargetId
from mockserver.domain.rows.targets import Target, TargetKind
from mockserver.domain.targets import TargetChange
from mockserver.domain.verbs import require
from mockserver.errors.catalogue import TARGET_NOT_FOUND, V2_QUERY_LIST_EMPTY
from mockserver.errors.problem import Refused
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_action_v2 as messages
from mockserver.operations.searching import Tests, one_of, searched_filtered, text
from mockserver.spec.wellknown import Duration, duration, parse_duration, timestamp

_TESTS: Tests[Target] = {
    "target_name_filter": text(lambda target: target.name, "target_name"),
    "in_target_ids_filter": one_of(lambda target: target.id, "target_ids"),
}
_COLUMN = messages.TargetFieldNameNumber
_COLUMNS: Mapping[int, Callable[[Target], Any]] = {
    _COLUMN.TARGET_FIELD_NAME_ID: lambda target: target.id,
    _COLUMN.TARGET_FIELD_NAME_CREATED_DATE: lambda target: target.created,
    _COLUMN.TARGET_FIELD_NAME_CHANGED_DATE: lambda target: target.changed,
    _COLUMN.TARGET_FIELD_NAME_NAME: lambda target: (target.name.lower(), target.name.swapcase()),
    _COLUMN.TARGET_FIELD_NAME_TARGET_TYPE: lambda target: target.target_kind,
    _COLUMN.TARGET_FIELD_NAME_URL: lambda target: target.endpoint,
    _COLUMN.TARGET_FIELD_NAME_TIMEOUT: lambda target: target.timeout,
    _COLUMN.TARGET_FIELD_NAME_INTERRUPT_ON_ERROR: lambda target: target.interrupt_on_error,
}
"""Names are compared as the real server's database compares them: letters first, small ones before large ones (that
this holds for all texts is assumed)."""


def create_target(context: Context, request: messages.CreateTargetRequest) -> messages.CreateTargetResponse:
    """Add a target, with a signing key of its own.

    Raises: NEW_TARGET_WITHOUT_TIMEOUT, NEW_TARGET_ENDPOINT_INVALID, NUL_IN_TEXT, TARGET_ALREADY_EXISTS.
    Source: recordings/actions-v2-targets.jsonl.
    """
    kind, interrupts = _kind(request)
    target = Target(
        id=TargetId(context.instance.ids.next()),
        name=request.name,
        target_kind=kind or TargetKind.WEBHOOK,
        endpoint=request.endpoint,
        timeout=_span(request.timeout) or Nanoseconds(0),
        interrupt_on_error=interrupts,
        signing_key=keys.new_signing_key(context.instance.randomness),
    )
    stamp = context.write((decide.add_target(context.state, target),))
    return messages.CreateTargetResponse(
        id=target.id, creation_date=timestamp(stamp.at), signing_key=target.signing_key
    )


def update_target(context: Context, request: messages.UpdateTargetRequest) -> messages.UpdateTargetResponse:
    """Change what the request speaks of; a new signing key is told, and makes the old one void.

    Raises: TARGET_WITHOUT_TIMEOUT, TARGET_ENDPOINT_INVALID, TARGET_TO_CHANGE_NOT_FOUND, NUL_IN_TEXT,
        TARGET_ALREADY_EXISTS.
    Source: recordings/actions-v2-targets.jsonl.
    """
    kind, interrupts = _kind(request)
    key = keys.new_signing_key(context.instance.randomness) if request.expiration_signing_key else None
    asked = TargetChange(
        name=request.name,
        target_kind=kind,
        interrupt_on_error=interrupts,
        endpoint=request.endpoint,
        timeout=_span(request.timeout),
        signing_key=key,
    )
    before, events = decide.change_target(context.state, TargetId(request.id), asked)
    stamp = context.write(events, unchanged=before)
    return messages.UpdateTargetResponse(change_date=timestamp(stamp.at), signing_key=key)


def delete_target(context: Context, request: messages.DeleteTargetRequest) -> messages.DeleteTargetResponse:
    """Remove a target; one that was removed before tells when, one that never was tells nothing.

    Source: recordings/actions-v2-targets.jsonl.
    """
    found = decide.remove_target(context.state, TargetId(request.id))
    if found is None:
        return messages.DeleteTargetResponse()
    row, events = found
    return messages.DeleteTargetResponse(deletion_date=timestamp(context.write(events, unchanged=row).at))


def get_target(context: Context, request: messages.GetTargetRequest) -> messages.GetTargetResponse:
    """A target, its signing key included.

    Raises: TARGET_NOT_FOUND.
    """
    return messages.GetTargetResponse(
        target=_view(require(context.state.targets.get(TargetId(request.id)), TARGET_NOT_FOUND))
    )


def list_targets(context: Context, request: messages.ListTargetsRequest) -> messages.ListTargetsResponse:
    """The targets that all filters fit, by the date of their creation unless a column is asked for.

    Raises: V2_QUERY_LIST_EMPTY, LIMIT_EXCEEDED.
    Source: recordings/actions-v2-lists.jsonl.
    """
    for each in request.filters:
        if each.in_target_ids_filter is not None and not each.in_target_ids_filter.target_ids:
            raise Refused(V2_QUERY_LIST_EMPTY)
    pagination, rows = searched_filtered(
        context.state.targets, request, _TESTS, _COLUMNS, by_default=_COLUMN.TARGET_FIELD_NAME_CREATED_DATE
    )
    return messages.ListTargetsResponse(pagination=pagination, targets=tuple(map(_view, rows)))


def _kind(
    request: messages.CreateTargetRequest | messages.UpdateTargetRequest,
) -> tuple[TargetKind | None, bool]:
    """The kind that a request sets, if it does, and whether errors interrupt: those of asynchronous calls never do."""
    if request.rest_webhook is not None:
        return TargetKind.WEBHOOK, request.rest_webhook.interrupt_on_error
    if request.rest_call is not None:
        return TargetKind.CALL, request.rest_call.interrupt_on_error
    return None if request.rest_async is None else TargetKind.ASYNC, False


def _span(given: Duration) -> Nanoseconds | None:
    """A span of time, if it is given."""
    span = parse_duration(given) if given else None
    return None if span is None else Nanoseconds(span)


def _view(target: Target) -> messages.Target:
    interrupts, kind = target.interrupt_on_error, target.target_kind
    return messages.Target(
        id=target.id,
        creation_date=timestamp(target.created),
        change_date=timestamp(target.changed),
        name=target.name,
        rest_webhook=messages.RESTWebhook(interrupts) if kind is TargetKind.WEBHOOK else None,
        rest_call=messages.RESTCall(interrupts) if kind is TargetKind.CALL else None,
        rest_async=messages.RESTAsync() if kind is TargetKind.ASYNC else None,
        timeout=duration(target.timeout),
        endpoint=target.endpoint,
        signing_key=target.signing_key,
    )
