"""The one place at which it is decided what is told of a user.

Access tokens, ID tokens, userinfo and introspection all come here, each with its `Purpose`, so that what adds claims to
them has one place to do so: `UserInfo.claims` of what `told_of` returns. What a token tells of itself goes before them.
"""

from __future__ import annotations

from mockserver.access.oauth.user_info import Asking, UserInfo, user_info
from mockserver.logins.site import Site


def told_of(site: Site, asking: Asking) -> UserInfo:
    """What is told of a user."""
    return user_info(site.state, asking)
