"""Runs the contract against a server."""

from __future__ import annotations

import functools
import time
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import ExitStack, closing

from ..logins.http import Manner
from ..messages import Messages
from ..rpc.peer import Peer
from ..sending import Sender
from ..target import Target
from .call import Caller, Transport, Unreachable
from .check import Check, Outcome
from .checks.catalogue import property_checks
from .connect_transport import ConnectTransport
from .descriptors import Descriptors
from .ground import Ground, unique
from .grpc_transport import GrpcTransport
from .grpc_web_transport import GrpcWebTransport
from .jobs import Job, Property, Replay
from .json_transport import JsonTransport
from .lag import Gauge
from .latency import Latency
from .options import CannotRun, Options, Result
from .own import own_recordings
from .pace import Pace
from .patience import Patience
from .progress import Progress
from .reach import Reach
from .recorded import Recording, recordings, replayed
from .schemas import Schemas
from .secret import Secrets
from .spec import Spec

_NOT_FOUND, _UNAUTHENTICATED = 5, 16
_PROBES = ("GetMyUser", "GetDefaultOrg", "ListFlowTypes")


def run(options: Options, spec: Spec, progress: Progress) -> Result:
    """Check what was asked for; what was made on the way is removed again.

    Raises: CannotRun, TraceError, OSError.
    """
    begun = time.monotonic()
    session = Session(options, spec)
    with session:
        session.require_api()
        jobs = list(session.jobs())
        outcomes: list[Outcome] = []
        try:
            if any(job.writes for _, job in jobs):
                session.measure_lag()
            progress.start(len(jobs))
            for title, job in jobs:
                progress.step(title)
                outcomes += job()
        finally:
            left_behind = session.tidy()
            progress.end()
        return Result(
            tuple(outcomes),
            tuple(session.existing),
            session.left_out,
            session.assumed_left_out,
            dict(session.skipped),
            session.pace.requests,
            time.monotonic() - begun,
            session.ground.patience,
            tuple(left_behind),
        )


class Session:
    """One run: its transports, and what its checks share."""

    def __init__(self, options: Options, spec: Spec) -> None:
        self._options = options
        self.pace = Pace(options.per_second)
        self._schemas = Schemas(spec)
        self._json = JsonTransport(
            options.base_url, self._schemas, self.pace, options.timeout_s, verify_tls=options.verify_tls
        )
        self.ground = Ground(
            spec=spec,
            admin=Caller(f"Bearer {options.admin_pat}"),
            secrets=Secrets(options.admin_pat),
            patience=Patience(options.wait_s),
            latency=Latency(options.max_latency_ms, self.pace),
            read_only=options.read_only,
            http=self._json.http,
            organisations=[],
            callers={},
            reach=Reach(options.base_url, options.receiver, own_server=options.own_server),
            target=Target(options.base_url, options.admin_pat),
            manner=Manner(self.pace.step, options.verify_tls),
        )
        self._transports: dict[str, Transport] = {}
        self._stack = ExitStack()
        self.existing: list[tuple[str, str]] = []
        self.left_out = self.assumed_left_out = 0
        self.skipped: Counter[str] = Counter()

    def __enter__(self) -> Session:
        self._stack.enter_context(closing(self._json))
        self._stack.enter_context(closing(self.ground.reach))
        for name in self._options.transports:
            transport = self._made(name)
            if transport is not self._json:
                self._stack.enter_context(closing(transport))
            self._transports[name] = transport
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _made(self, name: str) -> Transport:
        if name == "json":
            return self._json
        options = self._options
        descriptors = Descriptors(self._messages, self._schemas)
        if name == "grpc":
            return GrpcTransport(
                options.base_url, descriptors, self.pace, options.timeout_s, verify_tls=options.verify_tls
            )
        if name == "grpc-web":
            return GrpcWebTransport(self._json.http, descriptors)
        return ConnectTransport(name, self._json, self._schemas, descriptors)

    def require_api(self) -> None:
        """Make sure that the server is there and takes the token. Raises: CannotRun."""
        spec, seen = self.ground.spec, ""
        for probe in _PROBES:
            if probe not in spec.operations:
                continue
            try:
                reply = self._json.call(spec.operations[probe], {}, self.ground.admin)
            except Unreachable as error:
                raise CannotRun(
                    self.ground.secrets.clean(f"{self._options.base_url} does not answer: {error}")
                ) from None
            # A refusal with an ID is the API's as well, and what is wrong with it is for the checks to say.
            if reply.code == 0 or (reply.error_id and reply.code != _UNAUTHENTICATED):
                return
            seen = str(reply.body.get("message", "")) if isinstance(reply.body, dict) else ""
        refused = self.ground.secrets.clean(f"the server refuses the token, or does not speak the API: {seen}")
        raise CannotRun(refused)

    def measure_lag(self) -> None:
        """Learn how long reads have to be waited for."""
        ground = self.ground
        gauge = Gauge(ground.spec, self._json, ground.admin, self._options.wait_s, ground.organisations.append, unique)
        ground.patience.lag = gauge.measure()

    def jobs(self) -> Iterator[tuple[str, Job]]:
        """What there is to do: recordings first, then the properties over each transport."""
        own, spec = self._options.recordings, self.ground.spec
        for recording in own_recordings(own, spec) if own else recordings(spec):
            self.existing += [(check.operation, check.name) for check in recording.checks.values()]
            taken = [check for check in recording.checks.values() if self._takes(check)]
            self.left_out += len(recording.checks) - len(taken)
            used = {transport for _, transport in recording.checks}
            if taken and not used.isdisjoint(self._transports):
                yield recording.path.name, Replay(self.replay, recording, taken)
        checks = [] if own else property_checks(spec)
        self.existing += [(check.operation, check.name) for check in checks]
        for name, transport in self._transports.items():
            for check in checks:
                if not check.over.covers(name) or not _serves(transport, self.ground.spec, check):
                    continue
                if self._takes(check) and check.assumed and not self._options.assumed:
                    self.assumed_left_out += 1
                elif self._takes(check) and (lacking := self.ground.reach.lacks(check.needs)):
                    self.skipped.update(need.value for need in lacking[:1])
                elif self._takes(check):
                    yield f"{check.title} ({name})", Property(self.ground, check, transport)
                else:
                    self.left_out += 1

    def _takes(self, check: Check) -> bool:
        return self._options.selection.takes(*check.texts) and not (self._options.read_only and check.writes)

    def replay(self, recording: Recording, taken: Collection[Check]) -> list[Outcome]:
        """Replay a recording; only the checks that were asked for are told."""
        ground = self.ground
        outcomes = replayed(
            recording,
            ground.spec,
            self._sender(),
            self._options.admin_pat,
            ground.secrets,
            ground.patience,
            ground.organisations,
            ground.latency,
        )
        return [outcome for outcome in outcomes if outcome.check in taken and outcome.transport in self._transports]

    @functools.cached_property
    def _messages(self) -> Messages:
        return Messages(self._options.descriptors)

    def _sender(self) -> Sender:
        """What recorded requests are sent with; paced like all others."""
        options = self._options
        peer = Peer(options.base_url, options.timeout_s, options.verify_tls, self.pace.step)
        return Sender(self.ground.http, self._messages, peer)

    def tidy(self) -> list[str]:
        """Remove the organisations that were made; returns those that are still there."""
        operations, left = self.ground.spec.operations, []
        for organisation in dict.fromkeys(self.ground.organisations):
            try:
                reply = self._json.call(operations["AdminRemoveOrg"], {"orgId": organisation}, self.ground.admin)
            except Unreachable:
                left.append(organisation)
                continue
            if reply.code not in (0, _NOT_FOUND):
                left.append(organisation)
        return left


_NOT_FOUND, _UNAUTHENTICATED = 5, 16


def _serves(transport: Transport, spec: Spec, check: Check) -> bool:
    operation = spec.operations.get(check.operation)
    return operation is None or transport.serves(operation)
