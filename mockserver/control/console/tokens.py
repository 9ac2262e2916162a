"""Tokens: those that there are, and a form that issues one."""

from __future__ import annotations

import flask

from mockserver.access.roles import role_permissions
from mockserver.control.console.page import page
from mockserver.control.console.paging import page_of
from mockserver.control.reading import target
from mockserver.control.token_issue import DEFAULT_ROLES, Kind, unusable_role
from mockserver.control.token_rows import token_row, user_of
from mockserver.domain.rows.users import Token
from mockserver.domain.state import InstanceState

_KINDS = {
    Kind.VALID: "valid",
    Kind.EXPIRED: "expired a second ago",
    Kind.REVOKED: "revoked",
    Kind.FOREIGN: "foreign: of another instance",
}


def list_tokens() -> flask.Response:
    """The instance's tokens, newest first: those whose user or organisation has the parameter `text` in its name."""
    instance = target().instance
    state, now = instance.state, instance.clock.now()
    sought = flask.request.args.get("text", "").lower()
    found = [token for token in reversed(state.tokens) if not sought or _names(state, token, sought)]
    rows = page_of((token_row(state, token.secret, token, now) for token in found), len(found))
    return page(
        "tokens",
        rows=rows,
        text=flask.request.args.get("text", ""),
        total=len(state.tokens),
        names={row.id: row.name for row in state.organisations},
        kinds=_KINDS,
        roles=[role for role in role_permissions() if unusable_role([role]) is None],
        default_roles=DEFAULT_ROLES,
    )


def _names(state: InstanceState, token: Token, sought: str) -> bool:
    user = user_of(state, token)
    organisation = state.organisations.get(user.organisation)
    return sought in user.user_name.lower() or (organisation is not None and sought in organisation.name.lower())
