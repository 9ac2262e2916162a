"""What a test sees of the requests that came."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from mockserver.store.instance import Instance
from mockserver.testing.assertion import expectation, failure, fits, of_status, unexpected_changes
from mockserver.testing.delivering import Delivering
from mockserver.testing.names import require_known
from mockserver.testing.recorded import RecordedRequest, recorded
from mockserver.wire.http import Exchange


class Observing(Delivering):
    """The part of a mock that is about requests."""

    def requests(
        self, operation: str = "", status: int | str | None = None, *, organisation: str = ""
    ) -> list[RecordedRequest]:
        """The requests so far, oldest first; of many the newest 10,000.

        Args:
            operation: only those of an operationId.
            status: only those answered with a status such as 400, or one of a class such as `4xx`.
            organisation: only those for an organisation, by its id.

        Raises: ValueError for an operation that there is not.
        """
        if operation:
            self._require_operation(operation)
        return [
            request
            for request in self._requests(lambda exchange: operation in ("", exchange.response.operation))
            if (status is None or of_status(request, status))
            and (not organisation or request.organisation == organisation)
        ]

    def changes(
        self, operation: str = "", *, after: int = 0, user_agent: str = "", client: str = ""
    ) -> list[RecordedRequest]:
        """The requests that changed the state, oldest first: calls of operations, not logins.

        Args:
            operation: only those of an operationId.
            after: only those with a greater number, such as `last_request` was before a second run.
            user_agent: only those whose header `User-Agent` has this in it, whatever its case.
            client: only those of a caller, by user name.

        Raises: ValueError for an operation that there is not.
        """
        return [
            request
            for request in self.requests(operation)
            if request.changed
            and request.number > after
            and user_agent.lower() in request.user_agent.lower()
            and client in ("", request.client)
        ]

    @property
    def last_request(self) -> int:
        """The number of the newest request; 0 where there is none."""
        return self._do(lambda instance: instance.journal.next_number - 1)

    @contextmanager
    def unchanged(self) -> Iterator[None]:
        """Check that what runs inside `with` changes nothing, as a second run of a script should.

        Raises: AssertionError, listing the requests that changed something.
        """
        __tracebackhide__ = True
        before = self.last_request
        yield
        changes = self.changes(after=before)
        if changes:
            raise AssertionError(unexpected_changes(changes))

    def assert_called(
        self, operation: str, times: int | None = None, body: Any = None, *, status: int | str | None = None
    ) -> list[RecordedRequest]:
        """Check that an operation was called, and return the calls.

        Args:
            operation: operationId.
            times: exactly how often, 0 for not at all; None: at least once.
            body: what the request's body must hold. Of objects the named fields count, all else must be equal.
            status: what must have been answered, such as 200 or `4xx`.

        Raises: AssertionError, telling what was called instead; ValueError for an operation that there is not.
        """
        __tracebackhide__ = True
        self._require_operation(operation)
        calls = self._requests(lambda exchange: exchange.response.operation == operation)
        found = [
            request
            for request in calls
            if (body is None or fits(body, request.body)) and (status is None or of_status(request, status))
        ]
        if (not found) if times is None else (len(found) != times):
            others = self._requests(lambda exchange: exchange.response.operation != operation)
            raise AssertionError(failure(operation, expectation(times, body, status), len(found), calls, others))
        return found

    def _requests(self, wanted: Callable[[Exchange], bool]) -> list[RecordedRequest]:
        """The journal's exchanges that are wanted, oldest first."""
        engine = self._running()

        def shown(exchange: Exchange, instance: Instance) -> RecordedRequest:
            return recorded(exchange, instance, engine.rpcs, engine.operations)

        return self._do(
            lambda instance: [shown(exchange, instance) for exchange in instance.journal if wanted(exchange)][::-1]
        )

    def _require_operation(self, operation: str) -> None:
        own = self._app.own.names if self._app.own is not None else ()
        require_known("operation", operation, [*(served.spec.id for served in self._running().operations), *own])
