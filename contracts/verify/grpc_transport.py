"""Calls over gRPC proper, on one connection."""

from __future__ import annotations

import asyncio
import ssl
from typing import Any
from urllib.parse import urlsplit

from grpclib.client import Channel
from grpclib.const import Cardinality, Status
from grpclib.encoding.base import CodecBase, StatusDetailsCodecBase
from grpclib.exceptions import GRPCError, ProtocolError, StreamTerminatedError

from .call import Caller, Ending, Message, Metadata, Reply, Unreachable
from .descriptors import Descriptors
from .pace import Pace
from .spec import Operation

_PORTS = {"http": 80, "https": 443}


class _Bytes(CodecBase):
    """Passes messages on as they are."""

    __content_subtype__ = "proto"

    def encode(self, message: Any, _: Any) -> bytes:
        return bytes(message)

    def decode(self, data: bytes, _: Any) -> bytes:
        return data


class _Details(StatusDetailsCodecBase):
    """Passes `grpc-status-details-bin` on as it is."""

    def encode(self, status: Status, message: str | None, details: Any) -> bytes:
        raise NotImplementedError

    def decode(self, _: Status, __: str | None, data: bytes) -> Any:
        return data


class GrpcTransport:
    """The gRPC API."""

    name = "grpc"

    def __init__(
        self, base_url: str, descriptors: Descriptors, pace: Pace, timeout_s: float, *, verify_tls: bool
    ) -> None:
        self._descriptors = descriptors
        self._pace = pace
        self._timeout_s = timeout_s
        url = urlsplit(base_url)
        self._runner = asyncio.Runner()
        self._channel = Channel(
            url.hostname,
            url.port or _PORTS[url.scheme],
            loop=self._runner.get_loop(),
            codec=_Bytes(),
            status_details_codec=_Details(),
            ssl=_tls(verify_tls) if url.scheme == "https" else None,
        )

    def serves(self, operation: Operation) -> bool:
        """Whatever has a method of a service."""
        return operation.rpc != ""

    def close(self) -> None:
        """End the connection."""
        self._channel.close()
        self._runner.close()

    def call(self, operation: Operation, message: Message, caller: Caller) -> Reply:
        """Make one call. Raises: Unreachable."""
        data = self._descriptors.encoded(operation, message)
        self._pace.step()
        # The client library sends no empty values; what is empty counts as absent.
        metadata = [(name, value) for name, value in caller.headers().items() if value]
        return self._runner.run(self._call(operation, data, metadata))

    def raw(self, rpc: str, data: bytes, metadata: Metadata) -> Ending:
        """Send bytes to any method; returns code, message, and the details or the answer. Raises: Unreachable."""
        self._pace.step()
        return self._runner.run(self._raw(rpc, data, metadata))

    async def _call(self, operation: Operation, data: bytes, metadata: Metadata) -> Reply:
        code, message, packed = await self._raw(operation.rpc, data, metadata)
        if code == 0:
            return self._descriptors.served(operation, packed or b"")
        return self._descriptors.refused(code, message, packed)

    async def _raw(self, rpc: str, data: bytes, metadata: Metadata) -> Ending:
        try:
            async with self._channel.request(
                f"/{rpc}",
                Cardinality.UNARY_UNARY,
                bytes,
                bytes,
                timeout=self._timeout_s,
                metadata=metadata,
            ) as stream:
                await stream.send_message(data, end=True)
                answer: bytes | None = await stream.recv_message()
                await stream.recv_trailing_metadata()
        except GRPCError as error:
            details = error.details if isinstance(error.details, bytes) else None
            return error.status.value, error.message or "", details
        except (OSError, ProtocolError, StreamTerminatedError, TimeoutError) as error:
            raise Unreachable(f"{type(error).__name__}: {error}") from error
        return 0, "", answer


def _tls(verify: bool) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if not verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    context.set_alpn_protocols(["h2"])
    return context
