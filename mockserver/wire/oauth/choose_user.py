"""The page that asks which user logs in."""

from __future__ import annotations

import itertools
from html import escape
from urllib.parse import urlencode

from mockserver.domain.rows.users import User
from mockserver.domain.state import InstanceState
from mockserver.wire.http import Response
from mockserver.wire.oauth import paths
from mockserver.wire.oauth.call import Call
from mockserver.wire.oauth.page import page

USER_PARAMETER = "mock_user"
"""Id of the user that was chosen; the other parameters are those of the client."""

_MAX_LISTED = 200


def choose_user(call: Call, client: str, redirect_uri: str, login_hint: str) -> Response:
    """The users of the instance as links, the one that `login_hint` names first, then the oldest first.

    Links, not a form: a browser would hold the form's target against the client's redirect URI.
    """
    state = call.instance.state
    users = list(itertools.islice(_in_order(state, login_hint), _MAX_LISTED))
    links = "\n".join(_link(call, state, user) for user in users)
    left_out = len(state.users) - len(users)
    more = (
        f"<p>{left_out} more users are not listed; <code>login_hint</code> brings one to the top.</p>"
        if left_out
        else ""
    )
    return page(
        "Log in to the ZITADEL mock",
        f"<p>The client <strong>{escape(client)}</strong> wants to know who you are. "
        f"You will be sent to <code>{escape(redirect_uri)}</code>.</p>\n"
        f"<ul>\n{links}\n</ul>\n{more}",
    )


def _in_order(state: InstanceState, login_hint: str) -> itertools.chain[User]:
    hinted = state.user_named(login_hint)
    first = [hinted] if hinted is not None else []
    return itertools.chain(first, (user for user in state.users if user is not hinted))


def _link(call: Call, state: InstanceState, user: User) -> str:
    target = f"{paths.AUTHORIZE}?{urlencode({**call.parameters, USER_PARAMETER: user.id})}"
    organisation = state.known_organisations[user.organisation].name
    return (
        f'<li><a href="{escape(target)}">{escape(user.name)} '
        f"<small>{escape(user.user_name)}, {escape(organisation)}</small></a></li>"
    )
