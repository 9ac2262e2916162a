"""grpclib's server on uvloop: bytes in, bytes out, no message is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import uvloop
from grpclib.const import Cardinality, Handler
from grpclib.encoding.base import CodecBase
from grpclib.server import Server, Stream

from benchmarks.peers.canned import CALL
from benchmarks.peers.grpc_answer import answer_bytes
from benchmarks.peers.port import port_argument


class Untouched(CodecBase):
    """Messages stay bytes."""

    __content_subtype__ = "proto"

    def encode(self, message: Any, message_type: Any) -> bytes:
        del message_type
        return bytes(message)

    def decode(self, data: bytes, message_type: Any) -> bytes:
        del message_type
        return data


class Service:
    """One method."""

    def __init__(self, answer: bytes) -> None:
        self._answer = answer

    async def respond(self, stream: Stream[bytes, bytes]) -> None:
        """Answer one call."""
        await stream.recv_message()
        await stream.send_message(self._answer)

    def __mapping__(self) -> Mapping[str, Handler]:
        return {f"/{CALL}": Handler(self.respond, Cardinality.UNARY_UNARY, bytes, bytes)}


async def serve(port: int) -> None:
    """Serve until the process is ended."""
    server = Server([Service(answer_bytes())], codec=Untouched())
    await server.start("127.0.0.1", port)
    await server.wait_closed()


if __name__ == "__main__":
    uvloop.run(serve(port_argument()))
