"""Requests below the prefixes of documents of the user's own, on their way to the Connexion application and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from starlette.types import ASGIApp

from mockserver.own_api.api import OwnApi
from mockserver.settings import Settings
from mockserver.store.instance import Instance
from mockserver.wire import cors
from mockserver.wire.connexion.asking import ask
from mockserver.wire.http import Answer, HttpRequest, Response
from mockserver.wire.own_refusals import unrouted
from mockserver.wire.routes import NoSuchMethod, NoSuchPath

InstanceOf = Callable[[HttpRequest], Instance]


class OwnApis:
    """Answers all below some prefixes."""

    def __init__(self, served: Iterable[tuple[OwnApi, ASGIApp]], settings: Settings) -> None:
        """Serve documents, each by its application; of prefixes that are within each other the longest counts."""
        self._served = sorted(served, key=lambda row: -len(row[0].prefix))
        self._starts = tuple(f"{api.prefix}/" for api, _ in self._served)
        self._settings = settings

    @property
    def apis(self) -> list[OwnApi]:
        """What is served."""
        return [api for api, _ in self._served]

    @property
    def names(self) -> list[str]:
        """The names of all operations."""
        return [operation.name for api, _ in self._served for operation in api.operations]

    def answer(self, request: HttpRequest, instance_of: InstanceOf) -> Answer | None:
        """The answer to a request; None where it is below none of the prefixes.

        A preflight may ask for any header, as a backend's own are not known here.
        """
        path = f"{request.path}/"
        if not path.startswith(self._starts):
            return None
        if cors.is_preflight(request.method, request.headers):
            return Response(204, cors.preflight_headers(request.headers, any_header=True), b"", added=())
        api, app = next(row for row in self._served if path.startswith(f"{row[0].prefix}/"))
        return self._asked(api, app, request, instance_of)

    async def _asked(self, api: OwnApi, app: ASGIApp, request: HttpRequest, instance_of: InstanceOf) -> Response:
        """Raises: Refused, where there is no instance."""
        methods = api.methods(request.path)
        asked = {request.method, "GET"} if request.method == "HEAD" else {request.method}
        if methods and asked.isdisjoint(methods):
            # Another template may have the method, but the path is not its.
            return _no_such_method(api, request, methods)
        try:
            return await ask(app, request, instance_of, self._settings)
        except NoSuchPath:
            detail = f"{api.file.name} has no path {request.path.removeprefix(api.prefix) or '/'} below {api.prefix}"
            return unrouted(404, detail)
        except NoSuchMethod:
            return _no_such_method(api, request, methods)


def _no_such_method(api: OwnApi, request: HttpRequest, methods: Iterable[str]) -> Response:
    told = ", ".join(sorted(methods))
    detail = f"{api.file.name} has no {request.method} for this path; it has {told}"
    return unrouted(405, detail, [(b"allow", told.encode("ascii"))])
