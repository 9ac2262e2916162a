"""Actions: the list, and one of them."""

from __future__ import annotations

from typing import Any

import flask

from mockserver.control.console.flow_board import uses
from mockserver.control.console.highlight import highlighted
from mockserver.control.console.page import page
from mockserver.control.console.paging import page_of
from mockserver.control.console.script_shapes import first_use, flows_of, shapes, users_of
from mockserver.control.console.view import View, current_view
from mockserver.control.problems import ControlProblem
from mockserver.domain.ids import ActionId
from mockserver.domain.verbs import owned
from mockserver.spec.wellknown import duration, timestamp

_EXAMPLE = """function myAction(ctx, api) {
  // https://zitadel.com/docs/apis/actions/introduction
}
"""
_CHANGING = ("CreateAction", "UpdateAction", "DeactivateAction", "ReactivateAction", "DeleteAction")


def list_actions() -> flask.Response:
    """The organisation's actions, those whose name or id holds the parameter `text`."""
    view = current_view()
    text = flask.request.args.get("text", "")
    found = view.actions
    if text:
        found = [row for row in found if text.lower() in row.name.lower() or text in row.id]
    return page("actions", rows=page_of(found, len(found)), uses=uses(view), text=text, total=len(view.actions))


def new_action() -> flask.Response:
    """A form for an action that there is not yet."""
    view = current_view()
    shown: dict[str, Any] = {"action": None, "script": _EXAMPLE, "timeout": "10s", "uses": []}
    return page("action", *_CHANGING, **shown, **_trying(view, ""))


def show_action(action_id: str) -> flask.Response:
    """One action, to change.

    Raises: ControlProblem: 404.
    """
    view = current_view()
    action = owned(view.target.instance.state.actions.get(action_id), view.organisation.id)
    if action is None:
        raise ControlProblem(
            404,
            f"the organisation {view.organisation.name} has no action {action_id}",
            field="id",
            fix="it may have been deleted, or be another organisation's; the page Actions lists what there is",
        )
    return page(
        "action",
        *_CHANGING,
        action=action,
        script=action.script,
        timeout=duration(action.timeout),
        changed=timestamp(action.changed),
        uses=uses(view).get(action.id, []),
        **_trying(view, action.id),
    )


def _trying(view: View, action_id: str) -> dict[str, Any]:
    """What a form needs that tries a script."""
    return {
        "flows": flows_of(view),
        "users": users_of(view),
        "first_use": first_use(view, ActionId(action_id)),
        "shapes": shapes(),
    }


def highlight_script() -> flask.Response:
    """The request's body, a script, in colour."""
    return flask.Response(
        str(highlighted(flask.request.get_data().decode("utf-8", "replace"))), content_type="text/html; charset=utf-8"
    )
