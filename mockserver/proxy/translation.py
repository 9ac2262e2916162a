"""What upstream made up, in our own server's words.

Ids and tokens are made up by each server. An answer to a request that both carried out tells which of ours stands for
which of upstream's; later requests are translated by that.
"""

from __future__ import annotations

import re
from typing import Any

from google.protobuf.message import DecodeError

from mockserver.protos.pool import message_class
from mockserver.traffic import grpc_web
from mockserver.traffic.protobuf import replace_texts
from mockserver.traffic.reading import Reading, Transport
from mockserver.traffic.secrets import is_secret
from mockserver.wire.http import HttpRequest

_ID = re.compile(r"(?<![0-9])[0-9]{15,20}(?![0-9])")
_ID_MEMBERS = frozenset(
    {"id", "userId", "tokenId", "keyId", "clientId", "organizationId", "organisationId", "resourceOwner"}
)
_HOST = b"localhost"


class Translation:
    """Grows with each pair of answers."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}
        self._secrets: dict[str, str] = {}

    def learn(self, upstream: Any, own: Any, name: str = "") -> None:
        """Take a pair of answers to one request. Lists are passed over: their orders may differ."""
        if isinstance(upstream, dict) and isinstance(own, dict):
            for key in upstream.keys() & own.keys():
                self.learn(upstream[key], own[key], key)
        elif isinstance(upstream, str) and isinstance(own, str) and upstream and own:
            if is_secret(name):
                self._secrets.setdefault(upstream, own)
            elif name in _ID_MEMBERS:
                self._ids.setdefault(upstream, own)

    def request(self, reading: Reading) -> HttpRequest:
        """A request as our own server is to get it."""
        exchange = reading.exchange
        headers: dict[bytes, bytes] = {}
        for name, value in exchange.request_headers:
            translated = self._header(name.lower(), value).encode("latin-1", "replace")
            headers.setdefault(name.lower().encode("latin-1", "replace"), translated)
        headers[b"host"] = _HOST
        target = self._text(exchange.target)
        raw_path, _, query = target.partition("?")
        return HttpRequest(
            method=exchange.method,
            path=self._text(exchange.path),
            raw_path=raw_path.encode("latin-1", "replace"),
            query=query.encode("latin-1", "replace"),
            headers=headers,
            scheme="http",
            body=self._body(reading),
        )

    def _header(self, name: str, value: str) -> str:
        if name != "authorization":
            return self._text(value)
        scheme, space, token = value.partition(" ")
        return scheme + space + self._secrets.get(token, token)

    def _body(self, reading: Reading) -> bytes:
        exchange = reading.exchange
        if reading.transport is Transport.JSON:
            return self._text(exchange.request_body.decode("latin-1")).encode("latin-1")
        if reading.operation is None:
            return exchange.request_body
        try:
            message = message_class(reading.operation.request).FromString(
                grpc_web.request_message(exchange.request_headers, exchange.request_body)
            )
        except (grpc_web.BrokenBody, DecodeError):
            return exchange.request_body
        replace_texts(message, lambda _, value: self._text(value) if isinstance(value, str) else value)
        return grpc_web.joined(exchange.request_headers, [(0, message.SerializeToString())])

    def _text(self, text: str) -> str:
        return _ID.sub(lambda found: self._ids.get(found[0], found[0]), text)
