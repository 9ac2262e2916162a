"""The gateway of a replica: what reads is answered out of memory, what may write takes turns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem, Refused
from mockserver.pipeline import ServedOperation, is_reading, reads_by_name
from mockserver.settings import Settings, StoreReads
from mockserver.sharing.changes import Changes
from mockserver.sharing.replica import Unavailable
from mockserver.sharing.starting import Shared
from mockserver.sharing.stepping import in_turns
from mockserver.store.instance import Instance
from mockserver.store.instances import Instances
from mockserver.wire.api import Route
from mockserver.wire.gateway import Gateway
from mockserver.wire.http import Answer, Endpoint, HttpRequest, Response
from mockserver.wire.recorder import Listener, Recorder
from mockserver.wire.request_url import REST_PREFIXES
from mockserver.wire.routes import Match, Routes

if TYPE_CHECKING:
    from mockserver.wire.own_apis import OwnApis

_ADMIN: Final = "/__admin"
_READY: Final = "/debug/ready"
_OF_THE_PROCESS: Final = ("/debug/", "/healthz", "/llms.txt")
_SERVICES: Final = ("/zitadel.", "/grpc.")
_READING_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class SharedGateway(Gateway):
    """Answers requests of one of several replicas."""

    def __init__(
        self,
        routes: Routes[Route],
        instances: Instances,
        settings: Settings,
        admin: Endpoint | None,
        listener: Listener | None,
        own: OwnApis | None,
        *,
        shared: Shared,
    ) -> None:
        """As of any gateway.

        Args:
            shared: the only instance, and what keeps it.
        """
        super().__init__(routes, instances, settings, admin, listener, own)
        self._changes = shared.instance.changes
        self._recorder = _KeptRecorder(self._recorder, self._changes)
        self._replica = shared.replica
        self._fresh = settings.store_reads is StoreReads.FRESH
        self._refusal: Problem | None = None

    def respond(self, request: HttpRequest, *, native: bool) -> Answer:
        """Answer a request; one that may write, and one that finds the copy unsettled, not at once."""
        replica, path = self._replica, request.path
        if path.startswith(_OF_THE_PROCESS):
            if path == _READY and replica.gone:
                return _plain(f"the store cannot be reached: {replica.gone}")
            return super().respond(request, native=native)
        if not self._reads(request):
            return self._in_turn(request, native)
        of_control = path.startswith(_ADMIN)
        if of_control and replica.gone:
            return super().respond(request, native=native)
        if replica.unsettled is not None or replica.gone or self._fresh:
            return self._when_settled(request, native, fresh=self._fresh and not of_control)
        answer = super().respond(request, native=native)
        return answer if isinstance(answer, Response) or of_control else self._on(answer, request, native)

    def instance_of(self, request: HttpRequest) -> Instance:
        """The instance that a request's host means.

        Raises: Refused: UNAVAILABLE where the log cannot be reached.
        """
        if self._refusal is not None:
            raise Refused(self._refusal)
        return super().instance_of(request)

    def _serve(self, match: Match[Route], request: HttpRequest) -> Answer:
        if self._refusal is not None:
            raise Refused(self._refusal)
        return super()._serve(match, request)

    def _reads(self, request: HttpRequest) -> bool:
        """Whether a request certainly writes nothing. Login endpoints may, whatever their method is."""
        method, path = request.method, request.path
        if path.startswith(_ADMIN):
            return method in _READING_METHODS
        if path.startswith(_SERVICES):
            return reads_by_name(path)
        if not path.startswith(REST_PREFIXES):
            return False
        found = self._finder.usual[method, request.raw_path, path]
        if isinstance(found, Match) and isinstance(found.served, ServedOperation):
            return is_reading(found.served.spec)
        return method in _READING_METHODS

    async def _in_turn(self, request: HttpRequest, native: bool) -> Response:
        try:
            async with self._replica.turn():
                answer = super().respond(request, native=native)
            return answer if isinstance(answer, Response) else await in_turns(answer, self._replica, self._changes)
        except Unavailable as error:
            return self._unavailable(request, native, error)

    async def _when_settled(self, request: HttpRequest, native: bool, *, fresh: bool) -> Response:
        try:
            if fresh:
                await self._replica.fresh()
            await self._replica.settled()
            answer = super().respond(request, native=native)
            return answer if isinstance(answer, Response) else await in_turns(answer, self._replica, self._changes)
        except Unavailable as error:
            return self._unavailable(request, native, error)

    async def _on(self, answer: Any, request: HttpRequest, native: bool) -> Response:
        """What somebody has to wait for, as its targets are asked."""
        try:
            response: Response = await in_turns(answer, self._replica, self._changes)
        except Unavailable as error:
            return self._unavailable(request, native, error)
        return response

    def _unavailable(self, request: HttpRequest, native: bool, error: Unavailable) -> Response:
        """The refusal, as its protocol renders it."""
        text = f"the store of this server cannot be reached, without which it answers nothing: {error}"
        self._refusal = Problem("", Code.UNAVAILABLE, text)
        try:
            if request.path.startswith(_ADMIN):
                return _plain(text)
            answer = super().respond(request, native=native)
        finally:
            self._refusal = None
        if isinstance(answer, Response):
            return answer
        answer.close()
        return _plain(text)


class _KeptRecorder(Recorder):
    """Keeps an exchange once the log has what it changed; not at all where it does not come to have it."""

    def __init__(self, recorder: Recorder, changes: Changes) -> None:
        self._inner = recorder
        self._changes = changes
        self._instances = recorder._instances

    def record(
        self,
        request: HttpRequest,
        response: Response,
        started_ns: int,
        native: bool,
        instance: Instance | None = None,
    ) -> None:
        if not self._changes.open:
            self._inner.record(request, response, started_ns, native, instance)
            return
        kept = instance or self._instances.serving(request.host)
        wrote, kept.accounted = kept.events - kept.accounted, kept.events

        def record() -> None:
            kept.accounted = kept.events - wrote
            self._inner.record(request, response, started_ns, native, kept)

        self._changes.once_kept(record)


def _plain(text: str) -> Response:
    return Response(503, [(b"content-type", b"text/plain; charset=utf-8")], f"{text}\n".encode())
