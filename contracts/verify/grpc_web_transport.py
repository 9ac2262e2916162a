"""Calls over gRPC-Web, as a browser makes them."""

from __future__ import annotations

import base64
import binascii
import struct
from collections.abc import Mapping
from urllib.parse import unquote

import httpx

from .call import Caller, Ending, Message, Metadata, Reply, Unreachable
from .descriptors import Descriptors
from .json_transport import encoded
from .spec import Operation

ORIGIN = "https://console.example"
_TRAILERS = 0x80
_PREFIX = struct.Struct(">BI")
_HEADERS = {"content-type": "application/grpc-web+proto", "x-grpc-web": "1", "origin": ORIGIN}
_UNREADABLE = -1


class GrpcWebTransport:
    """The gRPC-Web API, over the same HTTP client as everything else."""

    name = "grpc-web"

    def __init__(self, http: httpx.Client, descriptors: Descriptors) -> None:
        self._http = http
        self._descriptors = descriptors

    def serves(self, operation: Operation) -> bool:
        """Whatever has a method of a service."""
        return operation.rpc != ""

    def close(self) -> None:
        """The client belongs to somebody else."""

    def call(self, operation: Operation, message: Message, caller: Caller) -> Reply:
        """Make one call. Raises: Unreachable."""
        data = self._descriptors.encoded(operation, message)
        response = self._post(operation.rpc, data, caller.headers())
        faults = _faults(response)
        try:
            code, told, packed = _ending(response)
        except (ValueError, KeyError, struct.error) as error:
            seen = f"{response.status_code} {type(error).__name__}: {error}"
            return Reply(_UNREADABLE, {}, (("answer", "frames of gRPC-Web with a status", seen),))
        if code == 0:
            reply = self._descriptors.served(operation, packed or b"")
        else:
            reply = self._descriptors.refused(code, told, packed)
        return Reply(reply.code, reply.body, (*faults, *reply.faults))

    def raw(self, rpc: str, data: bytes, metadata: Metadata) -> Ending:
        """Send bytes to any method. Raises: Unreachable, ValueError, KeyError, struct.error."""
        return _ending(self._post(rpc, data, dict(metadata)))

    def _post(self, rpc: str, data: bytes, headers: dict[str, str]) -> httpx.Response:
        content = _PREFIX.pack(0, len(data)) + data
        try:
            return self._http.post(f"/{rpc}", headers=encoded(_HEADERS | headers), content=content)
        except httpx.HTTPError as error:
            raise Unreachable(f"{type(error).__name__}: {error}") from error


def _ending(response: httpx.Response) -> Ending:
    answer, trailers = _frames(response.content)
    trailers = {**response.headers, **trailers}
    code = int(trailers["grpc-status"])
    if code == 0:
        return code, "", answer
    return code, unquote(trailers.get("grpc-message", "")), _unpacked(trailers.get("grpc-status-details-bin"))


def _faults(response: httpx.Response) -> tuple[tuple[str, str, str], ...]:
    expected = (
        ("HTTP status", "200", str(response.status_code)),
        ("header access-control-allow-origin", ORIGIN, str(response.headers.get("access-control-allow-origin"))),
    )
    kind = response.headers.get("content-type", "")
    wrong = [fault for fault in expected if fault[1] != fault[2]]
    if not kind.startswith("application/grpc-web"):
        wrong.append(("header content-type", "application/grpc-web+proto", kind))
    return tuple(wrong)


def _frames(content: bytes) -> tuple[bytes, Mapping[str, str]]:
    """Message and trailers. Raises: ValueError, struct.error."""
    answer, trailers, place = b"", {}, 0
    while place < len(content):
        flags, length = _PREFIX.unpack_from(content, place)
        place += _PREFIX.size
        frame = content[place : place + length]
        if len(frame) != length:
            raise ValueError("a frame is cut off")
        place += length
        if flags & _TRAILERS:
            rows = [line.partition(":") for line in frame.decode("latin-1").split("\r\n") if line]
            trailers = {name.strip().lower(): value.strip() for name, _, value in rows}
        else:
            answer = frame
    return answer, trailers


def _unpacked(text: str | None) -> bytes | None:
    if text is None:
        return None
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise ValueError(f"grpc-status-details-bin: {error}") from error
