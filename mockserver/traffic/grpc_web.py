"""Bodies of gRPC-Web, taken apart and put together."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from google.protobuf.message import DecodeError

from mockserver.protos.pool import message_class
from mockserver.traffic.exchange import HeaderLines, header
from mockserver.wire.grpc.framing import PREFIX_BYTES, frame, prefix

_CONTENT_TYPE = "application/grpc-web"
_TEXT = "application/grpc-web-text"
_TRAILERS = 0x80
_COMPRESSED = 0x01


class BrokenBody(ValueError):
    """A body that is no gRPC-Web; the message says why."""


@dataclass(frozen=True, slots=True)
class WebAnswer:
    """An answer: its message, None where it has none, and its status."""

    message: bytes | None
    status: int
    text: str
    error_id: str


def is_grpc_web(headers: HeaderLines) -> bool:
    """Whether a body is gRPC-Web, by its content type."""
    return header(headers, "content-type").startswith(_CONTENT_TYPE)


def frames(headers: HeaderLines, body: bytes) -> Iterator[tuple[int, bytes]]:
    """Flags and content of each frame of a body.

    Raises: BrokenBody.
    """
    if header(headers, "content-type").startswith(_TEXT):
        body = _from_text(body)
    while body:
        if len(body) < PREFIX_BYTES:
            raise BrokenBody("a frame breaks off")
        flags, length = prefix(body)
        end = PREFIX_BYTES + length
        if len(body) < end:
            raise BrokenBody("a frame breaks off")
        if flags & _COMPRESSED:
            raise BrokenBody("a frame is compressed")
        yield flags, body[PREFIX_BYTES:end]
        body = body[end:]


def joined(headers: HeaderLines, parts: list[tuple[int, bytes]]) -> bytes:
    """A body of frames, in the form that its content type asks for."""
    framed = [frame(content, flags) for flags, content in parts]
    as_text = header(headers, "content-type").startswith(_TEXT)
    return b"".join(map(base64.b64encode, framed) if as_text else framed)


def request_message(headers: HeaderLines, body: bytes) -> bytes:
    """The one message of a request.

    Raises: BrokenBody.
    """
    messages = [content for flags, content in frames(headers, body) if not flags & _TRAILERS]
    if len(messages) != 1:
        raise BrokenBody(f"{len(messages)} messages instead of one")
    return messages[0]


def answer(headers: HeaderLines, body: bytes) -> WebAnswer:
    """Message and status of an answer; the status is in a trailer frame or, where there is no body, in the headers.

    Raises: BrokenBody.
    """
    message: bytes | None = None
    status = {name.lower(): value for name, value in headers}
    for flags, content in frames(headers, body):
        if flags & _TRAILERS:
            status |= _trailers(content)
        elif message is None:
            message = content
        else:
            raise BrokenBody("more than one message")
    code = status.get("grpc-status", "")
    if not (code.isascii() and code.isdigit()):
        raise BrokenBody("no grpc-status")
    return WebAnswer(message, int(code), unquote(status.get("grpc-message", "")), _error_id(status))


def is_message(flags: int) -> bool:
    """Whether a frame holds a message, and not trailers."""
    return not flags & _TRAILERS


def _trailers(content: bytes) -> dict[str, str]:
    lines = (line.partition(":") for line in content.decode("latin-1").splitlines())
    return {name.strip().lower(): value.strip() for name, _, value in lines}


def _error_id(status: Mapping[str, str]) -> str:
    """The ID in the details of a status; empty where there are none.

    Raises: BrokenBody.
    """
    encoded = status.get("grpc-status-details-bin", "")
    if not encoded:
        return ""
    try:
        data = base64.b64decode(encoded + "=" * (-len(encoded) % 4), validate=True)
        details = message_class("google.rpc.Status").FromString(data)
        for packed in getattr(details, "details", ()):
            if packed.type_url.endswith("/zitadel.v1.ErrorDetail"):
                return str(getattr(message_class("zitadel.v1.ErrorDetail").FromString(packed.value), "id", ""))
    except (binascii.Error, DecodeError) as error:
        raise BrokenBody("grpc-status-details-bin is no google.rpc.Status") from error
    return ""


def _from_text(body: bytes) -> bytes:
    """Decode runs of base64, each of which may be padded."""
    try:
        runs = body.replace(b"=", b"= ").replace(b"= =", b"==").split()
        return b"".join(base64.b64decode(run, validate=True) for run in runs)
    except binascii.Error as error:
        raise BrokenBody("no base64") from error
