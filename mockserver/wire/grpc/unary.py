"""Unary calls: which operation a gRPC path means, and one call of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem, Refused
from mockserver.later import Later
from mockserver.pipeline import Metadata, ServedOperation
from mockserver.store.instance import Instance

if TYPE_CHECKING:
    from google.protobuf import message as protobuf

    from mockserver.protos import pool
    from mockserver.unmodelled import paths, refusing
    from mockserver.wire.grpc import codec
else:
    refusing = Later("mockserver.unmodelled.refusing")
    paths = Later("mockserver.unmodelled.paths")
    protobuf = Later("google.protobuf.message")
    pool = Later("mockserver.protos.pool")
    codec = Later("mockserver.wire.grpc.codec")

_UNREADABLE = Problem(
    "", Code.INTERNAL, "grpc: error unmarshalling request: proto: cannot parse invalid wire-format data"
)


@dataclass(frozen=True, slots=True)
class Rpc:
    """One unary method with the names of its messages."""

    operation: ServedOperation
    request: str
    response: str

    def read(self, data: bytes) -> dict[str, object]:
        """A request message in canonical form.

        Raises: Refused with INTERNAL, where it is no such message (recordings/grpc.jsonl).
        """
        try:
            return codec.decode(self.request, data)
        except protobuf.DecodeError:
            raise Refused(_UNREADABLE) from None

    def serve(self, instance: Instance, message: dict[str, object], metadata: Metadata) -> bytes:
        """Judge and carry out one call; returns the answer in protobuf.

        Raises: Refused.
        """
        return codec.encode(self.response, self.operation.serve(instance, message, metadata))


class UnmodelledRpc(Rpc):
    """A method of the real server's that nobody modelled: its messages are unknown, and it is always refused."""

    def read(self, data: bytes) -> dict[str, object]:
        """Nothing: what the message says is not judged."""
        del data
        return {}


class Rpcs:
    """All unary methods by path."""

    def __init__(self, operations: Iterable[ServedOperation]) -> None:
        """Take the operations that have a gRPC name."""
        self._operations = {f"/{operation.spec.rpc}": operation for operation in operations}
        self._methods: dict[str, Rpc] = {}
        self.services = frozenset(path.split("/")[1] for path in self._operations)

    def find(self, path: str) -> Rpc:
        """The method of a path such as `/zitadel.management.v1.ManagementService/GetFlow`.

        Raises: Refused with UNIMPLEMENTED, in the words of the real server (recordings/grpc.jsonl).
        """
        rpc = self._methods.get(path)
        if rpc is not None:
            return rpc
        operation = self._operations.get(path)
        if operation is not None:
            # Joined with the definitions when first called, so that a server that speaks only JSON never loads them.
            return self._methods.setdefault(path, _rpc(operation))
        known = paths.known_methods().rpc(path.removeprefix("/"))
        if known is not None:
            return self._methods.setdefault(path, UnmodelledRpc(refusing.refused(known), "", ""))
        service, separator, method = path.removeprefix("/").rpartition("/")
        if not separator:
            raise Refused(Problem("", Code.UNIMPLEMENTED, f'malformed method name: "{path}"'))
        if service not in self.services:
            raise Refused(Problem("", Code.UNIMPLEMENTED, f"unknown service {service}"))
        raise Refused(Problem("", Code.UNIMPLEMENTED, f"unknown method {method} for service {service}"))


def _rpc(operation: ServedOperation) -> Rpc:
    service, _, name = operation.spec.rpc.partition("/")
    method = pool.service(service).methods_by_name[name]
    return Rpc(operation, method.input_type.full_name, method.output_type.full_name)
