"""Whether the server is well, and starting an instance anew."""

from __future__ import annotations

import importlib.metadata

import flask

from mockserver import seeds
from mockserver.control.giving_back import give_back
from mockserver.control.problems import ControlProblem
from mockserver.control.reading import answered, target

blueprint = flask.Blueprint("health", __name__)


@blueprint.get("/health")
def health() -> flask.Response:
    """The server and its instances."""
    instances = target().server.instances
    return answered(
        {
            "status": "healthy",
            "version": importlib.metadata.version("zitadel-mock"),
            "instances": [
                {"host": host, "requests": len(instance.journal), "faults": len(instance.faults)}
                for host, instance in instances.hosts()
            ],
        }
    )


@blueprint.post("/reset")
def reset() -> flask.Response:
    """Start the instance anew: its state, journal, faults, clock and settings are those of the start."""
    asked = target()
    try:
        fresh = asked.server.instances.replace(asked.host)
    except seeds.SeedError as error:
        raise ControlProblem(409, str(error), fix="mend the state file; nothing was reset") from None
    give_back(fresh.journal)
    return answered({"host": fresh.state.external_domain, "instance": fresh.state.id})
