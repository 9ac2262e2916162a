"""The board: which actions run at which trigger."""

from __future__ import annotations

import itertools

import flask

from mockserver.control.console.flow_board import flow_columns
from mockserver.control.console.page import page
from mockserver.control.console.script_shapes import users_of
from mockserver.control.console.view import View, current_view
from mockserver.control.reading import answered

_FOUND = 50
"""Actions that a search for one to put into a trigger shows."""


def board() -> flask.Response:
    """Flows and their triggers as columns, and actions to put into them."""
    view = current_view()
    return page(
        "board",
        "SetTriggerActions",
        flows=flow_columns(view),
        found=_found(view, ""),
        total=len(view.actions),
        most=_FOUND,
        users=users_of(view),
    )


def find_actions() -> flask.Response:
    """The first actions of the organisation whose name or id holds the parameter `text`, whatever its case."""
    return answered({"actions": _found(current_view(), flask.request.args.get("text", ""))})


def _found(view: View, text: str) -> list[dict[str, object]]:
    sought = text.lower()
    fitting = (row for row in view.actions if sought in row.name.lower() or sought in row.id)
    return [{"id": row.id, "name": row.name, "active": row.active} for row in itertools.islice(fitting, _FOUND)]
