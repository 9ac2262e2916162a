"""Recorded exchanges; recordings/PROVENANCE.md describes the form of a trace of them, and reading.py reads one.

All texts may hold placeholders.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

CLOSED = 0
"""Stands for the status where the server closed the connection without an answer."""


class TraceError(ValueError):
    """A trace file that cannot be read; the message opens with `file:line`."""


@dataclass(frozen=True, slots=True)
class JsonContent:
    """A body that is JSON."""

    value: Json


@dataclass(frozen=True, slots=True)
class TextContent:
    """A body that is compared, or sent, as it stands."""

    text: str


@dataclass(frozen=True, slots=True)
class Assertion:
    """A JWT that the replay signs with the key file of a machine user (base64, as `keyDetails` holds it)."""

    key: str
    claims: Mapping[str, Json]
    """In addition to `iss`, `sub`, `iat` and `exp`, or instead of them."""


@dataclass(frozen=True, slots=True)
class FormContent:
    """The fields of a form; the replay encodes them."""

    fields: Mapping[str, str | Assertion]


class Framing(Enum):
    """What stands around a message in a body."""

    NONE = ""
    GRPC = "grpc"
    TEXT = "text"
    """The same in base64, as gRPC-Web has it for pages that read texts only."""


@dataclass(frozen=True, slots=True)
class MessageContent:
    """A message of a method of gRPC, and how it travels.

    Attributes:
        message: its JSON form; or the whole body, as it is sent.
        encoded: whether it is sent as protobuf, and not as JSON.
        over_http2: whether it is a call of gRPC proper.
        fill: how many letters take the place of `{{fill}}` in it.
    """

    message: Json | bytes
    encoded: bool = True
    framing: Framing = Framing.NONE
    compressed: bool = False
    chunked: bool = False
    over_http2: bool = False
    fill: int = 0


@dataclass(frozen=True, slots=True)
class Ending:
    """How a call of gRPC ended.

    Attributes:
        told: `{"response": …}` or `{"status": {"code", "message", "details"}}`.
        initial: the metadata before the answer; None where the recording has none.
        trailing: the names of the metadata behind it.
    """

    told: Mapping[str, Json]
    initial: Mapping[str, str] | None
    trailing: Sequence[str]


@dataclass(frozen=True, slots=True)
class Parts:
    """What an answer to a message held: `frames`, `message`, `body`, `raw` or `raw_base64`, and `trailers`."""

    held: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Request:
    """What the client sent; placeholders are still in it."""

    method: str
    path: str
    headers: Mapping[str, str]
    content: JsonContent | TextContent | FormContent | MessageContent | None
    query: Mapping[str, str] = field(default_factory=dict)
    """Query parameters that the replay encodes, beside those that the path holds."""
    basic: tuple[str, str] | None = None
    """Id and secret of a client, for an `Authorization` header of the Basic scheme."""
    unordered: str = ""
    """The list of the answer that has no promised order, and what its items are sorted by: `result.details.id`."""
    ignored: tuple[str, ...] = ()
    """Members of the answer that are not compared, by path (`details.sequence`)."""

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


@dataclass(frozen=True, slots=True)
class Response:
    """What the recorded server answered; of its headers only the ones that are compared, names in lower case."""

    status: int
    """`CLOSED` where there was no answer."""
    headers: Mapping[str, str]
    content: JsonContent | TextContent | Parts | Ending


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request with its answer, and where it stands: file name and line (from 1)."""

    file: str
    line: int
    request: Request
    response: Response
