"""Receivers that targets can point at: how they answer, and what came. Calls of targets come to `receiving.py`."""

from __future__ import annotations

from typing import Any

import flask
import msgspec

from mockserver.control.problems import ControlProblem, shown
from mockserver.control.reading import answered, body_of, target
from mockserver.control.receiving import PATH, hook_of, outgoing
from mockserver.deliveries.hooks import MOST_DELAY_MS, Hook, HookAnswer, Received
from mockserver.deliveries.shown import shown_body
from mockserver.deliveries.signing import HEADER, is_signature
from mockserver.domain.state import InstanceState
from mockserver.spec.wellknown import timestamp

blueprint = flask.Blueprint("hooks", __name__)


@blueprint.get("/hooks")
def list_hooks() -> flask.Response:
    """The names of all receivers."""
    hooks = outgoing(target()).hooks
    return answered({"hooks": [{"name": name, "count": hook.count} for name, hook in hooks.items()]})


@blueprint.get("/hooks/<name>")
def get_hook(name: str) -> flask.Response:
    """How a receiver answers, and what came, newest first."""
    asked = target()
    hook = outgoing(asked).hooks.get(name)
    if hook is None:
        fix = "PUT it with an answer, or let a target call it; GET /__admin/hooks lists them"
        raise ControlProblem(404, f"there is no hook {shown(name)}", field="name", fix=fix)
    return answered(shown_hook(asked.instance.state, name, hook))


@blueprint.put("/hooks/<name>")
def put_hook(name: str) -> flask.Response:
    """Have a receiver answer so from now on; what came stays."""
    answer = body_of(HookAnswer)
    if not 100 <= answer.status <= 599:
        raise ControlProblem(400, f"{answer.status} is no HTTP status", field="status", fix="100 to 599")
    if not 0 <= answer.delay_ms <= MOST_DELAY_MS:
        raise ControlProblem(400, f"delayMs must be 0 to {MOST_DELAY_MS}", field="delayMs", fix="milliseconds")
    if answer.text and not isinstance(answer.body, msgspec.UnsetType):
        raise ControlProblem(400, "an answer has either body or text", field="text", fix="leave one of them out")
    asked = target()
    if PATH.fullmatch(f"/__admin/hooks/{name}") is None:
        fix = "up to 100 letters, digits, dots, hyphens and underscores"
        raise ControlProblem(400, f"{shown(name)} is no name of a hook", field="name", fix=fix)
    hook = hook_of(asked, name)
    hook.answer = answer
    return answered(shown_hook(asked.instance.state, name, hook))


@blueprint.delete("/hooks/<name>")
def remove_hook(name: str) -> flask.Response:
    """Forget a receiver, and what came."""
    return answered({"removed": int(outgoing(target()).hooks.remove(name))})


def shown_hook(state: InstanceState, name: str, hook: Hook) -> dict[str, Any]:
    """A receiver ready for JSON: how it answers, and what came, newest first."""
    received = [_shown_received(state, each) for each in reversed(hook.received)]
    return {"name": name, "answer": hook.answer, "count": hook.count, "received": received}


def _shown_received(state: InstanceState, received: Received) -> dict[str, Any]:
    """A call, and by whose signing key it is signed: the name of a target, or nothing."""
    signed = received.headers.get(HEADER.lower(), "")
    signer = next((row.name for row in state.targets if is_signature(signed, received.body, row.signing_key)), None)
    return {
        "at": timestamp(received.at),
        "method": received.method,
        "headers": received.headers,
        "signedBy": signer,
        **shown_body(received.body),
    }
