"""A server in the process of a test, and what a test does with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from mockserver import seeds
from mockserver.control.fault_form import FaultForm, fault_of
from mockserver.control.problems import ControlProblem
from mockserver.later import Later
from mockserver.script_http import Stub, wrong_with
from mockserver.store.delays import MAX_DELAY_MS, FixedDelay
from mockserver.store.faults import TRANSPORTS, Broken, Fault
from mockserver.store.instance import Instance
from mockserver.testing.action_run import ActionRun
from mockserver.testing.assertion import expectation, failure, fits, of_status, unexpected_changes
from mockserver.testing.delivering import Delivering
from mockserver.testing.names import require_known
from mockserver.testing.recorded import RecordedRequest, recorded
from mockserver.testing.setups import Seedable, document_of, issue_token, organisation_id, problems_of
from mockserver.wire.http import Exchange

if TYPE_CHECKING:
    import httpx
else:
    httpx = Later("httpx")

_LONGEST_RUN_S = 120.0


class ZitadelMock(Delivering):
    """A server on a port of its own of 127.0.0.1, for `with` and `async with`; any number can run at a time.

    All methods may be called from any thread. They touch the server's state on its own thread, between two requests,
    and do not take long, so that coroutines can call them as they are.
    """

    def isolated(self) -> ZitadelMock:
        """Another mock with the same settings and seed, an instance and a port of its own, on this one's thread.

        It starts in a millisecond or two and has to end before this one does. Its host is `t-1.localhost` or the like.
        """
        engine = self._running()
        return ZitadelMock(
            host=engine.next_host(),
            seed=self._seed,
            settings=replace(self._settings, port=0),
            engine=engine,
        )

    @property
    def admin_pat(self) -> str:
        """Personal access token of the user with the role IAM_OWNER."""
        return self._settings.admin_pat

    @property
    def headers(self) -> dict[str, str]:
        """The headers of a call as the administrator."""
        return {"authorization": f"Bearer {self.admin_pat}"}

    def token(self, roles: Sequence[str] = ("ORG_OWNER",), org: str = "", *, kind: str = "valid") -> str:
        """A token of a new service account.

        Args:
            roles: of the instance where they start with `IAM`, else of the organisation.
            org: id or name of the organisation that it belongs to; the default one where none is named.
            kind: `valid`, `expired`, `revoked` or `foreign` (never seen by this instance).

        Raises: ValueError for what there is not.
        """
        return self._do(lambda instance: issue_token(instance, roles, org, kind))

    def organisation_id(self, name: str = "") -> str:
        """Id of an organisation, for the header x-zitadel-orgid; of the default one where none is named.

        Raises: ValueError.
        """
        return self._do(lambda instance: organisation_id(instance, name))

    def seed(self, seed: Seedable) -> None:
        """Put a state in the place of the one that is served; requests, faults and `admin_pat` stay.

        Raises: SeedError, and nothing changes.
        """
        document = document_of(seed)
        self._do(lambda instance: seeds.apply(document, instance, self._settings))

    def state(self) -> seeds.Seed:
        """The state that is served, as a seed."""
        return self._do(seeds.export)

    def reset(self) -> None:
        """Go back to how it started: its seed, no faults, no requests."""
        engine = self._running()

        def fresh() -> None:
            self._app.instances.replace(self.host, self._fresh(engine))

        engine.loop.call(fresh)

    def fail_next(
        self,
        operation: str = "",
        error: str = "",
        *,
        code: str = "",
        message: str = "",
        broken: str = "",
        transport: str = "",
        times: int | None = 1,
    ) -> None:
        """Let the next calls fail; several of these rules are used up one after another.

        Args:
            operation: operationId; all of them where none is named.
            error: ID of the error to answer, such as `COMMAND-dg422`.
            code: or the name of a gRPC code, such as `UNAVAILABLE`, with a message.
            broken: or how the connection fails after the operation was carried out: `reset`, `empty`, `half`,
                `malformed` or `stall`.
            transport: only calls by `json`, `grpc`, `grpc-web` or `connect`.
            times: how many calls; None: all.

        Raises: ValueError for what there is not.
        """
        problems = problems_of(error, code, message)
        if bool(problems) is bool(broken):
            raise ValueError("give one of error, code and broken")
        if broken:
            require_known("way to break", broken, list(Broken))
        how = Broken(broken) if broken else None
        self._add_fault(Fault("", operation, transport, times=times, problems=problems, broken=how))

    def delay(self, milliseconds: float, operation: str = "", *, transport: str = "", times: int | None = None) -> None:
        """Hold answers back.

        Args:
            milliseconds: more than 0, at most a minute.
            operation: operationId; all of them where none is named.
            transport: only calls by `json`, `grpc`, `grpc-web` or `connect`.
            times: how many calls; None: all.

        Raises: ValueError for what there is not.
        """
        if not 0 < milliseconds <= MAX_DELAY_MS:
            raise ValueError(f"an answer can be held back for up to {MAX_DELAY_MS:.0f} ms, not for {milliseconds}")
        self._add_fault(Fault("", operation, transport, times=times, delay=FixedDelay(float(milliseconds))))

    def fault(self, **rule: Any) -> None:
        """Add any rule of faults, by the names that `POST /__admin/faults` has: `fault(operation="oauth.token",
        error={"code": "UNAVAILABLE"}, retryAfter=5)`.

        Raises: ValueError for what cannot be used.
        """
        known = [served.spec.id for served in self._running().operations]

        def put(instance: Instance) -> None:
            form = msgspec.convert(rule, FaultForm)
            instance.faults.put(fault_of(form, known, instance.faults.new_name))

        try:
            self._do(put)
        except ControlProblem as problem:
            raise ValueError(f"{problem.detail}; {problem.fix}") from None

    def clear_faults(self) -> None:
        """Take back what `fail_next` and `delay` asked for."""
        self._do(lambda instance: instance.faults.clear())

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

    def run_action(  # noqa: PLR0913 (one parameter a part of a run)
        self,
        script: str | Path,
        *,
        flow: str = "2",
        trigger: str = "4",
        name: str = "",
        user: str = "",
        scopes: Sequence[str] = (),
        client: str = "",
        person: Mapping[str, Any] | None = None,
        claims: Mapping[str, Any] | None = None,
        http: Sequence[Mapping[str, Any]] = (),
        timeout: str = "10s",
    ) -> ActionRun:
        """Run a script as a trigger would; nothing of it is kept.

        Args:
            script: JavaScript, or the path of a file.
            name: of the action, and of the function that is called; the file's name, or `run`, where it is left out.
            user: id of a user of the instance, for whom it runs; flow 2 only.
            scopes: what the client asked for, for such a user.
            client: id of the client, for such a user.
            person: in place of a user: user, metadata, orgMetadata, grants, client, login (docs/scripts.md).
            claims: those that there are before.
            http: answers to `fetch`, before those of the instance: url, method, status, body, error.
            timeout: of the action, such as `10s`.

        Raises: ValueError for what there is not; OSError for a file that cannot be read.
        """
        wanted: dict[str, Any] = {
            "script": script if isinstance(script, str) else script.read_text(encoding="utf-8"),
            "name": name or ("run" if isinstance(script, str) else script.stem),
            "timeout": timeout,
            "claims": dict(claims or {}),
            "http": [dict(answer) for answer in http],
        }
        if user:
            wanted |= {"user": user, "client": client}
        if scopes:
            wanted["scopes"] = list(scopes)
        if person is not None:
            wanted["person"] = dict(person)
        token = self._settings.admin_token
        answer = httpx.post(
            f"{self.url}/__admin/flows/{flow}/triggers/{trigger}/run",
            json=wanted,
            headers={"authorization": f"Bearer {token}"} if token else {},
            timeout=_LONGEST_RUN_S,
        )
        if answer.is_error:
            problem = answer.json()
            raise ValueError(f"{problem['detail']}; {problem.get('fix', '')}")
        return ActionRun.of(answer.json())

    def answer_scripts(self, *answers: Mapping[str, Any]) -> None:
        """Answer calls of scripts by `zitadel/http` from now on; without answers all hosts are denied again.

        Args:
            answers: url (`*` stands for any text), method, status, body, error, delay in milliseconds.

        Raises: ValueError.
        """
        stubs = tuple(msgspec.convert(dict(answer), Stub) for answer in answers)
        for wrong in filter(None, map(wrong_with, stubs)):
            raise ValueError(wrong)

        def change(instance: Instance) -> None:
            instance.script_http = replace(instance.script_http, stubs=stubs)

        self._do(change)

    def _requests(self, wanted: Callable[[Exchange], bool]) -> list[RecordedRequest]:
        """The journal's exchanges that are wanted, oldest first."""
        engine = self._running()

        def shown(exchange: Exchange, instance: Instance) -> RecordedRequest:
            return recorded(exchange, instance, engine.rpcs, engine.operations)

        return self._do(
            lambda instance: [shown(exchange, instance) for exchange in instance.journal if wanted(exchange)][::-1]
        )

    def _add_fault(self, fault: Fault) -> None:
        if fault.operation:
            self._require_operation(fault.operation)
        if fault.transport:
            require_known("transport", fault.transport, [*TRANSPORTS])
        if fault.times is not None and fault.times < 1:
            raise ValueError(f"times must be 1 or more, or None for all calls, not {fault.times}")
        self._do(lambda instance: instance.faults.put(replace(fault, name=instance.faults.new_name())))

    def _require_operation(self, operation: str) -> None:
        own = self._app.own.names if self._app.own is not None else ()
        require_known("operation", operation, [*(served.spec.id for served in self._running().operations), *own])
