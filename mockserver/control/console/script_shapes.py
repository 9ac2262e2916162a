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
from mockserver.scripts.tables import OBJECTS, TRIGGERS, Deed, Member

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
    """Members of `ctx` and `api` by trigger as trees, and those of objects by their name.

    A member is `{"call": whether it is a function, "of": the name of an object or a list's, "below": members}`.
    """
    triggers = {
        f"{flow}/{trigger}": {"ctx": _tree(of.ctx), "api": _tree(of.api)} for (flow, trigger), of in TRIGGERS.items()
    }
    objects = {
        name: {row.name: {"call": row.method, "of": row.of, "below": {}} for row in rows}
        for name, rows in OBJECTS.items()
    }
    return {"triggers": triggers, "objects": objects}


def _tree(rows: Iterable[Member | Deed]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for row in rows:
        *above, last = row.path.split(".")
        inside = tree
        for name in above:
            inside = inside.setdefault(name, {"call": False, "of": "", "below": {}})["below"]
        is_call = row.method if isinstance(row, Member) else not row.is_list
        inside[last] = {"call": is_call, "of": row.of if isinstance(row, Member) else "", "below": {}}
    return tree
