"""What calls of scripts come to, in one instance."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import flask
import msgspec

from mockserver.control.problems import ControlProblem
from mockserver.control.reading import answered, body_of, target
from mockserver.script_http import ScriptHttp, Stub, wrong_with

blueprint = flask.Blueprint("script_http", __name__)

_MOST_STUBS = 1_000


class _Wanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is to be changed; what is left out stays."""

    allow: list[str] | None = None
    deny: list[str] | None = None
    stubs: list[Stub] | None = None


@blueprint.get("/script-http")
def get_script_http() -> flask.Response:
    """The answers, and the hosts that may and may not be reached."""
    return answered(_shown(target().instance.script_http))


@blueprint.put("/script-http")
def change_script_http() -> flask.Response:
    """Change what is named, for this instance; all or nothing."""
    asked = target()
    wanted = body_of(_Wanted)
    changed = asked.instance.script_http
    if wanted.stubs is not None:
        changed = replace(changed, stubs=tuple(_judged(wanted.stubs)))
    if wanted.allow is not None:
        changed = replace(changed, allow=tuple(host.lower() for host in wanted.allow))
    if wanted.deny is not None:
        changed = replace(changed, deny=tuple(host.lower() for host in wanted.deny))
    asked.instance.script_http = changed
    return answered(_shown(changed))


@blueprint.delete("/script-http")
def reset_script_http() -> flask.Response:
    """Go back to what the server was started with."""
    asked = target()
    asked.instance.script_http = asked.server.settings.script_http
    return answered(_shown(asked.instance.script_http))


def _judged(stubs: list[Stub]) -> list[Stub]:
    if len(stubs) > _MOST_STUBS:
        raise ControlProblem(400, f"an instance holds at most {_MOST_STUBS} answers", field="stubs", fix="give fewer")
    for index, stub in enumerate(stubs):
        wrong = wrong_with(stub)
        if wrong:
            field, _, what = wrong.partition(": ")
            raise ControlProblem(400, what, field=f"stubs[{index}].{field}", fix="docs/scripts.md tells of answers")
    return stubs


def _shown(http: ScriptHttp) -> dict[str, Any]:
    return {"allow": http.allow, "deny": http.deny, "stubs": http.stubs}
