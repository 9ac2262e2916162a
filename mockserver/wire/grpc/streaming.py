"""Reflection and health, which grpclib implements: the only calls that answer while they read."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping
from typing import Any, cast

from google.protobuf.descriptor import Descriptor, FieldDescriptor, FileDescriptor
from google.protobuf.descriptor_pool import DescriptorPool
from google.protobuf.message import DecodeError
from grpclib.const import Handler, Status
from grpclib.exceptions import GRPCError
from grpclib.health.check import ServiceStatus
from grpclib.health.service import OVERALL, Health
from grpclib.health.v1 import health_pb2
from grpclib.reflection.service import ServerReflection

from mockserver.errors.codes import Code
from mockserver.errors.languages import DEFAULT_LANGUAGE
from mockserver.errors.problem import Problem, Refused
from mockserver.protos.pool import descriptor_pool
from mockserver.wire.body import too_large
from mockserver.wire.grpc.framing import PREFIX_BYTES, frame, message_of, prefix
from mockserver.wire.grpc.status import OK, trailers_of
from mockserver.wire.http import Duplex, HttpRequest, StreamingCall

_HEALTH = health_pb2.DESCRIPTOR.services_by_name["Health"].full_name


class _Named:
    """A service as grpclib's services know others: by the paths of its methods."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __mapping__(self) -> Mapping[str, None]:
        return {f"/{self._name}/": None}


class _Symbols:
    """Descriptors as reflection looks for them: our own, and those of one file of another pool.

    It also finds the file of a method, which reflection must and protobuf's pools do not.
    """

    def __init__(self, pool: DescriptorPool, other: FileDescriptor) -> None:
        self._pool = pool
        self._other = other

    def FindFileByName(self, name: str) -> FileDescriptor:
        """A file. Raises: KeyError."""
        return self._other if name == self._other.name else self._pool.FindFileByName(name)

    def FindFileContainingSymbol(self, symbol: str) -> FileDescriptor:
        """The file of anything that has a full name. Raises: KeyError."""
        pool = self._pool_of(symbol)
        service, _, name = symbol.rpartition(".")
        try:
            file: FileDescriptor = pool.FindFileContainingSymbol(symbol)
        except KeyError:
            found = pool.FindServiceByName(service)
            if name not in found.methods_by_name:
                raise
            file = found.file
        return file

    def FindMessageTypeByName(self, name: str) -> Descriptor:
        """A message. Raises: KeyError."""
        return self._pool_of(name).FindMessageTypeByName(name)

    def FindExtensionByNumber(self, message: Descriptor, number: int) -> FieldDescriptor:
        """An extension of a message. Raises: KeyError."""
        return self._pool_of(message.full_name).FindExtensionByNumber(message, number)

    def FindAllExtensions(self, message: Descriptor) -> list[FieldDescriptor]:
        """The extensions of a message."""
        return self._pool_of(message.full_name).FindAllExtensions(message)

    def _pool_of(self, symbol: str) -> DescriptorPool:
        return self._other.pool if symbol.startswith(f"{self._other.package}.") else self._pool


class _Messages:
    """A duplex stream of bytes as the stream of messages that grpclib's services read and write."""

    def __init__(self, duplex: Duplex, method: Handler, encoding: str, limit: int) -> None:
        self._duplex = duplex
        self._request_type = method.request_type
        self._unary = not method.cardinality.client_streaming
        self._encoding = encoding
        self._limit = limit
        self._buffer = bytearray()

    async def recv_message(self) -> Any:
        """The next message, None at the end.

        Raises: Refused, DecodeError.
        Source: the end before or within a message is assumed from grpc-go, which calls it UNKNOWN where there is one
            message (as the recordings of other unary calls do) and INTERNAL where there are any number.
        """
        head = await self._read(PREFIX_BYTES)
        if head is None:
            if self._unary and not self._buffer:
                raise Refused(Problem("", Code.UNKNOWN, "EOF"))
            if self._buffer:
                raise Refused(self._cut_off())
            return None
        flags, length = prefix(head)
        if length > self._limit:
            raise Refused(too_large(length, self._limit))
        data = await self._read(length)
        if data is None:
            raise Refused(self._cut_off())
        return self._request_type.FromString(message_of(flags, data, self._encoding, self._limit))

    def _cut_off(self) -> Problem:
        return Problem("", Code.UNKNOWN if self._unary else Code.INTERNAL, "unexpected EOF")

    async def send_message(self, message: Any) -> None:
        """Send one message."""
        await self._duplex.send(frame(message.SerializeToString()))

    async def send_trailing_metadata(self, *, status: Status) -> None:
        """End the call with a status other than OK.

        Raises: GRPCError, with what the real server says of an unknown service.
        """
        raise GRPCError(status, "unknown service")

    async def __aiter__(self) -> AsyncIterator[Any]:
        while (message := await self.recv_message()) is not None:
            yield message

    async def _read(self, size: int) -> bytes | None:
        while len(self._buffer) < size:
            chunk = await self._duplex.receive()
            if chunk is None:
                return None
            self._buffer += chunk
        data = bytes(self._buffer[:size])
        del self._buffer[:size]
        return data


class Streaming:
    """The streaming calls by path."""

    def __init__(self, services: Iterable[str], max_message_bytes: int) -> None:
        """Serve reflection over our definitions and the health of the named services."""
        self._limit = max_message_bytes
        named = [_Named(name) for name in services]
        serving = ServiceStatus()
        serving.set(True)
        checks: Any = {OVERALL: [serving], **{service: [serving] for service in named}}
        health = Health(checks)
        described: Any = [*named, _Named(_HEALTH)]
        symbols = cast(DescriptorPool, _Symbols(descriptor_pool(), health_pb2.DESCRIPTOR))
        reflection = ServerReflection.extend(described, pool=symbols)[len(described) :]
        self._methods: dict[str, Handler] = {}
        for service in (health, *reflection):
            self._methods.update(service.__mapping__())

    def find(self, path: str) -> StreamingCall | None:
        """What answers a path; None where it is no streaming call."""
        method = self._methods.get(path)
        if method is None:
            return None

        async def run(request: HttpRequest, duplex: Duplex) -> None:
            duplex.start([(b"content-type", b"application/grpc")])
            try:
                await method.func(_Messages(duplex, method, request.text(b"grpc-encoding"), self._limit))
            except Refused as refusal:
                duplex.finish([*trailers_of(refusal.problem, DEFAULT_LANGUAGE)])
            except GRPCError as error:
                problem = Problem("", Code(error.status.value), error.message or "")
                duplex.finish([*trailers_of(problem, DEFAULT_LANGUAGE)])
            except DecodeError as error:
                problem = Problem("", Code.INTERNAL, f"grpc: error unmarshalling request: {error}")
                duplex.finish([*trailers_of(problem, DEFAULT_LANGUAGE)])
            else:
                duplex.finish(OK)

        return run
