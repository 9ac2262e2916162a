"""What goes wrong with a script, for editors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import flask
import msgspec

from mockserver.control.problems import ControlProblem, shown
from mockserver.control.reading import answered_later, body_of
from mockserver.later import Later
from mockserver.scripts.authoring import known_triggers
from mockserver.scripts.model import MOST_SOURCE_BYTES
from mockserver.scripts.tables import TRIGGERS, Trigger
from mockserver.scripts.threads import in_thread

if TYPE_CHECKING:
    from mockserver.scripts.lint import linting, refusing
else:
    linting, refusing = Later("mockserver.scripts.lint.linting"), Later("mockserver.scripts.lint.refusing")

blueprint = flask.Blueprint("script_lint", __name__)


class _Wanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A script; with flow and trigger, or without both."""

    script: str
    name: str = "run"
    flow: str = ""
    trigger: str = ""


@blueprint.post("/scripts/lint")
def lint_script() -> flask.Response:
    """Read a script; nothing of it is run."""
    wanted = body_of(_Wanted)
    of = TRIGGERS.get((wanted.flow, wanted.trigger))
    if of is None and (wanted.flow or wanted.trigger):
        detail = f"there is no flow {shown(wanted.flow)} with a trigger {shown(wanted.trigger)}"
        raise ControlProblem(400, detail, field="trigger", fix=known_triggers())
    if len(wanted.script.encode()) > MOST_SOURCE_BYTES:
        raise ControlProblem(
            400, "script is too long for an action", field="script", fix=f"up to {MOST_SOURCE_BYTES} bytes"
        )
    return answered_later(_found(wanted, of))


async def _found(wanted: _Wanted, of: Trigger | None) -> dict[str, Any]:
    def work() -> dict[str, Any]:
        try:
            findings, complete = linting.lint(wanted.script, wanted.name, of), True
        except ModuleNotFoundError:
            # The extra is not installed.
            findings, complete = list(refusing.refusals(wanted.script)), False
        return {"findings": [finding._asdict() for finding in findings], "complete": complete}

    return await in_thread(work)
