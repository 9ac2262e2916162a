"""Calls that come to a receiver of ours, answered without Flask: `POST /__admin/hooks/NAME`."""

from __future__ import annotations

import asyncio
import re

import msgspec

from mockserver.control.problems import ControlProblem
from mockserver.control.server import Target
from mockserver.deliveries.hooks import MOST_HOOKS, MOST_RECEIVED_BYTES, Hook
from mockserver.deliveries.outgoing import Outgoing, outgoing_of
from mockserver.wire.http import Answer, Response

PATH = re.compile(r"/__admin/hooks/([A-Za-z0-9._-]{1,100})")
_JSON = (b"content-type", b"application/json")
_TEXT = (b"content-type", b"text/plain; charset=utf-8")


def receive(asked: Target, name: str) -> Answer:
    """Keep a call, and answer it as the receiver is told to.

    Raises: ControlProblem where there are too many receivers, or where a call is larger than all that one keeps.
    """
    request = asked.request
    if len(request.body) > MOST_RECEIVED_BYTES:
        fix = "send less, or to a server of your own"
        raise ControlProblem(413, f"a hook keeps at most {MOST_RECEIVED_BYTES} bytes", field="body", fix=fix)
    hook = hook_of(asked, name)
    headers = {key.decode("latin-1"): value.decode("latin-1") for key, value in request.headers.items()}
    hook.receive(request.method, headers, request.body)
    told = hook.answer
    if isinstance(told.body, msgspec.UnsetType):
        answer = Response(told.status, [_TEXT] if told.text else [], told.text.encode())
    else:
        answer = Response(told.status, [_JSON], bytes(told.body))
    return _held_back(answer, told.delay_ms) if told.delay_ms else answer


async def _held_back(answer: Response, delay_ms: int) -> Response:
    await asyncio.sleep(delay_ms / 1000)
    return answer


def hook_of(asked: Target, name: str) -> Hook:
    """The receiver of a name, made where there is none. Raises: ControlProblem."""
    hook = outgoing(asked).hooks.of(name)
    if hook is None:
        fix = "DELETE /__admin/hooks/NAME forgets one"
        raise ControlProblem(409, f"an instance has at most {MOST_HOOKS} hooks", field="name", fix=fix)
    return hook


def outgoing(asked: Target) -> Outgoing:
    """What sends for the instance that is asked about. Raises: ControlProblem."""
    found = outgoing_of(asked.instance)
    if found is None:
        raise ControlProblem(409, "this instance calls no targets", fix="ask a server")
    return found
