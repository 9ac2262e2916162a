"""The servers that are measured: ours, and those it is compared with."""

from __future__ import annotations

import importlib.metadata
import json
import re
import socket
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import grpc
from google.protobuf import json_format

from benchmarks import install
from benchmarks.http_client import Answer, connected, request_bytes
from benchmarks.peers import canned
from benchmarks.process import output_of
from benchmarks.world import TOKEN, TRIGGER_PATH, set_body
from mockserver.protos import pool

OURS = "zitadel-mock"
_CALL_TIMEOUT_S = 10.0
_MOCKSERVER = "org.mockserver.cli.Main"
_JVM_WARM_UP_S = 12
"""WireMock's CPU time a request falls for about that long after its start, from 1,800 µs to 60 µs."""
_MESSAGE = "zitadel.management.v1.SetTriggerActions"
CANNED_REQUEST = request_bytes("POST", TRIGGER_PATH, set_body(["353137443519365999"]), TOKEN)
"""What peers over HTTP are asked: as long as what ours is asked."""
CANNED_CALL = {"flowType": "1", "triggerType": "1", "actionIds": ["353137443519365999"]}
Command = Callable[[int, Path], list[str | Path]]
"""From a port and a folder for files to the command that starts a server."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A server with a canned answer."""

    name: str
    title: str
    version: str
    command: Command
    warm_up_s: int = 1
    """Load that is not measured, for what compiles itself while it runs."""
    one_life: bool = False
    """Warming up takes so long that all rounds are measured before it ends, not each in a process of its own."""
    protocol: Literal["http", "grpc"] = "http"
    answer: Any = None
    """The JSON it is to answer; that of `peers.canned` where none is given."""

    def answers(self, port: int) -> bool:
        """Ask once. Raises: OSError where nobody listens."""
        if self.protocol == "grpc":
            return bool(grpc_answer(port, CANNED_CALL) == canned.ANSWER)
        answer = asked(port, CANNED_REQUEST)
        return answer.status == 200 and bool(answer.json() == (self.answer or canned.ANSWER))


def asked(port: int, request: bytes) -> Answer:
    """The answer to one request, on a connection of its own. Raises: OSError."""
    with connected(port) as connection:
        return connection.ask(request)


def grpc_answer(port: int, message: Mapping[str, Any], organisation: str = "") -> Any:
    """The answer to SetTriggerActions over gRPC, as JSON.

    Raises: OSError where nobody listens, grpc.RpcError where the call is refused.
    """
    socket.create_connection(("127.0.0.1", port)).close()
    request = pool.message_class(f"{_MESSAGE}Request")()
    json_format.ParseDict(dict(message), request)
    options = [("grpc.use_local_subchannel_pool", 1), ("grpc.enable_http_proxy", 0)]
    with grpc.insecure_channel(f"127.0.0.1:{port}", options=options) as channel:
        call: grpc.UnaryUnaryMultiCallable[bytes, bytes] = channel.unary_unary(f"/{canned.CALL}")
        metadata = (("authorization", f"Bearer {TOKEN}"), ("x-zitadel-orgid", organisation))
        data = call(request.SerializeToString(), metadata=metadata, timeout=_CALL_TIMEOUT_S)
    return json_format.MessageToDict(pool.message_class(f"{_MESSAGE}Response").FromString(data))


def ours(port: int, *flags: str) -> list[str | Path]:
    """The command that starts our server as installed."""
    return [our_program(), "serve", "--port", str(port), "--admin-pat", TOKEN, *flags]


def our_program() -> Path:
    """The installed command."""
    return Path(sys.executable).with_name(OURS)


def our_answer(port: int) -> bool:
    """Ask our server once, something that needs a token. Raises: OSError."""
    return asked(port, request_bytes("GET", "/management/v1/flows/1", token=TOKEN)).status == 200


def uvicorn_echo() -> Peer:
    echoed = json.loads(set_body(CANNED_CALL["actionIds"]))
    return Peer("uvicorn-echo", "uvicorn, bare echo", _version("uvicorn"), _python("uvicorn_echo"), answer=echoed)


def connexion_canned() -> Peer:
    return Peer("connexion", "Connexion AsyncApp, canned", _version("connexion"), _python("connexion_canned"))


def prism() -> Peer:
    """Raises: ServerFailed where it cannot be installed; so do the other peers from elsewhere."""
    script = install.prism()

    def command(port: int, _: Path) -> list[str | Path]:
        return ["node", script, "mock", "--host", "127.0.0.1", "--port", str(port), "-v", "silent", canned.SPEC]

    return Peer("prism", "Prism, canned", f"{install.PRISM} (node {_node()})", command, warm_up_s=2)


def wiremock() -> Peer:
    jar = install.wiremock()

    def command(port: int, folder: Path) -> list[str | Path]:
        root = canned.wiremock_folder(folder)
        flags: list[str | Path] = ["--port", str(port), "--bind-address", "127.0.0.1", "--root-dir", root]
        return ["java", "-jar", jar, *flags, "--no-request-journal", "--disable-banner"]

    return Peer(
        "wiremock", "WireMock, canned", f"{install.WIREMOCK} (Java {_java()})", command, _JVM_WARM_UP_S, one_life=True
    )


def mockserver() -> Peer:
    jars = install.mockserver()

    def command(port: int, folder: Path) -> list[str | Path]:
        expectations = canned.mockserver_file(folder)
        flags = [f"-Dmockserver.initializationJsonPath={expectations}", "-Dmockserver.localBoundIP=127.0.0.1"]
        return [
            "java",
            *flags,
            "-Dmockserver.logLevel=ERROR",
            "-cp",
            f"{jars}/*",
            _MOCKSERVER,
            "-serverPort",
            str(port),
        ]

    return Peer(
        "mockserver",
        "MockServer, canned",
        f"{install.MOCKSERVER} (Java {_java()})",
        command,
        _JVM_WARM_UP_S,
        one_life=True,
    )


def grpc_aio_echo() -> Peer:
    command = _python("grpc_aio_echo")
    return Peer("grpc-aio", "grpc.aio, bare echo", _version("grpcio"), command, protocol="grpc")


def grpclib_echo() -> Peer:
    return Peer("grpclib", "grpclib, bare echo", _version("grpclib"), _python("grpclib_echo"), protocol="grpc")


PEERS: Mapping[str, Callable[[], Peer]] = {
    "uvicorn-echo": uvicorn_echo,
    "wiremock": wiremock,
    "mockserver": mockserver,
    "prism": prism,
    "connexion": connexion_canned,
    "grpc-aio": grpc_aio_echo,
    "grpclib": grpclib_echo,
}


def _python(module: str) -> Command:
    return lambda port, _: [sys.executable, "-m", f"benchmarks.peers.{module}", str(port)]


def _version(package: str) -> str:
    return importlib.metadata.version(package)


def _node() -> str:
    return output_of(["node", "--version"], _CALL_TIMEOUT_S).strip().removeprefix("v")


def _java() -> str:
    found = re.search(
        r"java\.version = (\S+)", output_of(["sh", "-c", "java -XshowSettings:properties -version 2>&1"], 10)
    )
    return found[1] if found else "of unknown version"
