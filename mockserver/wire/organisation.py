"""Which organisation a request is for, found without judging it."""

from __future__ import annotations

from mockserver.store.instance import Instance
from mockserver.wire.http import HttpRequest


def organisation_of(request: HttpRequest, instance: Instance) -> str:
    """Id of the organisation that a request names, or else of its caller's; empty where neither is known."""
    named = request.text(b"x-zitadel-orgid")
    if named:
        return named
    token = instance.state.tokens.get(request.text(b"authorization").removeprefix("Bearer "))
    user = instance.state.users.get(token.user) if token is not None else None
    return user.organisation if user is not None else ""
