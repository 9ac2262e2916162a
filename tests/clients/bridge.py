"""The official client for JavaScript, in a node process that lives as long as the tests do."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.clients.node import node_command
from tests.clients.npm import installed_packages


@dataclass(frozen=True, slots=True)
class RpcError:
    """A call that was refused: gRPC code, message, and details in their JSON form."""

    code: int
    message: str
    details: list[dict[str, Any]]


class Bridge:
    """Calls, one after another."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def call(
        self,
        transport: str,
        base_url: str,
        rpc: str,
        request: Mapping[str, Any],
        metadata: Mapping[str, str],
        **options: Any,
    ) -> dict[str, Any] | RpcError:
        """One call; the answer in its JSON form.

        Args:
            transport: `grpc`, `grpc-web` (over HTTP/2), `grpc-web-1` (over HTTP/1.1), `connect` (JSON over HTTP/1.1),
                `connect-proto` (protobuf over HTTP/2), `connect-web` and `connect-web-proto` (as pages call it), or
                `server` with an option `token`, for the transport that the client itself makes.
            rpc: such as `zitadel.management.v1.ManagementService/GetFlow`.
            options: `token`, `ca` (PEM to trust), `timeoutMs`.
        """
        service, _, method = rpc.partition("/")
        line = {
            "transport": transport,
            "baseUrl": base_url,
            "service": service,
            "method": method,
            "request": request,
            "metadata": metadata,
            **options,
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(line).encode() + b"\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        # Of this call alone: the next one has a client that still runs.
        assert "fault" not in answer, answer["fault"]
        if "error" in answer:
            return RpcError(**answer["error"])
        response: dict[str, Any] = answer["response"]
        return response


@contextmanager
def open_bridge() -> Iterator[Bridge]:
    """Start node; it ends when its input does."""
    command = node_command("bridge.mjs")
    with subprocess.Popen(command, cwd=installed_packages(), stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        yield Bridge(process)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait() == 0
