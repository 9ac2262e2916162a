"""Exchanges out of HAR 1.2 files, whoever wrote them: the proxy, a browser, another tool."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mockserver.traffic.exchange import Exchange, UnreadableTraffic


@dataclass(frozen=True, slots=True)
class HarFile:
    """A HAR file as a source of exchanges."""

    path: Path

    def exchanges(self) -> Iterator[Exchange]:
        """All exchanges that have an answer, in the order of the file.

        Raises: UnreadableTraffic.
        """
        try:
            document = json.loads(self.path.read_bytes())
        except OSError as error:
            raise UnreadableTraffic(f"cannot read {self.path}: {error.strerror}") from error
        except (ValueError, RecursionError) as error:
            raise UnreadableTraffic(f"{self.path} is no JSON: {error}") from error
        try:
            entries: Sequence[Mapping[str, Any]] = document["log"]["entries"]
            # A browser writes status 0 where it got no answer.
            answered = [_exchange(entry) for entry in entries if entry["response"]["status"]]
        except (LookupError, TypeError, AttributeError, ValueError) as error:
            raise UnreadableTraffic(f"{self.path} is no HAR 1.2: {error!r}") from error
        yield from answered


def _exchange(entry: Mapping[str, Any]) -> Exchange:
    request, response = entry["request"], entry["response"]
    url = urlsplit(request["url"])
    target = url.path or "/"
    return Exchange(
        started=_moment(entry["startedDateTime"]),
        duration_ms=float(entry.get("time") or 0),
        method=str(request["method"]),
        target=f"{target}?{url.query}" if url.query else target,
        request_headers=_headers(request["headers"]),
        request_body=_content(request.get("postData"), "_encoding"),
        status=int(response["status"]),
        response_headers=_headers(response["headers"]),
        response_body=_content(response.get("content"), "encoding"),
    )


def _headers(rows: Sequence[Mapping[str, str]]) -> list[tuple[str, str]]:
    # Browsers list the pseudo headers of HTTP/2, whose names begin with a colon.
    return [(row["name"].lower(), str(row["value"])) for row in rows if not row["name"].startswith(":")]


def _content(part: Mapping[str, Any] | None, encoding: str) -> bytes:
    """The bytes of a body. HAR has no field for the encoding of a request's; `_encoding` is the proxy's own."""
    text = str((part or {}).get("text") or "")
    if (part or {}).get(encoding) == "base64":
        return base64.b64decode(text, validate=True)
    return text.encode("utf-8", "surrogatepass")


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
