"""The recorded calls over gRPC and gRPC-Web as checks."""

from __future__ import annotations

import base64
import functools
import json
import secrets as randomness
import time
from collections.abc import Iterator, Mapping
from typing import Any

from ..comparison import differences
from ..placeholders import Placeholders
from .call import Caller
from .check import Check, Over
from .recorded import RECORDINGS
from .spec import Operation, Spec
from .trial import Actor, Trial

GRPC, GRPC_WEB = "grpc.jsonl", "grpc_web.jsonl"
RECORDED_NONCE = "1ec4c3"
"""Made the organisation's name unique when it was recorded; each replay chooses its own."""
SERVICES = tuple(f"zitadel.{name}.v1.{name.capitalize()}Service" for name in ("management", "admin"))
CODES = (
    "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS",
    "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED",
    "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED",
)  # fmt: skip
_HEADERS = ("content-type", "grpc-status", "grpc-message", "grpc-status-details-bin", "access-control-allow-origin")


def rpc_recordings(spec: Spec) -> Iterator[Check]:
    """One check for the calls over gRPC, which build on each other, and one for each call over gRPC-Web."""
    name = f"as recorded in {GRPC}"
    yield Check("recordings", "SetTriggerActions", name, _replay, over=Over.RPC, sources=(f"recordings/{GRPC}",))
    lines = (RECORDINGS / GRPC_WEB).read_text("utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        recorded = json.loads(line)
        found = spec.operation_of_rpc(f"{SERVICES[0]}/{recorded['method']}")
        run = functools.partial(_as_recorded, recorded=recorded)
        operation = found.id if found else "ListFlowTypes"
        # Recorded calls write nothing: those that would are refused.
        yield Check(
            "recordings",
            operation,
            f"as recorded in {GRPC_WEB}:{number}",
            run,
            over=Over.GRPC_WEB,
            writes=False,
            sources=(f"recordings/{GRPC_WEB}:{number}",),
        )


def _replay(trial: Trial) -> None:
    token = (trial.ground.admin.authorization or "").removeprefix("Bearer ")
    placeholders = Placeholders({"iam_owner": token}, nonce="")
    text = (RECORDINGS / GRPC).read_text("utf-8").replace(RECORDED_NONCE, randomness.token_hex(3))
    try:
        for number, line in enumerate(text.splitlines(), start=1):
            recorded = json.loads(line)
            operation = _operation(trial.spec, recorded["method"])
            if operation is not None:
                _one(trial, operation, recorded, placeholders, number)
    finally:
        trial.ground.organisations += [value for name, value in placeholders.bound().items() if name == "id1"]


def _operation(spec: Spec, method: str) -> Operation | None:
    """The operation of a method; None where the spec has none, as of projects."""
    found = (spec.operation_of_rpc(f"{service}/{method}") for service in SERVICES)
    return next((operation for operation in found if operation is not None), None)


def _one(trial: Trial, operation: Operation, recorded: Any, placeholders: Placeholders, number: int) -> None:
    metadata = {name: placeholders.fill_text(value) for name, value in recorded["metadata"]}
    caller = Caller(metadata.get("authorization"), metadata.get("x-zitadel-orgid"), metadata.get("accept-language"))
    message: Any = placeholders.fill(recorded["request"])
    expected = recorded.get("response")
    if expected is None:
        status = recorded["status"]
        details = [{"@type": row["type_url"], **_without_type(row)} for row in status["details"]]
        expected = {"code": CODES.index(status["code"]), "message": status["message"]}
        expected |= {"details": details} if details else {}
    before, found = placeholders.bound(), []
    begun = time.monotonic()
    for attempt in trial.ground.patience.attempts():
        placeholders.restore(before)
        body = Actor(trial, caller).call(operation.id, **message).body
        if operation.id == "GetDefaultOrg":
            # Each server's default organisation has a history of its own.
            body, expected = _without_sequence(body), _without_sequence(expected)
        found = differences(expected, body, placeholders)
        if not found or not operation.reads:
            if attempt:
                trial.came_late(f"line {number}", time.monotonic() - begun)
            break
    for difference in found:
        trial.differ(f"line {number}: {difference.where}", difference.expected, difference.seen, operation.id)


def _without_type(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "type_url"}


def _without_sequence(body: Any) -> Any:
    org = body["org"]
    details = {name: value for name, value in org["details"].items() if name != "sequence"}
    return {"org": {**org, "details": details}}


def _as_recorded(trial: Trial, recorded: Any) -> None:
    token = (trial.ground.admin.authorization or "").removeprefix("Bearer ")
    placeholders = Placeholders({"iam_owner": token}, nonce="")
    headers = {name: placeholders.fill_text(value) for name, value in recorded["request"]["headers"].items()}
    content = base64.b64decode(recorded["request"]["body_base64"])
    response = trial.send_rpc(f"/{SERVICES[0]}/{recorded['method']}", headers, content)
    wanted = recorded["response"]
    trial.equal("HTTP status", wanted["status"], response.status_code)
    trial.equal("body (base64)", wanted["body_base64"], base64.b64encode(response.content).decode())
    for name in _HEADERS:
        trial.equal(f"header {name}", wanted["headers"].get(name), response.headers.get(name))
