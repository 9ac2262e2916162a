"""The journal of a running server as recorded traffic."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import httpx
from google.protobuf.json_format import ParseDict

from mockserver.errors.codes import Code
from mockserver.errors.languages import DEFAULT_LANGUAGE
from mockserver.errors.problem import Problem
from mockserver.protos import pool
from mockserver.traffic.exchange import Exchange, HeaderLines, UnreadableTraffic
from mockserver.wire.grpc.framing import frame
from mockserver.wire.grpc.status import trailers_of

_PAGE = 200
_TRAILER_FLAG = 0x80
_WEB = "application/grpc-web+proto"
Entry = Mapping[str, Any]


class Journal:
    """What a server was asked, read from its control API, oldest first."""

    def __init__(self, base_url: str, admin_token: str) -> None:
        """Read from a server.

        Args:
            admin_token: its `--admin-token`; empty where it has none.
        """
        self._url = f"{base_url.rstrip('/')}/__admin/requests"
        self._headers = {"authorization": f"Bearer {admin_token}"} if admin_token else {}

    def exchanges(self) -> Iterator[Exchange]:
        """All exchanges that the journal keeps.

        Raises: UnreadableTraffic.
        """
        try:
            with httpx.Client(headers=self._headers, timeout=20) as client:
                for entry in reversed(list(self._entries(client))):
                    yield _exchange(_read(client, f"{self._url}/{entry['id']}"))
        except (httpx.HTTPError, KeyError, ValueError) as error:
            raise UnreadableTraffic(f"{self._url}: {error}") from error

    def _entries(self, client: httpx.Client) -> Iterator[Entry]:
        """Newest first, a page at a time."""
        before = ""
        while True:
            page = _read(client, f"{self._url}?limit={_PAGE}{before}")["requests"]
            yield from page
            if len(page) < _PAGE:
                return
            before = f"&before={page[-1]['id']}"


def _read(client: httpx.Client, url: str) -> Any:
    response = client.get(url)
    response.raise_for_status()
    return response.json()


def _exchange(entry: Entry) -> Exchange:
    """One entry with all its details; a call over gRPC or Connect comes out as the same call over gRPC-Web."""
    request, response = entry["request"], entry["response"]
    rpc = entry["transport"].startswith(("grpc", "connect")) and entry["operation"]
    query = entry["query"]
    return Exchange(
        started=datetime.fromisoformat(entry["at"]),
        duration_ms=entry["durationMs"],
        method=entry["method"],
        target=f"{entry['path']}?{query}" if query else entry["path"],
        request_headers=_as_web(_lines(request["headers"])) if rpc else _lines(request["headers"]),
        request_body=_message(entry["path"], "input_type", request) if rpc else _body(request),
        status=response["status"],
        response_headers=[("content-type", _WEB)] if rpc else _lines(response["headers"]),
        response_body=_message(entry["path"], "output_type", response) + _trailers(entry) if rpc else _body(response),
    )


def _lines(headers: list[dict[str, str]]) -> HeaderLines:
    return [(header["name"], header["value"]) for header in headers]


def _as_web(headers: HeaderLines) -> HeaderLines:
    return [("content-type", _WEB), *(header for header in headers if header[0] != "content-type")]


def _body(shown: Entry) -> bytes:
    if "json" in shown:
        return json.dumps(shown["json"]).encode()
    return base64.b64decode(shown["base64"]) if "base64" in shown else str(shown.get("text", "")).encode()


def _message(path: str, side: str, shown: Entry) -> bytes:
    if "json" not in shown:
        return b""
    service, _, name = path.removeprefix("/").partition("/")
    described = getattr(pool.service(service).methods_by_name[name], side)
    message = pool.message_class(described.full_name)()
    return frame(ParseDict(shown["json"], message, descriptor_pool=pool.descriptor_pool()).SerializeToString())


def _trailers(entry: Entry) -> bytes:
    error_id = entry.get("errorId", "")
    text = entry.get("message", "").removesuffix(f" ({error_id})")
    trailers = trailers_of(Problem(error_id, Code[entry["code"]], text), DEFAULT_LANGUAGE)
    return frame(b"".join(b"%b: %b\r\n" % trailer for trailer in trailers), _TRAILER_FLAG)
