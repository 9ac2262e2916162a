"""Where the parts are wired together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, cast

from connexion.middleware.main import ConnexionMiddleware
from connexion.resolver import Resolver
from starlette.types import ASGIApp, Receive, Scope, Send

from mockserver.operations.first_instance import first_instance, issue_admin_key
from mockserver.settings import InstanceMode, Settings
from mockserver.spec.document import load_document, spec_path
from mockserver.store.instance import Instance
from mockserver.store.instances import Instances
from mockserver.wire.api import function_of
from mockserver.wire.asgi import GatewayMiddleware
from mockserver.wire.gateway import Gateway


@dataclass(frozen=True, slots=True)
class App:
    """The wired server.

    Attributes:
        asgi: answers HTTP/1.1, as an ASGI application.
        gateway: answers requests of every version of HTTP.
    """

    asgi: ASGIApp
    gateway: Gateway


def create_app(settings: Settings, first: Instance | None = None) -> App:
    """Wire the whole server.

    Args:
        first: the instance that loopback hosts mean; a fresh one where none is given.

    Raises: connexion.exceptions.InvalidSpecification, ResolverError, where the spec is wrong; at the latest when the
        ASGI lifespan starts.
    """
    instances = Instances(
        first or first_instance(settings),
        lambda host: first_instance(replace(settings, external_domain=host)),
        automatic=settings.instances is InstanceMode.AUTO,
        max_instances=settings.max_instances,
    )
    middleware = GatewayMiddleware(instances, settings)
    # Connexion's annotation asks for applications, its code calls factories of them.
    factories = cast(list[ASGIApp], [lambda _: middleware])
    app = ConnexionMiddleware(_nothing_behind, import_name=__name__, middlewares=factories)
    app.add_api(document(), resolver=Resolver(function_of))
    return App(cast(ASGIApp, app), middleware.gateway)


def write_first_instance_files(settings: Settings) -> Instance:
    """Make the first instance, and write the files with the administrator's token and key that were asked for.

    Raises: OSError, where a file cannot be written.
    """
    instance = first_instance(settings)
    if settings.pat_path is not None:
        settings.pat_path.write_text(f"{settings.admin_pat}\n", "ascii")
    if settings.machine_key_path is not None:
        settings.machine_key_path.write_bytes(issue_admin_key(instance))
    return instance


def document() -> dict[str, Any]:
    """The spec that is served."""
    return load_document(spec_path())


async def _nothing_behind(_: Scope, __: Receive, ___: Send) -> None:
    """Connexion wraps an application; here the gateway answers everything."""
    raise RuntimeError("the gateway answers every request")
