"""gRPC's own asynchronous server for Python: bytes in, bytes out, no message is read."""

from __future__ import annotations

import asyncio

import grpc
import grpc.aio

from benchmarks.peers.canned import CALL
from benchmarks.peers.grpc_answer import answer_bytes
from benchmarks.peers.port import port_argument


async def serve(port: int) -> None:
    """Serve until the process is ended."""
    answer = answer_bytes()

    async def respond(_: bytes, __: grpc.aio.ServicerContext[bytes, bytes]) -> bytes:
        return answer

    service, method = CALL.split("/")
    handlers: dict[str, grpc.RpcMethodHandler[bytes, bytes]] = {method: grpc.unary_unary_rpc_method_handler(respond)}
    server = grpc.aio.server()
    server.add_generic_rpc_handlers([grpc.method_handlers_generic_handler(service, handlers)])
    server.add_insecure_port(f"127.0.0.1:{port}")
    await server.start()
    await server.wait_for_termination()


if __name__ == "__main__":
    asyncio.run(serve(port_argument()))
