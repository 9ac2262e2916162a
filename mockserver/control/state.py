"""The instance's state as a seed: out and back."""

from __future__ import annotations

import flask

from mockserver import seeds
from mockserver.control.problems import ControlProblem
from mockserver.control.reading import answered, target

blueprint = flask.Blueprint("state", __name__)


@blueprint.get("/state")
def export_state() -> flask.Response:
    """All of it, as the YAML that `--state` reads."""
    text = seeds.dumps(seeds.export(target().instance))
    return flask.Response(text, content_type="application/yaml; charset=utf-8")


@blueprint.put("/state")
def import_state() -> flask.Response:
    """Put a seed (YAML or JSON) in the place of all that the instance holds; if it is refused, nothing changes."""
    asked = target()
    try:
        text = flask.request.get_data().decode("utf-8")
        seeds.apply(seeds.loads(text), asked.instance, asked.server.settings)
    except UnicodeDecodeError:
        raise ControlProblem(400, "the body is not UTF-8", fix="send YAML or JSON in UTF-8") from None
    except seeds.SeedError as error:
        raise ControlProblem(400, str(error), fix="zitadel-mock seed --example writes one that can be used") from None
    state = asked.instance.state
    return answered({"organisations": len(state.organisations), "users": len(state.users)})
