"""What the recorded server leaves open in an answer, brought into one form before comparing.

Recordings hold the canonical form already, so only answers go through here. Anything that is malformed stays in
place, and so shows up as a difference: these rules forgive an order or a value, never a shape.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from .exchange import Json, JsonContent, Request
from .placeholders import TIMESTAMP

ACTIONS_SEARCH = "/management/v1/actions/_search"
INSTANCE_MEMBERS = "/admin/v1/members"

_SEQUENCE = re.compile(r"[1-9][0-9]*")
_NUMBER = re.compile(r"[0-9]+")
_FLOW_DETAILS_FREE: Mapping[str, re.Pattern[str]] = {
    "sequence": _SEQUENCE,
    "creationDate": TIMESTAMP,
    "changeDate": TIMESTAMP,
}


def canonical(request: Request, body: Json) -> Json:
    """The body of an answer to `request`, without what is open; `body` itself is left as it is."""
    if not isinstance(body, dict):
        return body
    body = _flow(body)
    if request.path == INSTANCE_MEMBERS:
        body = _instance_member(body)
    if request.path == ACTIONS_SEARCH:
        body = _action_results(request, body)
    return body


def _flow(body: dict[str, Json]) -> dict[str, Json]:
    """Triggers by type: the real server walks a map. Details are of any one of them, so only their owner is fixed."""
    flow = body.get("flow")
    if not isinstance(flow, dict):
        return body
    flow = dict(flow)
    if "triggerActions" in flow:
        flow["triggerActions"] = _sorted_by_number(flow["triggerActions"], _trigger_type)
    details = flow.get("details")
    if isinstance(details, dict) and "resourceOwner" in details:
        flow["details"] = _without(details, _FLOW_DETAILS_FREE)
    return body | {"flow": flow}


def _instance_member(body: dict[str, Json]) -> dict[str, Json]:
    """The sequence of the instance counts what others do at the same time."""
    details = body.get("details")
    if not isinstance(details, dict):
        return body
    return body | {"details": _without(details, {"sequence": _SEQUENCE})}


def _action_results(request: Request, body: dict[str, Json]) -> dict[str, Json]:
    """Actions by id: the real server does not order them, so which ones a limit or an offset leaves is open too."""
    if "result" not in body:
        return body
    result = body["result"]
    if not _is_page(request):
        return body | {"result": _sorted_by_number(result, _action_id)}
    if not isinstance(result, list):
        return body
    ids = {_action_id(item) for item in result}
    if None in ids or len(ids) != len(result):
        return body
    return body | {"result": len(result)}


def _is_page(request: Request) -> bool:
    if not isinstance(request.content, JsonContent) or not isinstance(request.content.value, dict):
        return False
    query = request.content.value.get("query")
    if not isinstance(query, dict):
        return False
    return bool(query.get("limit")) or query.get("offset") not in (None, "0", 0)


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
