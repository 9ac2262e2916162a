"""gRPC and gRPC-Web around the operations: what is not served, and what cannot be read."""

from __future__ import annotations

from typing import Any

from ..call import RawTransport
from ..check import Check, Over
from ..finding import Ended
from ..trial import Trial

MANAGEMENT = "zitadel.management.v1.ManagementService"
UNREADABLE = b"\xff\xff"
_INTERNAL, _UNIMPLEMENTED, _EXHAUSTED = 13, 12, 8
LIMIT = 4 << 20


def _ends(trial: Trial, rpc: str, data: bytes, code: int, message: str) -> None:
    if not isinstance(trial.transport, RawTransport):
        raise Ended
    sent = trial.admin.caller.headers()
    seen: Any = trial.transport.raw(rpc, data, list(sent.items()))
    trial.equal(f"status of {rpc}", [code, message], [seen[0], seen[1]])


def _not_served(trial: Trial) -> None:
    _ends(trial, f"{MANAGEMENT}/Nope", b"", _UNIMPLEMENTED, f"unknown method Nope for service {MANAGEMENT}")
    _ends(trial, "zitadel.nope.v1.Nope/Nope", b"", _UNIMPLEMENTED, "unknown service zitadel.nope.v1.Nope")


def _unreadable(trial: Trial) -> None:
    said = "grpc: error unmarshalling request: proto: cannot parse invalid wire-format data"
    _ends(trial, f"{MANAGEMENT}/ListFlowTypes", UNREADABLE, _INTERNAL, said)


def _too_large(trial: Trial) -> None:
    size = LIMIT + 1
    said = f"grpc: received message larger than max ({size} vs. {LIMIT})"
    _ends(trial, f"{MANAGEMENT}/ListFlowTypes", bytes(size), _EXHAUSTED, said)


CHECKS = (
    Check("rpc", "ListFlowTypes", "what is not served is UNIMPLEMENTED", _not_served, "/x-rpc", Over.RPC, writes=False),
    Check("rpc", "ListFlowTypes", "a message that cannot be read", _unreadable, "/x-rpc", Over.RPC, writes=False),
    Check("rpc", "ListFlowTypes", "the limit of 4 MiB", _too_large, "/info/description", Over.RPC, writes=False),
)
