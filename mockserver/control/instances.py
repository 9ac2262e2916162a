"""Letting go of instances."""

from __future__ import annotations

import flask

from mockserver.control.problems import ControlProblem
from mockserver.control.reading import target

blueprint = flask.Blueprint("instances", __name__)


@blueprint.delete("/instances/<name>")
def remove_instance(name: str) -> flask.Response:
    """Let go of the instance of a host, with all that it holds; the next request to the host finds a fresh one."""
    instances = target().server.instances
    if instances.known(name) is instances.first:
        raise ControlProblem(
            409,
            f"the instance of {name} is the server's first, which is always there",
            field="name",
            fix="POST /__admin/reset starts it anew",
        )
    if not instances.remove(name):
        raise ControlProblem(
            404, f"no instance is held for {name}", field="name", fix="GET /__admin/health lists those there are"
        )
    return flask.Response(status=204)
