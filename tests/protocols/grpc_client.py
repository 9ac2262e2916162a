"""Calls by gRPC's own client for Python, with our message classes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import grpc
from google.protobuf import json_format

from contracts.target import Target
from mockserver.protos import pool
from tests.server import authority

MANAGEMENT = "zitadel.management.v1.ManagementService"
TIMEOUT_S = 20.0
MAX_MESSAGE_BYTES = 64 << 20
Metadata = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a call ended with; `response` is its JSON form, None where it was refused."""

    code: str
    message: str
    details: list[dict[str, str]]
    trailing: list[str]
    """Keys of the trailing metadata."""
    response: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class GrpcClient:
    """Unary calls on one connection."""

    channel: grpc.Channel
    metadata: Metadata
    """Sent with every call that does not bring its own."""

    def call(
        self,
        method: str,
        request: Mapping[str, Any] | bytes,
        metadata: Metadata | None = None,
        *,
        service: str = MANAGEMENT,
        **options: Any,
    ) -> Answer:
        """Call a method, of the Management API where no other service is named, and wait for its end.

        Args:
            request: in its JSON form, or the bytes of the message as they are to be sent.
            options: as grpcio takes them, such as `timeout` and `compression`.
        """
        return finished(self.start(method, request, metadata, service=service, **options), service, method)

    def start(
        self,
        method: str,
        request: Mapping[str, Any] | bytes,
        metadata: Metadata | None = None,
        *,
        service: str = MANAGEMENT,
        **options: Any,
    ) -> Any:
        """Call a method and do not wait; returns grpcio's future."""
        data = request if isinstance(request, bytes) else encoded(service, method, request)
        options.setdefault("timeout", TIMEOUT_S)
        call = self.channel.unary_unary(f"/{service}/{method}")
        return call.future(data, metadata=self.metadata if metadata is None else metadata, **options)


def encoded(service: str, method: str, request: Mapping[str, Any]) -> bytes:
    """A request message on the wire, from its JSON form."""
    message = pool.message_class(_method(service, method).input_type.full_name)()
    json_format.ParseDict(dict(request), message, descriptor_pool=pool.descriptor_pool())
    return message.SerializeToString()


def finished(call: Any, service: str, method: str) -> Answer:
    """The end of a call that was started."""
    trailing = dict(call.trailing_metadata() or ())
    response = None
    if call.code() is grpc.StatusCode.OK:
        message = pool.message_class(_method(service, method).output_type.full_name).FromString(call.result())
        response = json_format.MessageToDict(message, descriptor_pool=pool.descriptor_pool())
    details = _details(trailing.get("grpc-status-details-bin"))
    return Answer(call.code().name, call.details() or "", details, sorted(trailing), response)


def _method(service: str, name: str) -> Any:
    return pool.service(service).methods_by_name[name]


def _details(packed: bytes | None) -> list[dict[str, str]]:
    """The details of a `google.rpc.Status`, each with its type."""
    if packed is None:
        return []
    status: Any = pool.message_class("google.rpc.Status").FromString(packed)
    details = []
    for packed_detail in status.details:
        detail: Any = pool.message_class(packed_detail.type_url.rpartition("/")[2]).FromString(packed_detail.value)
        details.append({"type_url": packed_detail.type_url, "id": detail.id, "message": detail.message})
    return details


@contextmanager
def connected(target: Target, **options: Any) -> Iterator[GrpcClient]:
    """A client with a connection of its own that calls as the administrator.

    Args:
        options: channel arguments of gRPC without their prefix `grpc.`.
    """
    host, port = authority(target)
    arguments = {
        "use_local_subchannel_pool": 1,
        "max_receive_message_length": MAX_MESSAGE_BYTES,
        "max_send_message_length": MAX_MESSAGE_BYTES,
        "enable_http_proxy": 0,
        "enable_retries": 0,
        **options,
    }
    named = [(f"grpc.{name}", value) for name, value in arguments.items()]
    with grpc.insecure_channel(f"{host}:{port}", options=named) as channel:
        yield GrpcClient(channel, [("authorization", f"Bearer {target.admin_pat}")])
