"""Exchanges without their secrets."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Protocol

from google.protobuf.message import DecodeError

from mockserver.protos.pool import message_class
from mockserver.traffic import grpc_web
from mockserver.traffic.exchange import Exchange, HeaderLines, header
from mockserver.traffic.protobuf import replace_texts
from mockserver.traffic.secrets import Secrets

_FORM = "application/x-www-form-urlencoded"
_PROTOBUF = "application/proto"
_PAGE = "text/html"


class MessageNames(Protocol):
    """A method, as far as covering needs to know it."""

    @property
    def request(self) -> str:
        """The protobuf name of its request; empty where it has none."""

    @property
    def response(self) -> str:
        """The protobuf name of its answer; empty likewise."""


class Methods(Protocol):
    """All methods that can be told of."""

    def find_rpc(self, path: str) -> MessageNames | None:
        """The one of a path such as `/zitadel.management.v1.ManagementService/GetFlow`."""


def covered(exchange: Exchange, api: Methods, secrets: Secrets) -> tuple[Exchange, bool]:
    """An exchange without its secrets, and whether a body had to be left out because it cannot be searched."""
    operation = api.find_rpc(exchange.path)
    # What a header says may stand in a body as well, and what an answer hands out in its request: both ways first.
    request_headers = _headers(exchange.request_headers, secrets)
    response_headers = _headers(exchange.response_headers, secrets)
    answer = _body(exchange.response_headers, exchange.response_body, operation, secrets, request=False)
    request = _body(exchange.request_headers, exchange.request_body, operation, secrets, request=True)
    return (
        replace(
            exchange,
            target=secrets.target(exchange.target),
            request_headers=request_headers,
            response_headers=response_headers,
            request_body=request or b"",
            response_body=answer or b"",
        ),
        request is None or answer is None,
    )


def _headers(headers: HeaderLines, secrets: Secrets) -> list[tuple[str, str]]:
    return [
        (name, secrets.target(value) if name.lower() in {"location", "referer"} else secrets.header(name, value))
        for name, value in headers
    ]


def _body(
    headers: HeaderLines, body: bytes, operation: MessageNames | None, secrets: Secrets, *, request: bool
) -> bytes | None:
    """A body without secrets; None where it cannot be searched."""
    if not body:
        return body
    if grpc_web.is_grpc_web(headers):
        message_name = (operation.request if request else operation.response) if operation else ""
        return _frames(headers, body, message_name, secrets)
    content_type = header(headers, "content-type").lower()
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if content_type.startswith((_PAGE, _PROTOBUF)):
        return None
    is_form = content_type.startswith(_FORM) and not text.lstrip().startswith(("{", "["))
    return (secrets.form(text) if is_form else secrets.text(text)).encode()


def _frames(headers: HeaderLines, body: bytes, message_name: str, secrets: Secrets) -> bytes | None:
    def replaced(name: str, value: Any) -> Any:
        if isinstance(value, str):
            return secrets.known(secrets.member(name, value))
        # Labels hold for the bytes of a key as they do for a text.
        return secrets.member(name, value.decode("latin-1")).encode("latin-1")

    parts: list[tuple[int, bytes]] = []
    try:
        for flags, content in grpc_web.frames(headers, body):
            if not grpc_web.is_message(flags):
                parts.append((flags, secrets.known(content.decode("latin-1")).encode("latin-1")))
                continue
            if not message_name:
                return None
            message = message_class(message_name).FromString(content)
            replace_texts(message, replaced)
            parts.append((flags, message.SerializeToString()))
    except (grpc_web.BrokenBody, DecodeError):
        return None
    return grpc_web.joined(headers, parts)
