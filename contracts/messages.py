"""Messages of protobuf in their JSON form and as bytes, from a serialised set of descriptors."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from google.protobuf import json_format
from google.protobuf.descriptor import MethodDescriptor
from google.protobuf.descriptor_pb2 import FileDescriptorSet
from google.protobuf.descriptor_pool import DescriptorPool
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass

from .exchange import Json

MANAGEMENT = "zitadel.management.v1.ManagementService"
"""The service of calls that name none."""


class UnknownMethod(LookupError):
    """No service of the descriptors has the method; the message names it."""


class Messages:
    """Encodes requests and decodes answers, in a descriptor pool of its own."""

    def __init__(self, serialised: bytes) -> None:
        """Build the pool. Raises: DecodeError."""
        self._pool = DescriptorPool()
        self._services: list[str] = []
        for file in FileDescriptorSet.FromString(serialised).file:
            self._pool.Add(file)
            self._services += [f"{file.package}.{service.name}" for service in file.service]
        self._classes = functools.cache(self._class)

    def encoded(self, rpc: str, message: Mapping[str, Any]) -> bytes:
        """A request of a method (`package.Service/Method`) on the wire, from its JSON form.

        Raises: UnknownMethod; json_format.ParseError for a message that is none of the method's.
        """
        request = self._classes(self._method(rpc).input_type.full_name)()
        json_format.ParseDict(dict(message), request, descriptor_pool=self._pool)
        return request.SerializeToString(deterministic=True)

    def decoded(self, rpc: str, data: bytes) -> dict[str, Any]:
        """The JSON form of a method's answer. Raises: UnknownMethod, DecodeError."""
        return self._json(self._method(rpc).output_type.full_name, data)

    def status(self, packed: bytes) -> tuple[int, str, list[dict[str, Any]]]:
        """Code, message and details of a `google.rpc.Status`, each detail with its `@type`.

        Raises: DecodeError; KeyError for a detail of no known type.
        """
        status: Any = self._classes("google.rpc.Status").FromString(packed)
        return status.code, status.message, [self._detail(detail) for detail in status.details]

    def detail(self, name: str, data: bytes) -> dict[str, Any]:
        """The JSON form of a message. Raises: KeyError where there is none of that name; DecodeError."""
        return self._json(name, data)

    def rpc(self, path: str) -> str:
        """`package.Service/Method` of a path; where it names no service, the first one that has the method."""
        service, _, method = path.removeprefix("/").rpartition("/")
        if not service:
            found = (name for name in self._services if method in self._pool.FindServiceByName(name).methods_by_name)
            service = next(found, MANAGEMENT)
        return f"{service}/{method}"

    def _json(self, name: str, data: bytes) -> dict[str, Any]:
        message = self._classes(name).FromString(data)
        return json_format.MessageToDict(message, descriptor_pool=self._pool)

    def _detail(self, packed: Any) -> dict[str, Json]:
        return {"@type": packed.type_url, **self.detail(packed.type_url.rpartition("/")[2], packed.value)}

    def _class(self, name: str) -> type[Message]:
        return GetMessageClass(self._pool.FindMessageTypeByName(name))

    def _method(self, rpc: str) -> MethodDescriptor:
        service, _, method = rpc.partition("/")
        try:
            return self._pool.FindServiceByName(service).methods_by_name[method]
        except KeyError:
            raise UnknownMethod(f"no method {rpc} is known") from None
