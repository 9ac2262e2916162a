"""Grants: which users have which roles of projects."""

from __future__ import annotations

import flask

from mockserver.control.console.page import page
from mockserver.control.console.paging import page_of
from mockserver.control.console.view import current_view
from mockserver.domain.rows.grants import UserGrant
from mockserver.domain.rows.projects import Project
from mockserver.domain.rows.users import User

_Row = tuple[UserGrant, User | None, Project | None]


def list_grants() -> flask.Response:
    """The grants of the organisation, those whose user, project or role holds the parameter `text`."""
    view = current_view()
    state = view.target.instance.state
    text = flask.request.args.get("text", "")

    def whole(grant: UserGrant) -> _Row:
        return grant, state.users.get(grant.user), state.projects.get(grant.project)

    every = list(state.user_grants.where("organisation", view.organisation.id))
    found = [grant for grant in every if _holds(whole(grant), text.lower())] if text else every
    return page(
        "grants",
        "DeactivateAuthorization",
        "ActivateAuthorization",
        "DeleteAuthorization",
        rows=page_of(map(whole, found), len(found)),
        text=text,
        total=len(every),
    )


def _holds(row: _Row, text: str) -> bool:
    grant, *named = row
    return any(text in part.lower() for part in (*grant.roles, *(one.name for one in named if one is not None)))
