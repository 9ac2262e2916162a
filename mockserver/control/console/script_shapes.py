"""What editors of scripts are told: triggers, users, and what can follow behind a dot."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable
from typing import Any

from mockserver.control.console.flow_board import FlowColumns, flow_columns
from mockserver.control.console.view import View
from mockserver.domain.ids import ActionId
from mockserver.domain.rows.users import User
from mockserver.scripts.modules import MODULES, TIME, Offer
from mockserver.scripts.tables import OBJECTS, TRIGGERS, Deed, Field, Kind, Member
from mockserver.scripts.typescript import note_of, signature

_MOST_USERS = 50
"""Users that can be chosen; others by their id, through the control API."""


def users_of(view: View) -> list[User]:
    """The first users of the organisation."""
    users = view.target.instance.state.users.where("organisation", view.organisation.id)
    return list(itertools.islice(users, _MOST_USERS))


def flows_of(view: View) -> list[FlowColumns]:
    """Flows with their triggers."""
    return flow_columns(view)


def first_use(view: View, action: ActionId) -> str:
    """The trigger that an action is bound to, as `FLOW/TRIGGER`; that of userinfo where there is none."""
    for flow in flows_of(view):
        for trigger in flow.triggers:
            if any(bound.id == action for bound in trigger.actions):
                return f"{flow.id}/{trigger.id}"
    return "2/4"


@functools.cache
def shapes() -> dict[str, Any]:
    """Members of `ctx` and `api` by trigger as trees; those of objects, and what modules offer, by name.

    A member is what is left of `{"call": whether it is a function, "type": its signature, "note": of it, "of": the name
    of an object, "list": whether of many of them, "below": members}` without what is empty.
    """
    triggers = {
        f"{flow}/{trigger}": {"ctx": _tree(of.ctx), "api": _tree(of.api)} for (flow, trigger), of in TRIGGERS.items()
    }
    objects = {
        name: {row.name: _shape(row, signature(row, name), note_of(row, name)) for row in rows}
        for name, rows in OBJECTS.items()
    }
    modules = {name: _offers(rows) for name, rows in MODULES.items()}
    return {"triggers": triggers, "objects": {**objects, _TIME: _offers(TIME)}, "modules": modules}


_TIME = "GoTime"
"""The name of instants among objects."""
_Tree = dict[str, dict[str, Any]]


def _tree(rows: Iterable[Member | Deed]) -> _Tree:
    tree: _Tree = {}
    for row in rows:
        *above, last = row.path.split(".")
        inside = tree
        for name in above:
            inside = inside.setdefault(name, {"below": {}})["below"]
        inside[last] = _shape(row, signature(row), note_of(row))
    return tree


def _shape(row: Field | Member | Deed, said: str, note: str) -> dict[str, Any]:
    shape: dict[str, Any] = {"call": said.startswith("("), "type": said, "note": note}
    if isinstance(row, Deed):
        shape["list"] = row.is_list
    else:
        shape["of"] = _TIME if row.kind is Kind.TIME else row.of
        shape["list"] = row.kind is Kind.OBJECTS
    return {name: value for name, value in shape.items() if value}


def _offers(rows: Iterable[Offer]) -> _Tree:
    tree = {row.name: {"call": row.signature.startswith("("), "type": row.signature, "note": row.note} for row in rows}
    return {name: {key: value for key, value in shape.items() if value} for name, shape in tree.items()}
