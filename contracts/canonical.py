"""What the recorded server leaves open in an answer, brought into one form before comparing.

Recordings hold the canonical form already, but for some of gRPC, so that mostly answers go through here. Anything that
is malformed stays in place, and so shows up as a difference: these rules forgive an order or a value, never a shape.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from .exchange import Json, Request
from .jwt import with_sorted_audience
from .placeholders import TIMESTAMP
from .unordered import in_order, is_page, without

INSTANCE_MEMBERS = frozenset({"/admin/v1/members", "/zitadel.admin.v1.AdminService/AddIAMMember"})
UNORDERED: Mapping[str, str] = {
    "/actions/_search": "result.id",
    "/ListActions": "result.id",
    "/metadata/_search": "result.key",
}
"""Searches whose results have no order, by the end of their path, with what they are sorted by here."""

_SEQUENCE = re.compile(r"[1-9][0-9]*")
_INSTANT = re.compile(rf"{TIMESTAMP.pattern}|\{{\{{t[0-9]+\}}\}}")
"""An instant, or what stands for one in a recording that was made before its details were left out."""
_NUMBER = re.compile(r"[0-9]+")
_FLOW_DETAILS_FREE: Mapping[str, re.Pattern[str]] = {
    "sequence": _SEQUENCE,
    "creationDate": _INSTANT,
    "changeDate": _INSTANT,
}


def canonical(request: Request, body: Json) -> Json:
    """The body of an answer to `request`, without what is open; `body` itself is left as it is."""
    if not isinstance(body, dict):
        return body
    body = with_sorted_audience(flow(body))
    if request.path in INSTANCE_MEMBERS:
        body = _instance_member(body)
    unordered = request.unordered or next((row for end, row in UNORDERED.items() if request.path.endswith(end)), "")
    if unordered:
        body = in_order(body, unordered, page=is_page(request))
    for path in request.ignored:
        body = without(body, path.split("."))
    return body


def flow(body: dict[str, Json]) -> dict[str, Json]:
    """A body with its flow in one form.

    Triggers stand by type: the real server walks a map. Details are of any one of them, so only their owner is fixed.
    """
    held = body.get("flow")
    if not isinstance(held, dict):
        return body
    held = dict(held)
    if "triggerActions" in held:
        held["triggerActions"] = _sorted_by_number(held["triggerActions"], _trigger_type)
    details = held.get("details")
    if isinstance(details, dict) and "resourceOwner" in details:
        held["details"] = _without(details, _FLOW_DETAILS_FREE)
    return body | {"flow": held}


def _instance_member(body: dict[str, Json]) -> dict[str, Json]:
    """The sequence of the instance counts what others do at the same time."""
    details = body.get("details")
    if not isinstance(details, dict):
        return body
    return body | {"details": _without(details, {"sequence": _SEQUENCE})}


def _without(members: dict[str, Json], free: Mapping[str, re.Pattern[str]]) -> dict[str, Json]:
    def is_free(key: str, value: Json) -> bool:
        return key in free and isinstance(value, str) and free[key].fullmatch(value) is not None

    return {key: value for key, value in members.items() if not is_free(key, value)}


def _sorted_by_number(items: Json, number: Callable[[Json], int | None]) -> Json:
    if not isinstance(items, list):
        return items
    keyed = [(key, item) for item in items if (key := number(item)) is not None]
    if len(keyed) != len(items):
        return items
    return [item for _, item in sorted(keyed, key=lambda pair: pair[0])]


def _trigger_type(item: Json) -> int | None:
    trigger_type = item.get("triggerType") if isinstance(item, dict) else None
    return _action_id(trigger_type)


def _action_id(item: Json) -> int | None:
    value = item.get("id") if isinstance(item, dict) else None
    return int(value) if isinstance(value, str) and _NUMBER.fullmatch(value) else None
