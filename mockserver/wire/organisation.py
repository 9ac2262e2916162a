"""Who calls, and which organisation a request is for, found without judging it."""

from __future__ import annotations

from mockserver.domain.rows.users import User
from mockserver.store.instance import Instance
from mockserver.wire.http import HttpRequest


def organisation_of(request: HttpRequest, instance: Instance) -> str:
    """Id of the organisation that a request names, or else of its caller's; empty where neither is known."""
    named = request.text(b"x-zitadel-orgid")
    if named:
        return named
    user = _user_of(request, instance)
    return user.organisation if user is not None else ""


def caller_of(request: HttpRequest, instance: Instance) -> str:
    """User name of the caller; empty where the token is not known."""
    user = _user_of(request, instance)
    return user.user_name if user is not None else ""


def is_client(client: str, request: HttpRequest, instance: Instance) -> bool:
    """Whether a request is of a client: the caller's id or user name, or the address of the connection."""
    if request.peer == client:
        return True
    user = _user_of(request, instance)
    return user is not None and client in (user.id, user.user_name)


def _user_of(request: HttpRequest, instance: Instance) -> User | None:
    token = instance.state.tokens.get(request.text(b"authorization").removeprefix("Bearer "))
    return instance.state.users.get(token.user) if token is not None else None
