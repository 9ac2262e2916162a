"""Requests to hosts that have no instance yet: which of them give a host one."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from mockserver.access.caller import authenticate
from mockserver.errors.codes import Code
from mockserver.errors.languages import DEFAULT_LANGUAGE
from mockserver.errors.problem import Problem, Refused
from mockserver.settings import Settings
from mockserver.store.hosts import BadHost
from mockserver.store.instance import Instance
from mockserver.store.instances import Instances, TooManyInstances, UnknownInstance
from mockserver.wire import responses
from mockserver.wire.http import HttpRequest, Response
from mockserver.wire.no_instance import no_instance
from mockserver.wire.oauth.paths import SAME_FOR_ALL

PUBLIC_HOST = b"x-zitadel-public-host"
_BAD_REQUEST = 400

Login = Callable[[HttpRequest, Instance, Settings], Coroutine[Any, Any, Response]]


def newcomer(instances: Instances, request: HttpRequest) -> Instance:
    """The instance that answers for a request's host; it is kept only for who has a token that is good there.

    Raises: Refused: NOT_FOUND for a host that is not served, INVALID_ARGUMENT for a name that is none,
        RESOURCE_EXHAUSTED where there are too many.
    """
    host = request.host
    try:
        instance = instances.visiting(host)
        try:
            authenticate(instance.state, request.text(b"authorization"), instance.clock.now())
        except Refused:
            return instance
        return instances.of(host)
    except UnknownInstance:
        raise Refused(_unknown(request)) from None
    except BadHost as error:
        text = f"{error}; send the Host of this server, or the name of an instance"
        raise Refused(Problem("", Code.INVALID_ARGUMENT, text)) from None
    except TooManyInstances as error:
        raise Refused(_too_many(error)) from None


def require_public_host(instances: Instances, request: HttpRequest) -> None:
    """Refuse a public host that no instance is served under, where hosts do not get one by themselves.

    Raises: Refused: NOT_FOUND. Source: recordings/connect-access.jsonl.
    """
    try:
        if instances.known(request.text(PUBLIC_HOST)) is None:
            instances.visiting(request.text(PUBLIC_HOST))
    except (UnknownInstance, BadHost):
        raise Refused(_unknown(request)) from None
    except TooManyInstances as error:
        raise Refused(_too_many(error)) from None


def login(
    instances: Instances, request: HttpRequest, answer: Login, settings: Settings
) -> Coroutine[Any, Any, Response]:
    """Answer a login endpoint."""
    instance = instances.known(request.host)
    if instance is None:
        return _login_of_newcomer(instances, request, answer, settings)
    return answer(request, instance, settings)


async def _login_of_newcomer(instances: Instances, request: HttpRequest, answer: Login, settings: Settings) -> Response:
    """Answer a login endpoint; the instance is kept where the answer told of it: of users, keys, codes.

    Who asks for what is the same for every host, or is refused, leaves nothing behind.
    """
    try:
        instance = newcomer(instances, request)
        response = await answer(request, instance, settings)
        if response.status < _BAD_REQUEST and request.path not in SAME_FOR_ALL:
            # An answer that is not kept is none: it would tell of users and keys that are gone.
            instances.of(request.host)
    except TooManyInstances as error:
        return responses.refused(_too_many(error), DEFAULT_LANGUAGE, reached=False)
    except Refused as refusal:
        return responses.refused(refusal.problem, DEFAULT_LANGUAGE, reached=False)
    return response


def _unknown(request: HttpRequest) -> Problem:
    reason = "no instance is served under this host; --instances auto makes one"
    return Problem("", Code.NOT_FOUND, no_instance(request, reason))


def _too_many(error: TooManyInstances) -> Problem:
    text = f"{error}; DELETE /__admin/instances/HOST removes one, --max-instances allows more"
    return Problem("", Code.RESOURCE_EXHAUSTED, text)
