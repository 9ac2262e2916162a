"""The instance's state as a seed: out and back."""

from __future__ import annotations

import flask

from mockserver import seeds
from mockserver.control.problems import ControlProblem
from mockserver.control.reading import answered_later, later, target
from mockserver.control.server import Target
from mockserver.domain.copying import copy_of
from mockserver.store.instance import Instance
from mockserver.wire.http import Response

blueprint = flask.Blueprint("state", __name__)


@blueprint.get("/state")
def export_state() -> flask.Response:
    """All of it, as the YAML that `--state` reads."""
    return later(_exported(target()))


async def _exported(asked: Target) -> Response:
    async with asked.server.heavy:
        state = copy_of(asked.server.instances.of(asked.host).state)
        text = await seeds.aside(lambda: seeds.dumps(seeds.export_state(state)))
    return Response(200, [(b"content-type", b"application/yaml; charset=utf-8")], text.encode())


@blueprint.put("/state")
def import_state() -> flask.Response:
    """Put a seed (YAML or JSON) in the place of all that the instance holds; if it is refused, nothing changes."""
    return answered_later(_imported(target(), flask.request.get_data()))


async def _imported(asked: Target, body: bytes) -> dict[str, int]:
    instances = asked.server.instances

    def prepared() -> Instance | ControlProblem:
        # An error that left here would keep all that was read alive, by its traceback.
        try:
            document = seeds.loads(body.decode("utf-8"))
            return seeds.successor(document, instances.of(asked.host), asked.server.settings)
        except UnicodeDecodeError:
            return ControlProblem(400, "the body is not UTF-8", fix="send YAML or JSON in UTF-8")
        except seeds.SeedError as error:
            fix = "zitadel-mock seed --example writes one that can be used"
            return ControlProblem(400, str(error), fix=fix)

    async with asked.server.heavy:
        fresh = await seeds.aside(prepared)
        if isinstance(fresh, ControlProblem):
            try:
                raise fresh
            finally:
                # Its traceback has this frame, which would hold it, and the body with it.
                del fresh
        # The instance may have been reset meanwhile; what counts is the one that is served now.
        instances.of(asked.host).take_state(fresh)
    return {"organisations": len(fresh.state.organisations), "users": len(fresh.state.users)}
