"""The exchanges of recordings/grpc_v2_bytes.jsonl: how one is sent, and what is compared of its answer.

A request's `message` is sent in its `encoding`, `json` or `proto`, or `bytes` (base64) as they are; `framing` `grpc`
puts the five bytes of an envelope before it, `text` puts that in base64; `gzip` compresses; `fill` replaces `{{fill}}`
by so many letters. An answer's `frames` are envelopes, its `trailers` those of HTTP.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from google.protobuf import json_format

from contracts.comparison import Difference, differences
from contracts.placeholders import Placeholders
from contracts.target import Target
from mockserver.protos import pool
from mockserver.wire.grpc.framing import PREFIX_BYTES, frame, prefix
from tests.raw import connection, received
from tests.server import authority

_NOT_COMPARED = frozenset({"transfer-encoding"})
"""How a body is cut into pieces is no part of it; ours has a length where it has no trailers."""
_NOT_KEPT = frozenset({"date", "expires", "content-length", "connection", "x-robots-tag", "grpc-metadata-expires"})
"""What recordings do not hold: they change, or stand in every answer."""
_LISTS = "access-control-expose-headers"
_COMPRESSED, _TRAILERS = 1, 128


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it stood on the wire; header names in lower case, the last of several of one name."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    trailers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Message:
    """A message type by its place, `input_type` or `output_type` of a method."""

    path: str
    place: str

    def encoded(self, message: Any) -> bytes:
        """A message on the wire, from its JSON form."""
        filled = json_format.ParseDict(message, self._type()(), descriptor_pool=pool.descriptor_pool())
        return bytes(filled.SerializeToString())

    def decoded(self, data: bytes) -> Any:
        """A message's JSON form."""
        return json_format.MessageToDict(self._type().FromString(data), descriptor_pool=pool.descriptor_pool())

    def _type(self) -> Any:
        service, _, method = self.path.removeprefix("/").rpartition("/")
        return pool.message_class(getattr(pool.service(service).methods_by_name[method], self.place).full_name)


def send(target: Target, request: Mapping[str, Any], placeholders: Placeholders) -> Answer:
    """Send a recorded request on a connection of its own, and read what comes back."""
    body = _body(request, placeholders)
    host, port = authority(target)
    headers = {name: placeholders.fill_text(value) for name, value in request["headers"].items()}
    headers |= {"host": f"{host}:{port}", "connection": "close"}
    if request.get("chunked"):
        headers["transfer-encoding"] = "chunked"
        body = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
    else:
        headers["content-length"] = str(len(body))
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    with connection(target) as opened:
        opened.sendall(f"{request['method']} {request['path']} HTTP/1.1\r\n{lines}\r\n".encode() + body)
        return _answer(received(opened))


def deviations(
    request: Mapping[str, Any], recorded: Mapping[str, Any], answer: Answer, placeholders: Placeholders
) -> list[Difference]:
    """What of an answer is not as recorded."""
    seen = {name: value for name, value in answer.headers.items() if name not in _NOT_KEPT}
    expected = {name: value for name, value in recorded["headers"].items() if name not in _NOT_COMPARED}
    seen.pop("transfer-encoding", None)
    if request["path"].startswith("/v2/"):
        # What REST adds is compared by the traces of REST.
        expected, seen = {}, {}
    expected_names, seen_names = _names(expected.pop(_LISTS, "")), _names(seen.pop(_LISTS, ""))
    found = [] if expected_names == seen_names else [Difference(_LISTS, str(expected_names), str(seen_names))]
    side: dict[str, Any] = {"status": answer.status, "headers": seen, **_content(request, recorded, answer)}
    want = _without_details(recorded) | {"headers": expected}
    return [
        *found,
        *(row for row in differences(want, side, placeholders, "answer") if not _of_a_parser(row, recorded)),
    ]


def _of_a_parser(difference: Difference, recorded: Mapping[str, Any]) -> bool:
    """Whether only the words of a parser of JSON differ, which are free."""
    opening, words, _ = str(recorded.get("body", {}).get("message", "")).partition(": proto: syntax error")
    return difference.where == "answer.body.message" and bool(words) and f'"{opening}: ' in str(difference)


def _without_details(recorded: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out `details`, which say once more what `grpc-status-details-bin` holds."""
    kept = {key: value for key, value in recorded.items() if key != "details"}
    if "frames" in kept:
        kept["frames"] = [{key: value for key, value in row.items() if key != "details"} for row in kept["frames"]]
    return kept


def _names(listed: str) -> list[str]:
    return sorted({name.strip().lower() for name in listed.split(",")} - {""})


def _content(request: Mapping[str, Any], recorded: Mapping[str, Any], answer: Answer) -> dict[str, Any]:
    """The body in the form that the recording has it."""
    body = gzip.decompress(answer.body) if answer.headers.get("content-encoding") == "gzip" else answer.body
    if "raw_base64" in recorded:
        return {"raw_base64": base64.b64encode(answer.body).decode()}
    if "raw" in recorded:
        return {"raw": body.decode()}
    if "body" in recorded:
        return {"body": json.loads(body)}
    if "message" in recorded:
        return {"message": Message(request["path"], "output_type").decoded(body)}
    trailers = {"trailers": dict(answer.trailers)} if answer.trailers else {}
    if "frames" in recorded:
        return {"frames": list(_frames(request, answer)), **trailers}
    assert not body
    return trailers


def _frames(request: Mapping[str, Any], answer: Answer) -> Iterator[dict[str, Any]]:
    content_type, body = answer.headers["content-type"], answer.body
    if content_type.startswith("application/grpc-web-text"):
        runs = body.replace(b"=", b"= ").replace(b"= =", b"==").split()
        body = b"".join(map(base64.b64decode, runs))
    while body:
        flags, length = prefix(body)
        content, body = body[PREFIX_BYTES : PREFIX_BYTES + length], body[PREFIX_BYTES + length :]
        plain = gzip.decompress(content) if flags & _COMPRESSED else content
        if flags & _TRAILERS:
            lines = (line.partition(": ") for line in plain.decode().splitlines())
            yield {"flag": flags, "trailers": {name: value for name, _, value in lines}}
        elif "+json" in content_type:
            yield {"flag": flags, "message": json.loads(plain)}
        else:
            yield {"flag": flags, "message": Message(request["path"], "output_type").decoded(plain)}


def _body(request: Mapping[str, Any], placeholders: Placeholders) -> bytes:
    if "bytes" in request:
        return base64.b64decode(request["bytes"])
    filler = "a" * request.get("fill", 0)
    text = json.dumps(request["message"]).replace("{{fill}}", filler)
    text = placeholders.fill_text(text)
    in_json = request["encoding"] == "json"
    data = text.encode() if in_json else Message(request["path"], "input_type").encoded(json.loads(text))
    compressed = bool(request.get("gzip"))
    data = gzip.compress(data) if compressed else data
    framing = request.get("framing")
    if framing is None:
        return data
    framed = frame(data, _COMPRESSED if compressed else 0)
    return base64.b64encode(framed) if framing == "text" else framed


def _answer(data: bytes) -> Answer:
    head, _, rest = data.partition(b"\r\n\r\n")
    status_line, *lines = head.decode("latin-1").split("\r\n")
    headers = _fields(lines)
    status = int(status_line.split(" ")[1])
    if headers.get("transfer-encoding") != "chunked":
        return Answer(status, headers, rest, {})
    body = b""
    while True:
        size, _, rest = rest.partition(b"\r\n")
        length = int(size, 16)
        if not length:
            return Answer(status, headers, body, _fields(rest.decode("latin-1").split("\r\n")))
        body, rest = body + rest[:length], rest[length + 2 :]


def _fields(lines: list[str]) -> dict[str, str]:
    pairs = (line.partition(":") for line in lines if line)
    return {name.lower(): value.strip() for name, _, value in pairs}
