"""The page that asks which user logs in."""

from __future__ import annotations

import itertools
from html import escape
from urllib.parse import urlencode

from mockserver.access.oauth.auth_requests import AuthRequest
from mockserver.domain.rows.users import User
from mockserver.domain.state import InstanceState
from mockserver.wire.http import Response
from mockserver.wire.oauth import paths
from mockserver.wire.oauth.call import Call
from mockserver.wire.oauth.login_pages import login_name_form
from mockserver.wire.oauth.page import page

USER_PARAMETER = "mock_user"
"""Id of the user that was chosen; the other parameters are those of the client."""

_MAX_LISTED = 200


def choose_user(call: Call, request: AuthRequest) -> Response:
    """The machine users of the instance as links, and a form for people, for a client that nobody registered.

    A user that `login_hint` names comes first, then the oldest first.
    """
    state = call.instance.state
    links = machines(state, request.login_hint, paths.AUTHORIZE, call.parameters)
    return page(
        "Log in to the ZITADEL mock",
        f"<p>The client <strong>{escape(request.client)}</strong> wants to know who you are. "
        f"You will be sent to <code>{escape(request.redirect_uri)}</code>.</p>\n"
        f"{login_name_form(state, request)}\n{links}",
        asks=True,
        attributes=' data-page="login name"',
    )


def machines(state: InstanceState, login_hint: str, path: str, parameters: dict[str, str]) -> str:
    """Machine users as links, since they have no passwords.

    Args:
        path: where a link leads, with the parameters and the user.
    """
    known = (user for user in _in_order(state, login_hint) if user.machine is not None)
    listed = list(itertools.islice(known, _MAX_LISTED))
    left_out = sum(user.machine is not None for user in state.users) - len(listed)
    links = "\n".join(
        _link(state, user, f"{path}?{urlencode({**parameters, USER_PARAMETER: user.id})}") for user in listed
    )
    more = (
        f"<p>{left_out} more users are not listed; <code>login_hint</code> brings one to the top.</p>"
        if left_out
        else ""
    )
    return f"<ul>\n{links}\n</ul>\n{more}"


def _in_order(state: InstanceState, login_hint: str) -> itertools.chain[User]:
    hinted = state.user_named(login_hint)
    first = [hinted] if hinted is not None else []
    return itertools.chain(first, (user for user in state.users if user is not hinted))


def _link(state: InstanceState, user: User, target: str) -> str:
    organisation = state.organisation(user.organisation).name
    return (
        f'<li><a href="{escape(target)}">{escape(user.name)} '
        f"<small>{escape(user.user_name)}, {escape(organisation)}</small></a></li>"
    )
