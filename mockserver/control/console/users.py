"""Users, people and machines: the list, and one of them."""

from __future__ import annotations

import flask

from mockserver.control.console.page import page
from mockserver.control.console.paging import page_of
from mockserver.control.console.view import current_view
from mockserver.control.problems import ControlProblem
from mockserver.domain.ids import UserId
from mockserver.domain.rows.users import User

_SWITCHING = ("V2DeactivateUser", "V2ReactivateUser", "V2LockUser", "V2UnlockUser", "DeleteUser")


def list_users() -> flask.Response:
    """The organisation's users, those whose name, login name, address or id holds the parameter `text`."""
    view = current_view()
    text = flask.request.args.get("text", "")
    every = list(view.target.instance.state.users.where("organisation", view.organisation.id))
    found = [user for user in every if any(text.lower() in part.lower() for part in _texts(user))] if text else every
    return page("users", "V2AddHumanUser", *_SWITCHING, rows=page_of(found, len(found)), text=text, total=len(every))


def show_user(user_id: str) -> flask.Response:
    """One user, to change.

    Raises: ControlProblem: 404.
    """
    view = current_view()
    state = view.target.instance.state
    user = state.users.get(UserId(user_id))
    if user is None or user.organisation != view.organisation.id:
        raise ControlProblem(
            404,
            f"the organisation {view.organisation.name} has no user {user_id}",
            field="id",
            fix="it may have been removed, or be another organisation's; the page Users lists what there is",
        )
    grants = [(grant, state.projects.get(grant.project)) for grant in state.user_grants.where("user", user.id)]
    return page("user", "SetPassword", *_SWITCHING, user=user, grants=grants)


def _texts(user: User) -> tuple[str, ...]:
    return (user.name, user.user_name, user.human.email if user.human is not None else "", user.id)
