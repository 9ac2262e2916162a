"""What surrounds every operation with JSON: its instance, its caller's patience, warnings, and failing on purpose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from connexion.middleware.abstract import RoutedAPI, RoutedMiddleware
from connexion.operations.abstract import AbstractOperation
from starlette.types import ASGIApp, Receive, Scope, Send

from mockserver.errors.problem import Refused
from mockserver.operations.messages.base import Message
from mockserver.pipeline import ServedOperation
from mockserver.settings import Settings
from mockserver.store.instance import Instance
from mockserver.wire.connexion.messages import Rendered, answer_of
from mockserver.wire.connexion.served import NOBODYS, Operations, of_ours
from mockserver.wire.connexion.visit import Visit, arrival_of, enter
from mockserver.wire.forwarded import forwarded
from mockserver.wire.http import Headers, HttpRequest, Response
from mockserver.wire.json_call import call, refused, unreached
from mockserver.wire.waiting import with_told

_DESCRIBES_BODY = frozenset({b"content-type", b"content-length"})


class _Surrounded:
    """One operation of ours."""

    def __init__(self, app: ASGIApp, operation: ServedOperation) -> None:
        self._app = app
        self._operation = operation

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        arrival = arrival_of(scope)
        request = arrival.request
        instance = arrival.instance_of(request)
        # Connexion would hand every field of the path to the operation's function, which finds all in its visit.
        inner = {**scope, "headers": _as_json(scope["headers"], request.body), "path_params": {}}

        async def serve(
            operation: ServedOperation,
            fields: Mapping[str, str],
            request: HttpRequest,
            instance: Instance,
            settings: Settings,
            deadline: float | None,
        ) -> Response:
            metadata = forwarded(request)
            visit = Visit(operation, fields, request, instance, settings, metadata, deadline, {}, Message())
            enter(inner, visit)
            try:
                response = await answer_of(self._app, inner, receive)
            except Refused as refusal:
                if not visit.handed_over:
                    return unreached(operation, refusal.problem)
                response = refused(operation, refusal.problem, metadata.language)
            return with_told(response, visit.hooks, visit.telling)

        answer = call(self._operation, scope["path_params"], request, instance, arrival.settings, serve)
        response = answer if isinstance(answer, Response) else await answer
        await Rendered(response)(scope, receive, send)


class _Api(RoutedAPI[Any]):
    """The operations of a document."""

    def __init__(self, *args: Any, served: Operations = NOBODYS, **options: Any) -> None:
        super().__init__(*args, **options)
        self._served = served
        self.add_paths()

    def make_operation(self, operation: AbstractOperation) -> ASGIApp:
        if operation.operation_id not in self._served:
            return self.next_app
        ours = of_ours(self._served, operation.operation_id)
        return _reading_nothing(self.next_app) if ours is None else _Surrounded(self.next_app, ours)


class Surroundings(RoutedMiddleware[_Api]):
    """Surrounds the operations of ours."""

    api_cls = _Api


def _reading_nothing(app: ASGIApp) -> ASGIApp:
    """A plain answer, which no body keeps from being given; Connexion would read one that says that it is a form."""

    async def answered(scope: Scope, receive: Receive, send: Send) -> None:
        await app({**scope, "headers": _as_json(scope["headers"], b"")}, receive, send)

    return answered


def _as_json(headers: Headers, body: bytes) -> Headers:
    """The headers for Connexion's validation: whatever the content type says, the real server reads JSON."""
    kept = [header for header in headers if header[0] not in _DESCRIBES_BODY]
    return [*kept, (b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
