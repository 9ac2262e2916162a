"""A request with its answer, as it was seen on the wire."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from urllib.parse import unquote

HeaderLines = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request with its answer.

    Attributes:
        started: when the request came, with its zone.
        duration_ms: from then until the answer was there.
        target: path and query, as they came.
        status: the HTTP status.
        runs: the scripts that ran for it, as the control API shows them; none where nobody tells.
        origin: `scheme://host[:port]` that the client asked; empty where nobody tells.
    """

    started: datetime
    duration_ms: float
    method: str
    target: str
    request_headers: HeaderLines
    request_body: bytes
    status: int
    response_headers: HeaderLines
    response_body: bytes
    origin: str = ""
    runs: Sequence[Mapping[str, Any]] = ()

    @property
    def raw_path(self) -> str:
        """The path as it came."""
        return self.target.partition("?")[0]

    @property
    def path(self) -> str:
        """The path, decoded."""
        return unquote(self.raw_path)

    @property
    def query(self) -> str:
        """The query as it came, without the question mark."""
        return self.target.partition("?")[2]


def header(headers: HeaderLines, name: str) -> str:
    """The first header of a name that is given in lower case; empty where there is none."""
    return next((value for key, value in headers if key.lower() == name), "")


class ExchangeSource(Protocol):
    """Where recorded traffic comes from."""

    def exchanges(self) -> Iterator[Exchange]:
        """All exchanges, in the order in which they happened.

        Raises: UnreadableTraffic.
        """


class UnreadableTraffic(Exception):
    """Recorded traffic cannot be read; the message says where and why in one line."""
