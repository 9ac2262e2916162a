"""What the control API knows of the server that it controls."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from mockserver.control.following import Following
from mockserver.pipeline import ServedOperation
from mockserver.settings import Settings
from mockserver.store.instance import Instance
from mockserver.store.instances import Instances
from mockserver.wire.grpc.unary import Rpcs
from mockserver.wire.http import Answer, Exchange, HttpRequest

Part = TypeVar("Part")


class Respond(Protocol):
    """What answers the requests of the server's clients."""

    def __call__(self, request: HttpRequest, *, native: bool) -> Answer:
        """Answer and keep a request; `native` says that gRPC proper can be answered."""


@dataclass(frozen=True, slots=True)
class Server:
    """The whole server.

    Attributes:
        operations: those of the API, in the order of the spec.
        rpcs: their names in gRPC.
        respond: answers a request as if a client had sent it.
        beside: names of the operations of documents that are served beside ZITADEL.
        following: who follows which journal.
        session_key: what sessions of browsers are made of, as long as the server runs.
        parts: what endpoints keep with the server, by class.
        heavy: held by who reads or writes a whole state, of which one at a time is enough for a machine's memory.
    """

    settings: Settings
    instances: Instances
    operations: tuple[ServedOperation, ...]
    rpcs: Rpcs
    respond: Respond
    beside: tuple[str, ...] = ()
    following: Following = field(default_factory=Following)
    session_key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    heavy: asyncio.Lock = field(default_factory=asyncio.Lock)
    parts: dict[type, Any] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """The names of all operations that can be called."""
        return [*(operation.spec.id for operation in self.operations), *self.beside]

    def held(self, kind: type[Part]) -> Part:
        """The one object of a class that an endpoint keeps with the server; made on first need."""
        found: Part | None = self.parts.get(kind)
        if found is None:
            found = self.parts[kind] = kind()
        return found


@dataclass(frozen=True, slots=True)
class Target:
    """The one instance that a control request is about.

    Attributes:
        host: what the instance was asked for by.
        request: the control request as it came.
        found: entries of the journal that it asks for.
    """

    server: Server
    host: str
    instance: Instance
    request: HttpRequest
    found: Sequence[Exchange] = ()
