"""ListActions: queries, pages and totals."""

from __future__ import annotations

from typing import Any

from ..check import Check
from ..pick import TIME, Unordered, pick
from ..trial import Actor, Trial

REQUEST, ANSWER = "/components/schemas/ListActionsRequest", "/components/schemas/ListActionsResponse"
METHODS = {
    "EQUALS": ("addGrant", ["addGrant"]),
    "EQUALS_IGNORE_CASE": ("ADDGRANT", ["addGrant"]),
    "STARTS_WITH": ("add", ["addGrant", "addRole"]),
    "STARTS_WITH_IGNORE_CASE": ("ADD", ["addGrant", "addRole", "AddMore"]),
    "CONTAINS": ("dR", ["addRole"]),
    "CONTAINS_IGNORE_CASE": ("DR", ["addRole"]),
    "ENDS_WITH": ("e", ["addRole", "AddMore"]),
    "ENDS_WITH_IGNORE_CASE": ("E", ["addRole", "AddMore"]),
}
NAMES = ("addGrant", "addRole", "AddMore", "other")


def _made(trial: Trial) -> tuple[Actor, dict[str, str]]:
    actor = trial.organisation()
    return actor, {name: actor.new_action(name) for name in NAMES}


def _finds(actor: Actor, ids: list[str], queries: list[dict[str, Any]]) -> None:
    total = str(len(ids)) if ids else None
    shown = {"details.totalResult": total, "details.viewTimestamp": TIME, "result.*.id": Unordered(ids)}
    actor.answers("ListActions", shown, queries=queries)


def _names(trial: Trial) -> None:
    actor, ids = _made(trial)
    for method, (asked, found) in METHODS.items():
        query = {"name": asked, "method": f"TEXT_QUERY_METHOD_{method}"}
        _finds(actor, [ids[name] for name in found], [{"actionNameQuery": query}])
    _finds(actor, [], [{"actionNameQuery": {"name": "addgrant"}}])


def _states(trial: Trial) -> None:
    actor, ids = _made(trial)
    off = [ids["addRole"], ids["other"]]
    for action in off:
        actor.done("DeactivateAction", id=action)
    on = [ids["addGrant"], ids["AddMore"]]
    _finds(actor, on, [{"actionStateQuery": {"state": "ACTION_STATE_ACTIVE"}}])
    _finds(actor, off, [{"actionStateQuery": {"state": "ACTION_STATE_INACTIVE"}}])
    _finds(actor, [], [{"actionStateQuery": {}}])


def _together(trial: Trial) -> None:
    actor, ids = _made(trial)
    actor.done("DeactivateAction", id=ids["addRole"])
    active = {"actionStateQuery": {"state": "ACTION_STATE_ACTIVE"}}
    starts = {"actionNameQuery": {"name": "add", "method": "TEXT_QUERY_METHOD_STARTS_WITH"}}
    _finds(actor, [ids["addGrant"]], [active, starts])
    _finds(actor, [], [{"actionIdQuery": {"id": ids["addRole"]}}, active])
    _finds(actor, [ids["other"]], [{"actionIdQuery": {"id": ids["other"]}}])
    _finds(actor, [], [{"actionIdQuery": {"id": "1"}}])
    _finds(actor, list(ids.values()), [])


def _pages(trial: Trial) -> None:
    actor, _ids = _made(trial)
    for limit, offset, rows in ((2, 0, 2), (2, 3, 1), (0, 1, 3), (100, 0, 4), (1, 2, 1)):
        shown = {"details.totalResult": "4", "result.#": rows}
        body = actor.answers("ListActions", shown, query={"limit": limit, "offset": str(offset)})
        trial.equal("different ids", rows, len(set(pick(body, "result.*.id"))))
    for past in ("4", "5", "1000"):
        nothing = {"details.totalResult": None, "result": None, "details.viewTimestamp": TIME}
        actor.answers("ListActions", nothing, query={"offset": past})


def _sorting(trial: Trial) -> None:
    actor, ids = _made(trial)
    asked = {"query": {"asc": True}, "sortingColumn": "ACTION_FIELD_NAME_NAME"}
    actor.answers("ListActions", {"result.*.id": Unordered([*ids.values()])}, **asked)


CHECKS = (
    Check("search", "ListActions", "by name, in every way", _names, REQUEST),
    Check("search", "ListActions", "by state", _states, REQUEST),
    Check("search", "ListActions", "all queries must hold", _together, "/description"),
    Check("search", "ListActions", "limit, offset and total", _pages, "/description"),
    Check("search", "ListActions", "a sorting column is taken, and promises no order", _sorting, ANSWER),
)
