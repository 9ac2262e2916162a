"""The gateway, whose operations with JSON are answered by a Connexion application instead of the port's shortcut."""

from __future__ import annotations

from collections.abc import Callable

from starlette.types import ASGIApp

from mockserver.settings import Settings, Unmodelled, UnmodelledMode
from mockserver.store.instances import Instances
from mockserver.unmodelled.paths import known_methods
from mockserver.wire.api import Route
from mockserver.wire.connexion.asking import ask
from mockserver.wire.finding import Missing, readings, unrouted
from mockserver.wire.forwarding import forward
from mockserver.wire.gateway import Gateway
from mockserver.wire.http import Answer, Endpoint, HttpRequest, Response
from mockserver.wire.oauth.routes import OAUTH_ROUTES
from mockserver.wire.own_apis import OwnApis
from mockserver.wire.recorder import Listener
from mockserver.wire.request_url import REST_PREFIXES
from mockserver.wire.routes import NoSuchMethod, NoSuchPath, Routes
from mockserver.wire.unmodelled import mark, wanted

_LOGIN = frozenset(path for _, path, _ in OAUTH_ROUTES)


class ThroughConnexion(Gateway):
    """Answers requests; what is no operation with JSON, as the port's gateway does."""

    def __init__(
        self,
        routes: Routes[Route],
        instances: Instances,
        settings: Settings,
        admin: Endpoint | None = None,
        listener: Listener | None = None,
        own: OwnApis | None = None,
        *,
        app: ASGIApp,
        further: Callable[[str, UnmodelledMode], ASGIApp],
    ) -> None:
        """Take the parts of any gateway.

        Args:
            app: routes and answers the modelled operations. Raises NoSuchPath and NoSuchMethod.
            further: finds what routes and answers the rest of the real server's operations whose paths begin as a given
                one, in a mode but forwarding. Raises NoSuchPath.
        """
        super().__init__(routes, instances, settings, admin, listener, own)
        self._app = app
        self._further = further

    def answer(self, request: HttpRequest, *, of_v2: bool, native: bool) -> Answer:
        """Answer a request; what the application's routing finds it finds anew."""
        return self.answer_other(request, of_v2=of_v2, native=native)

    def routed(self, request: HttpRequest, *, native: bool) -> Answer:
        """Answer a request that a route is for."""
        if request.path in _LOGIN:
            return super().routed(request, native=native)
        return self._routed(request, native)

    async def _routed(self, request: HttpRequest, native: bool) -> Response:
        *others, last = readings(request)
        try:
            for reading in others:
                try:
                    return await self._found(reading)
                except NoSuchMethod:
                    continue
            return await self._found(last)
        except (NoSuchPath, NoSuchMethod) as missing:
            return unrouted(request, Missing.of(missing), native=native)

    async def _found(self, request: HttpRequest) -> Response:
        """The answer of the operation that a request means. Raises: NoSuchPath, NoSuchMethod."""
        try:
            return await self._ask(self._app, request)
        except (NoSuchPath, NoSuchMethod) as missing:
            if not request.path.startswith(REST_PREFIXES):
                raise
            try:
                return await self._of_the_rest(request)
            except NoSuchPath:
                raise missing from None

    async def _of_the_rest(self, request: HttpRequest) -> Response:
        """The answer of an operation that nobody modelled. Raises: NoSuchPath, NoSuchMethod."""
        how = Unmodelled()
        if known_methods().find(request.method, request.path) is not None:
            how = wanted(request, self.instance_of(request))
        if how.mode is UnmodelledMode.FORWARD:
            return await forward(how.url, request)
        response = await self._ask(self._further(request.path, how.mode), request)
        return mark(response) if how.mode is UnmodelledMode.FABRICATE else response

    async def _ask(self, app: ASGIApp, request: HttpRequest) -> Response:
        return await ask(app, request, self.instance_of, self._settings)
