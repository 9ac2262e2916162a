"""Grants: which users have which roles of projects."""

from __future__ import annotations

import flask

from mockserver.control.console.page import page
from mockserver.control.console.paging import page_of
from mockserver.control.console.view import current_view


def list_grants() -> flask.Response:
    """The grants of the organisation, those whose user, project or role holds the parameter `text`."""
    view = current_view()
    state = view.target.instance.state
    text = flask.request.args.get("text", "").lower()
    every = [
        (grant, state.users.get(grant.user), state.projects.get(grant.project))
        for grant in state.user_grants.where("organisation", view.organisation.id)
    ]
    found = [
        row
        for row in every
        if any(text in part.lower() for part in (*row[0].roles, *(one.name for one in row[1:] if one is not None)))
    ]
    return page(
        "grants",
        "DeactivateAuthorization",
        "ActivateAuthorization",
        "DeleteAuthorization",
        rows=page_of(found if text else every, len(found if text else every)),
        text=flask.request.args.get("text", ""),
        total=len(every),
    )
