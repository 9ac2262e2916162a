"""Where the parts are wired together."""

from __future__ import annotations

from typing import Any, cast

from connexion.middleware.main import ConnexionMiddleware
from connexion.resolver import Resolver
from starlette.types import ASGIApp, Receive, Scope, Send

from mockserver.operations.first_instance import first_instance, issue_admin_key
from mockserver.settings import Settings
from mockserver.spec.document import load_document, spec_path
from mockserver.store.instance import Instance
from mockserver.wire.api import function_of
from mockserver.wire.gateway import Gateway


def create_app(settings: Settings, instance: Instance | None = None) -> ASGIApp:
    """The whole server as one ASGI application.

    Args:
        instance: the instance to serve; a fresh one with the organisation ZITADEL where none is given.

    Raises: connexion.exceptions.InvalidSpecification, ResolverError, where the spec is wrong.
    """
    served = instance or first_instance(settings)

    def gateway(app: ASGIApp) -> Gateway:
        return Gateway(app, settings=settings, instance=served)

    # Connexion's annotation asks for applications, its code calls factories of them.
    middlewares = cast(list[ASGIApp], [gateway])
    app = ConnexionMiddleware(_nothing_behind, import_name=__name__, middlewares=middlewares)
    app.add_api(document(), resolver=Resolver(function_of))
    middleware: ASGIApp = app
    return middleware


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
