"""Writers over every protocol, some of whose connections are dropped in the middle of what they ask."""

from __future__ import annotations

import http.client
import json
import random
import struct
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import grpc

from contracts.target import Target
from mockserver.protos import pool
from tests import raw
from tests.protocols.frame_client import data, frames
from tests.protocols.grpc_client import MANAGEMENT, connected
from tests.server import authority

TIMEOUT_S = 60.0
ACTIONS = "/management/v1/actions"
CREATE = f"/{MANAGEMENT}/CreateAction"
DROPS = 0.3
"""How many of the connections are dropped, of one."""


@dataclass(slots=True)
class Writes:
    """What became of one writer's actions.

    Attributes:
        answered: name of each action whose creation was answered, and its id in the answer.
        asked: all names, the unanswered ones among them, which may or may not be there.
    """

    answered: dict[str, str] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Writer:
    """One client."""

    target: Target
    organisation: str
    chance: random.Random

    def headers(self, **more: str) -> dict[str, str]:
        """Of every request."""
        token = f"Bearer {self.target.admin_pat}"
        return {"authorization": token, "x-zitadel-orgid": self.organisation, **more}

    def dropped(self) -> bool:
        """Whether to drop this connection."""
        return self.chance.random() < DROPS

    def message(self, name: str) -> bytes:
        """A request of gRPC with its prefix."""
        request = pool.message_class("zitadel.management.v1.CreateActionRequest")(name=name, script="x")
        encoded: bytes = request.SerializeToString()
        return struct.pack(">BI", 0, len(encoded)) + encoded


def created(message: bytes) -> str:
    """The id in an answer of gRPC."""
    return str(pool.message_class("zitadel.management.v1.CreateActionResponse").FromString(message).id)


def over_http1(writer: Writer, name: str) -> str | None:
    """JSON over HTTP/1.1; the id, None where the connection was dropped."""
    body = json.dumps({"name": name, "script": "x"}).encode()
    if writer.dropped():
        request = raw.post(writer.target, ACTIONS, body, f"x-zitadel-orgid: {writer.organisation}")
        drop(writer, request)
        return None
    connection = http.client.HTTPConnection(*authority(writer.target), timeout=TIMEOUT_S)
    connection.request("POST", ACTIONS, body, writer.headers())
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    assert answer.status == 200, text
    return str(json.loads(text)["id"])


def over_web(writer: Writer, name: str) -> str | None:
    """gRPC-Web over HTTP/1.1."""
    body = writer.message(name)
    if writer.dropped():
        lines = (f"x-zitadel-orgid: {writer.organisation}", "content-type: application/grpc-web+proto")
        drop(writer, raw.post(writer.target, CREATE, body, *lines))
        return None
    connection = http.client.HTTPConnection(*authority(writer.target), timeout=TIMEOUT_S)
    headers = writer.headers(**{"content-type": "application/grpc-web+proto"})
    connection.request("POST", CREATE, body, headers)
    answer = connection.getresponse().read()
    connection.close()
    assert answer.startswith(b"\0"), answer
    return created(answer[5 : 5 + int.from_bytes(answer[1:5], "big")])


def over_http2(writer: Writer, name: str) -> str | None:
    """JSON over HTTP/2."""
    with frames(writer.target) as client:
        body = json.dumps({"name": name, "script": "x"}).encode()
        head = client.head(1, ACTIONS, ("x-zitadel-orgid", writer.organisation), method="POST", end=False)
        if writer.dropped():
            request = head + data(1, body, end=True)
            client.send(request[: writer.chance.randint(1, len(request))])
            raw.reset(client.socket)
            return None
        client.send(head, data(1, body, end=True))
        answer = client.answer(1)
        assert answer.fields[":status"] == "200", answer
        return str(json.loads(answer.body)["id"])


def over_grpc(writer: Writer, name: str) -> str | None:
    """gRPC by its own client, which is made to give some calls up."""
    with connected(writer.target) as client:
        metadata = [*writer.headers().items()]
        call = client.start("CreateAction", {"name": name, "script": "x"}, metadata)
        if writer.dropped():
            call.cancel()
        try:
            return created(call.result(TIMEOUT_S))
        except grpc.FutureCancelledError:
            return None


PROTOCOLS: Mapping[str, Callable[[Writer, str], str | None]] = {
    "http1": over_http1,
    "http2": over_http2,
    "grpc": over_grpc,
    "web": over_web,
}


def drop(writer: Writer, request: bytes) -> None:
    """Send some of a request, or all of it, and reset the connection."""
    with raw.connection(writer.target) as opened:
        opened.sendall(request[: writer.chance.randint(1, len(request))])
        raw.reset(opened)


def write(target: Target, organisation: str, writers: int, each: int) -> Writes:
    """Have writers create actions all at once, each over one of the protocols."""

    def run(number: int) -> Writes:
        protocol = list(PROTOCOLS)[number % len(PROTOCOLS)]
        writer, writes = Writer(target, organisation, random.Random(number)), Writes()  # noqa: S311 - no secret
        for turn in range(each):
            name = f"{protocol}-{number}-{turn}"
            writes.asked.add(name)
            created_id = PROTOCOLS[protocol](writer, name)
            if created_id is not None:
                writes.answered[name] = created_id
        return writes

    whole = Writes()
    with ThreadPoolExecutor(writers) as threads:
        for writes in threads.map(run, range(writers)):
            whole.answered |= writes.answered
            whole.asked |= writes.asked
    return whole
