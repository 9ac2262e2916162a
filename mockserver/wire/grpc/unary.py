"""Unary calls: which operation a gRPC path means, and one call of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem, Refused
from mockserver.later import Later
from mockserver.pipeline import Metadata, ServedOperation, Waiting
from mockserver.settings import UnmodelledMode
from mockserver.store.instance import Instance

if TYPE_CHECKING:
    from google.protobuf import message as protobuf

    from mockserver.protos import pool
    from mockserver.unmodelled import paths
    from mockserver.wire import unmodelled
    from mockserver.wire.grpc import codec
else:
    unmodelled = Later("mockserver.wire.unmodelled")
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

    def serve(self, instance: Instance, message: dict[str, object], metadata: Metadata) -> bytes | Waiting:
        """Judge and carry out one call; returns the answer in protobuf, or one whose targets are to be asked first.

        Raises: Refused.
        """
        answer = self.operation.serve(instance, message, metadata)
        if type(answer) is Waiting:
            return answer
        return codec.encode(self.response, answer)

    def write(self, answer: object) -> bytes:
        """An answer in protobuf."""
        return codec.encode(self.response, answer)


@dataclass(frozen=True, slots=True)
class UnmodelledRpc(Rpc):
    """A method of the real server's that nobody modelled; its operation is the one that refuses."""

    known: paths.Known

    def answered(self, mode: UnmodelledMode) -> Rpc:
        """The method as it is answered in a mode that is not forwarding."""
        return Rpc(unmodelled.operation_of(self.known, mode), self.request, self.response)


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
            refused = unmodelled.operation_of(known, UnmodelledMode.REFUSE)
            rpc = UnmodelledRpc(refused, known.method.request, known.method.response, known)
            return self._methods.setdefault(path, rpc)
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
