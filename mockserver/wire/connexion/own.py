"""The Connexion application of a document of the user's own.

    exceptions → routing → surroundings → security → request validation → ... → the operation's function

It is Connexion as it comes, with validators that name the field that is wrong, and with security that knows this mock's
tokens. The surroundings are those that every operation has: faults, delays, and what a request prefers.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import cast
from urllib.parse import parse_qs

from connexion.context import scope as current_scope
from connexion.middleware.context import ContextMiddleware
from connexion.middleware.exceptions import ExceptionMiddleware
from connexion.middleware.lifespan import LifespanMiddleware
from connexion.middleware.request_validation import RequestValidationMiddleware
from connexion.middleware.response_validation import ResponseValidationMiddleware
from connexion.middleware.security import SecurityMiddleware
from connexion.resolver import Resolver
from starlette.types import Scope

from mockserver.own_api.api import OwnApi
from mockserver.own_api.keeping import text_of
from mockserver.own_api.operation import Operation, is_json
from mockserver.own_api.paths import fields_of
from mockserver.own_api.prepared import prepared
from mockserver.wire.connexion.application import QuietApp
from mockserver.wire.connexion.messages import Rendered
from mockserver.wire.connexion.own_rendering import rendered
from mockserver.wire.connexion.own_routing import OwnRouting
from mockserver.wire.connexion.own_security import handlers
from mockserver.wire.connexion.own_surroundings import OwnSurroundings
from mockserver.wire.connexion.own_validation import read_json, validators
from mockserver.wire.connexion.visit import arrival_of
from mockserver.wire.http import HttpRequest


class _OwnApp(QuietApp):
    """An application that is put together at once, so that what is wrong with its document shows before a request."""

    def put_together(self) -> None:
        """Make all operations of all documents."""
        self.middleware.app, self.middleware.middleware_stack = self.middleware._build_middleware_stack()


def own_application(api: OwnApi) -> QuietApp:
    """The application that answers the operations of a document.

    Raises: what Connexion does for a document that is none: InvalidSpecification for what does not fit the schema of
        OpenAPI, others for what does not make sense.
    """
    app = _OwnApp(
        [
            ExceptionMiddleware,
            OwnRouting,
            OwnSurroundings,
            SecurityMiddleware,
            RequestValidationMiddleware,
            ResponseValidationMiddleware,
            LifespanMiddleware,
            ContextMiddleware,
        ]
    )
    functions = {operation.name: _function(api, operation) for operation in api.operations}
    app.add_api(
        prepared(api.document, api.operations),
        base_path=api.prefix,
        resolver=Resolver(functions.__getitem__),
        validator_map=validators(),
        security_map=handlers(api.document.get("components", {}).get("securitySchemes", {})),
        own=api,
    )
    app.put_together()
    return app


def _function(api: OwnApi, operation: Operation) -> Callable[..., Awaitable[Rendered]]:
    """The function of an operation.

    Connexion hands it all parameters; it takes what it needs out of the scope, as they may have any name and any type.
    """
    names = fields_of(operation.path)

    async def answer(**_: object) -> Rendered:
        """Raises: NotDone."""
        scope = cast(Scope, current_scope)
        arrival = arrival_of(scope)
        request = arrival.request
        fields = dict(zip(names, map(str, scope["path_params"].values()), strict=True))
        given = parse_qs(request.query.decode("latin-1"))
        query = {name: given.get(name) or _default(default) for name, default in operation.query.items()}
        instance = arrival.instance_of(request)
        return Rendered(rendered(api.answer(instance, operation, fields, query, _body(request)), request))

    return answer


def _default(value: object) -> list[str]:
    """What a parameter of a query is where it does not come, as texts."""
    if value is None:
        return []
    return [text_of(each) for each in value] if isinstance(value, list) else [text_of(value)]


def _body(request: HttpRequest) -> object:
    """The JSON of a request, which was validated; None where it brought none."""
    if not request.body or not is_json(request.text(b"content-type") or "application/json"):
        return None
    parsed: object = read_json(request.body)
    return parsed
