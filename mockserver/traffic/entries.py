"""Entries of a journal as exchanges."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from google.protobuf.json_format import ParseDict, ParseError

from mockserver.errors.codes import Code
from mockserver.errors.languages import DEFAULT_LANGUAGE
from mockserver.errors.problem import Problem
from mockserver.protos import pool
from mockserver.traffic.exchange import Exchange, HeaderLines
from mockserver.wire.grpc.framing import frame
from mockserver.wire.grpc.status import trailers_of

_TRAILER_FLAG = 0x80
_WEB = "application/grpc-web+proto"
_OF_PATHS = "/:@!$&'()*+,;=~%"
Entry = Mapping[str, Any]


def exchange_of(entry: Entry) -> Exchange:
    """One entry with all its details, as the control API shows it.

    A call over gRPC comes out as the same call over gRPC-Web, Connect with JSON.
    """
    request, response = entry["request"], entry["response"]
    rpc = entry["transport"].startswith("grpc") and entry["operation"]
    plain = _as_json if entry["transport"] == "connect" else _lines
    path, query = quote(entry["path"], safe=_OF_PATHS), entry["query"]
    return Exchange(
        started=datetime.fromisoformat(entry["at"]),
        duration_ms=entry["durationMs"],
        method=entry["method"],
        target=f"{path}?{query}" if query else path,
        request_headers=_as_web(_lines(request["headers"])) if rpc else plain(request["headers"]),
        request_body=_message(entry["path"], "input_type", request) if rpc else _body(request),
        status=response["status"],
        response_headers=[("content-type", _WEB)] if rpc else plain(response["headers"]),
        response_body=_message(entry["path"], "output_type", response) + _trailers(entry) if rpc else _body(response),
        runs=entry.get("runs", ()),
    )


def _lines(headers: list[dict[str, str]]) -> HeaderLines:
    return [(header["name"], header["value"]) for header in headers]


def _as_json(headers: list[dict[str, str]]) -> HeaderLines:
    """Headers of a body that is shown unpacked and as JSON, whatever it was."""
    given = [(name, value) for name, value in _lines(headers) if name != "content-encoding"]
    return [(name, "application/json" if value == "application/proto" else value) for name, value in given]


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
    try:
        # Messages of v2 may be JSON of a client's own making, which knows other fields and other types.
        ParseDict(shown["json"], message, ignore_unknown_fields=True, descriptor_pool=pool.descriptor_pool())
    except ParseError:
        return b""
    return frame(message.SerializeToString())


def _trailers(entry: Entry) -> bytes:
    error_id = entry.get("errorId", "")
    text = entry.get("message", "").removesuffix(f" ({error_id})")
    trailers = trailers_of(Problem(error_id, Code[entry["code"]], text), DEFAULT_LANGUAGE)
    return frame(b"".join(b"%b: %b\r\n" % trailer for trailer in trailers), _TRAILER_FLAG)
