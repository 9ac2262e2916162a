"""Whether the server is well, and starting an instance anew."""

from __future__ import annotations

import importlib.metadata

import flask

from mockserver import seeds
from mockserver.control.giving_back import give_back
from mockserver.control.problems import ControlProblem
from mockserver.control.reading import answered, answered_later, target
from mockserver.control.server import Target
from mockserver.store.instance import Instance

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
    return answered_later(_reset(target()))


async def _reset(asked: Target) -> dict[str, str]:
    instances, settings = asked.server.instances, asked.server.settings
    fresh: Instance | None = None
    if asked.instance is instances.first and (settings.fake or settings.state_file is not None):
        # Reading a file, or making data up, takes its time.
        machine = asked.instance.ids.machine
        try:
            async with asked.server.heavy:
                fresh = await seeds.aside(lambda: seeds.start(settings, machine))
        except seeds.SeedError as error:
            raise ControlProblem(409, str(error), fix="mend the state file; nothing was reset") from None
    made = instances.replace(asked.host, fresh)
    give_back(made.journal)
    return {"host": made.state.external_domain, "instance": made.state.id}
