"""Exchanges into a HAR 1.2 file, which is whole after each of them."""

from __future__ import annotations

import base64
import json
from http import HTTPStatus
from typing import IO, Any
from urllib.parse import parse_qsl

from mockserver.traffic.exchange import Exchange, HeaderLines, header

_TAIL = b"\n]}}\n"
_PHRASES = {status.value: status.phrase for status in HTTPStatus}
_UNKNOWN_SIZE = -1


class HarWriter:
    """Appends exchanges to a HAR. They must hold no secrets any more."""

    def __init__(self, file: IO[bytes], creator_version: str, origin: str) -> None:
        """Begin a file.

        Args:
            file: opened for writing, and seekable.
            origin: `scheme://host[:port]` that targets of exchanges belong to which tell none.

        Raises: OSError.
        """
        self._file = file
        self._origin = origin
        self._separator = b"\n"
        creator = {"name": "zitadel-mock", "version": creator_version}
        head = json.dumps({"version": "1.2", "creator": creator})[:-1]
        self._file.write(f'{{"log": {head}, "entries": ['.encode() + _TAIL)
        self._file.flush()

    def write(self, exchange: Exchange, *, incomplete: bool) -> None:
        """Append an exchange.

        Args:
            incomplete: whether a body was left out because it could not be searched for secrets.

        Raises: OSError.
        """
        entry = self._entry(exchange)
        if incomplete:
            entry["comment"] = "A body is left out: it cannot be searched for secrets."
        self._file.seek(-len(_TAIL), 2)
        self._file.write(self._separator + json.dumps(entry).encode() + _TAIL)
        self._file.flush()
        self._separator = b",\n"

    def _entry(self, exchange: Exchange) -> dict[str, Any]:
        return {
            "startedDateTime": exchange.started.isoformat(),
            "time": exchange.duration_ms,
            "request": _request(exchange, exchange.origin or self._origin),
            "response": _response(exchange),
            "cache": {},
            "timings": {"send": 0, "wait": exchange.duration_ms, "receive": 0},
        }


def _request(exchange: Exchange, origin: str) -> dict[str, Any]:
    query = parse_qsl(exchange.query, keep_blank_values=True, encoding="latin-1")
    request: dict[str, Any] = {
        "method": exchange.method,
        "url": origin + exchange.target,
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _headers(exchange.request_headers),
        "queryString": [{"name": name, "value": value} for name, value in query],
        "headersSize": _UNKNOWN_SIZE,
        "bodySize": len(exchange.request_body),
    }
    if exchange.request_body:
        request["postData"] = {
            "mimeType": header(exchange.request_headers, "content-type"),
            **_text(exchange.request_body, "_encoding"),
        }
    return request


def _response(exchange: Exchange) -> dict[str, Any]:
    return {
        "status": exchange.status,
        "statusText": _PHRASES.get(exchange.status, ""),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _headers(exchange.response_headers),
        "content": {
            "size": len(exchange.response_body),
            "mimeType": header(exchange.response_headers, "content-type"),
            **_text(exchange.response_body, "encoding"),
        },
        "redirectURL": header(exchange.response_headers, "location"),
        "headersSize": _UNKNOWN_SIZE,
        "bodySize": len(exchange.response_body),
    }


def _headers(headers: HeaderLines) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in headers]


def _text(body: bytes, encoding: str) -> dict[str, str]:
    try:
        return {"text": body.decode("utf-8")}
    except UnicodeDecodeError:
        return {"text": base64.b64encode(body).decode("ascii"), encoding: "base64"}
