"""One call and its answer, the same for every transport."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable

from .spec import Operation

HTTP_STATUS: Mapping[int, int] = {
    0: 200, 1: 499, 2: 500, 3: 400, 4: 504, 5: 404, 6: 409, 7: 403, 8: 429, 9: 400, 10: 409, 11: 400, 12: 501,
    13: 500, 14: 503, 15: 500, 16: 401,
}  # fmt: skip
"""HTTP status by gRPC code: grpc-gateway's table."""

Message = dict[str, Any]
"""A message in its proto3 JSON form, parameters of path and query included."""


Metadata = list[tuple[str, str]]
Ending = tuple[int, str, bytes | None]
"""Code, message, and the message that was answered or `grpc-status-details-bin`."""


class Unreachable(Exception):
    """No answer came: the connection was refused, lost, or too slow."""


class WouldWrite(Exception):
    """A call that writes was about to be made where nothing may be written."""


@dataclass(frozen=True, slots=True)
class Caller:
    """What a call says beside its message."""

    authorization: str | None = field(repr=False)
    """The whole header; None sends none."""
    organisation: str | None = None
    language: str | None = None

    def headers(self) -> dict[str, str]:
        """The same as headers of HTTP, or metadata of gRPC."""
        named = {
            "authorization": self.authorization,
            "x-zitadel-orgid": self.organisation,
            "accept-language": self.language,
        }
        return {name: value for name, value in named.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Reply:
    """How a call ended.

    Attributes:
        code: the gRPC code, 0 for success.
        body: the message, or of a refusal `code`, `message` and `details`.
        faults: what the form of the answer had wrong, whatever it says: where, what was expected, what was seen.
    """

    code: int
    body: Any
    faults: tuple[tuple[str, str, str], ...] = ()

    @property
    def error_id(self) -> str:
        """The ID of a refusal; empty where there is none."""
        details = self.body.get("details") if isinstance(self.body, dict) else None
        return str(details[0].get("id", "")) if self.code and isinstance(details, list) and details else ""


class Transport(Protocol):
    """A way to call operations."""

    name: str

    def call(self, operation: Operation, message: Message, caller: Caller) -> Reply:
        """Make one call. Raises: Unreachable."""

    def serves(self, operation: Operation) -> bool:
        """Whether the operation can be called this way."""

    def close(self) -> None:
        """End the connection."""


@runtime_checkable
class RawTransport(Protocol):
    """A way to send any bytes to any method."""

    def raw(self, rpc: str, data: bytes, metadata: Metadata) -> Ending:
        """Make one call. Raises: Unreachable."""
