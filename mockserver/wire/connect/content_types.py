"""What a content type asks of a service of v2: a protocol, and how messages are written.

Source: recordings/connect-protocol.jsonl and grpc_v2_bytes.jsonl.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message as Header
from enum import StrEnum


class Protocol(StrEnum):
    """What is spoken; the values are the names of transports in journal and faults."""

    CONNECT = "connect"
    GRPC = "grpc"
    GRPC_WEB = "grpc-web"


class Encoding(StrEnum):
    """How a message is written."""

    JSON = "json"
    PROTO = "proto"


@dataclass(frozen=True, slots=True)
class ContentType:
    """One that is understood.

    Attributes:
        name: as an answer carries it.
    """

    name: bytes
    protocol: Protocol
    encoding: Encoding


def _enveloped(protocol: Protocol) -> tuple[tuple[str, Protocol, Encoding], ...]:
    name = f"application/{protocol}"
    return (
        (name, protocol, Encoding.PROTO),
        (f"{name}+json", protocol, Encoding.JSON),
        (f"{name}+json; charset=utf-8", protocol, Encoding.JSON),
        (f"{name}+proto", protocol, Encoding.PROTO),
    )


_ROWS = (
    *_enveloped(Protocol.GRPC),
    *_enveloped(Protocol.GRPC_WEB),
    ("application/json", Protocol.CONNECT, Encoding.JSON),
    ("application/json; charset=utf-8", Protocol.CONNECT, Encoding.JSON),
    ("application/proto", Protocol.CONNECT, Encoding.PROTO),
)
_KNOWN: Mapping[str, ContentType] = {
    name: ContentType(name.encode("ascii"), protocol, encoding) for name, protocol, encoding in _ROWS
}
ACCEPT_POST = (b"accept-post", ", ".join(_KNOWN).encode("ascii"))
"""Tells whoever sent another content type which ones there are."""


@functools.lru_cache(maxsize=64)
def content_type(header: bytes) -> ContentType | None:
    """What a request's content type means; None for one that is not understood.

    Case does not matter, nor how a parameter is quoted; another parameter than `charset=utf-8` does.
    """
    text = header.decode("latin-1")
    known = _KNOWN.get(text)
    return known if known is not None else _KNOWN.get(_normalised(text))


def _normalised(text: str) -> str:
    parsed = Header()
    parsed["content-type"] = text
    main, *rest = (name for name in parsed.get_params(failobj=[(text, "")]))
    parameters = [f"{name.lower()}={value.lower()}" for name, value in rest if name]
    return "; ".join([main[0].lower(), *parameters])
