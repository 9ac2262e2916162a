"""The recorded calls over gRPC, gRPC-Web and, as bytes, Connect with their verdicts, by their tests' replayers."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator
from typing import Any

import httpx

from contracts.fidelity.figures import UNEXPLAINED, Judged, Verdict
from contracts.fidelity.traces import NO_OPERATION
from contracts.placeholders import Placeholders
from contracts.replayer import ADMIN_ROLE, TIMEOUT_S, replay
from contracts.target import Target
from contracts.test_recordings import RECORDINGS
from contracts.verify.about import operation_of, transport_by
from contracts.verify.spec import Spec
from tests.messages import messages
from tests.protocols import test_recorded_grpc as grpc_v1
from tests.protocols import test_recorded_grpc_v2 as grpc_v2
from tests.protocols import test_recorded_grpc_web as grpc_web
from tests.protocols.grpc_client import MANAGEMENT, connected

UNSERVED = "an operation that is not served"


def lines_of(file: str) -> list[Any]:
    """The calls of a recording, in order."""
    text = (RECORDINGS / file).read_text("utf-8")
    return [json.loads(line) for line in text.removesuffix("\n").split("\n")]


def judged(spec: Spec, differs: dict[str, set[int]]) -> Iterator[Judged]:
    """Each call with its verdict; `differs` has the lines of each file that differed, of those that were sent."""
    for file, lines in differs.items():
        for line, call in enumerate(lines_of(file), start=1):
            transport, operation = _about(spec, file, call)
            differing = line in lines
            reason = UNEXPLAINED if differing else ""
            verdict = Verdict.DIFFERING if differing else Verdict.AGREED
            yield Judged(file, line, transport, operation, verdict, reason)


def _about(spec: Spec, file: str, call: Any) -> tuple[str, str]:
    if file == "grpc_v2_bytes.jsonl":
        request = call["request"]
        transport = transport_by(request["path"], request["headers"])
        return transport, operation_of(spec, request["method"], request["path"]) or NO_OPERATION
    service = call.get("service") or (MANAGEMENT if file == "grpc_web.jsonl" else grpc_v1.service_of(call["method"]))
    transport = "grpc-web" if file == "grpc_web.jsonl" else "grpc"
    return transport, operation_of(spec, "POST", f"/{service}/{call['method']}") or NO_OPERATION


def replayed(target: Target) -> dict[str, set[int]]:
    """Make every call that is served; returns the lines that differed, by file."""
    of_bytes = "grpc_v2_bytes.jsonl"
    with httpx.Client(base_url=target.base_url, timeout=TIMEOUT_S, trust_env=False) as http, connected(target) as grpc:
        values = Placeholders({ADMIN_ROLE: target.admin_pat}, nonce="")
        v2 = Placeholders({ADMIN_ROLE: target.admin_pat}, nonce=secrets.token_hex(3))
        replays: dict[str, Callable[[Any], Any]] = {
            "grpc.jsonl": lambda call: grpc_v1.judged(call, grpc_v1.send(grpc, call, values), values),
            "grpc_v2.jsonl": lambda call: grpc_v2.judged(call, *grpc_v2.send(grpc, call, v2), v2),
            "grpc_web.jsonl": lambda call: grpc_web.deviating(call, target, http),
        }
        differing = {
            file: {line for line, call in enumerate(lines_of(file), start=1) if replayed_call(call)}
            for file, replayed_call in replays.items()
        }
    found = {deviation.line for deviation in replay(RECORDINGS / of_bytes, target, messages())}
    return {**differing, of_bytes: found}
