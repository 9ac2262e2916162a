"""What a test does to answers: let calls fail, or take their time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec

from mockserver.control.fault_form import FaultForm, fault_of
from mockserver.control.problems import ControlProblem
from mockserver.store.delays import MAX_DELAY_MS, FixedDelay
from mockserver.store.faults import TRANSPORTS, Broken, Fault
from mockserver.store.instance import Instance
from mockserver.testing.names import require_known
from mockserver.testing.observing import Observing
from mockserver.testing.setups import problems_of


class Failing(Observing):
    """The part of a mock that is about faults."""

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

    def fail_deliveries(
        self,
        condition: str = "",
        target: str = "",
        url: str = "",
        *,
        broken: str = "",
        status: int | None = None,
        signature: str = "",
        delay_ms: float = 0,
        times: int | None = 1,
    ) -> None:
        """Let the next calls of targets fail, or be signed so that a webhook has to refuse them.

        Args:
            condition: id of what they are sent for, such as `function/preuserinfo`; `*` stands for anything.
            target: name or id of the target, likewise.
            url: its endpoint, likewise.
            broken: `refused`, so that it is not called, or how its answer is lost: `reset`, `empty`, `half`,
                `malformed` or `stall`.
            status: what is answered in its place.
            signature: `wrong`, `old` or `missing`.
            delay_ms: how much later its answer comes.
            times: how many calls; None: all.

        Raises: ValueError for what cannot be used.
        """
        named = {"condition": condition, "target": target, "url": url}
        rule: dict[str, Any] = {"delivery": named, "broken": broken, "status": status, "signature": signature}
        if delay_ms:
            rule["delay"] = {"type": "fixed", "milliseconds": float(delay_ms)}
        self.fault(times=times, **rule)

    def clear_faults(self) -> None:
        """Take back what the methods above asked for."""
        self._do(lambda instance: instance.faults.clear())

    def _add_fault(self, fault: Fault) -> None:
        if fault.operation:
            self._require_operation(fault.operation)
        if fault.transport:
            require_known("transport", fault.transport, [*TRANSPORTS])
        if fault.times is not None and fault.times < 1:
            raise ValueError(f"times must be 1 or more, or None for all calls, not {fault.times}")
        self._do(lambda instance: instance.faults.put(replace(fault, name=instance.faults.new_name())))
