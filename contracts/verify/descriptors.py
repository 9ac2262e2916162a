"""Messages of the API in protobuf, from a serialised set of descriptors."""

from __future__ import annotations

import functools
from typing import Any

from google.protobuf import json_format
from google.protobuf.descriptor import MethodDescriptor
from google.protobuf.descriptor_pb2 import FileDescriptorSet
from google.protobuf.descriptor_pool import DescriptorPool
from google.protobuf.message import DecodeError, Message
from google.protobuf.message_factory import GetMessageClass

from .call import Message as JsonMessage
from .call import Reply
from .schemas import Schemas
from .spec import Operation

_STATUS = "google.rpc.Status"
_UNREADABLE = -1


class Descriptors:
    """Encodes requests and decodes answers, in a descriptor pool of its own."""

    def __init__(self, serialised: bytes, schemas: Schemas) -> None:
        """Build the pool. Raises: DecodeError."""
        self._pool = DescriptorPool()
        self._schemas = schemas
        for file in FileDescriptorSet.FromString(serialised).file:
            self._pool.Add(file)
        self._classes = functools.cache(self._class)

    def encoded(self, operation: Operation, message: JsonMessage) -> bytes:
        """A request on the wire, from its JSON form."""
        request = self._classes(self._method(operation).input_type.full_name)()
        json_format.ParseDict(message, request, descriptor_pool=self._pool)
        return request.SerializeToString(deterministic=True)

    def served(self, operation: Operation, data: bytes) -> Reply:
        """The answer of a call that succeeded."""
        try:
            answer = self._classes(self._method(operation).output_type.full_name).FromString(data)
        except DecodeError as error:
            return Reply(_UNREADABLE, {}, (("message", "one that can be decoded", str(error)),))
        body = json_format.MessageToDict(answer, descriptor_pool=self._pool)
        return Reply(0, body, tuple(self._schemas.faults(operation, str(operation.status), body)))

    def refused(self, code: int, message: str, packed: bytes | None) -> Reply:
        """The answer of a call that was refused; `packed` is `grpc-status-details-bin`, decoded from base64."""
        body: dict[str, Any] = {"code": code, "message": message}
        if packed is None:
            return Reply(code, body)
        faults: list[tuple[str, str, str]] = []
        try:
            status: Any = self._classes(_STATUS).FromString(packed)
            if status.code != code or status.message != message:
                faults.append(("grpc-status-details-bin", f"{code} {message}", f"{status.code} {status.message}"))
            body["details"] = [self._detail(detail) for detail in status.details]
        except (DecodeError, KeyError) as error:
            faults.append(("grpc-status-details-bin", "a google.rpc.Status", str(error)))
        return Reply(code, body, tuple(faults))

    def detail(self, name: str, data: bytes) -> dict[str, Any]:
        """The JSON form of a message. Raises: KeyError where there is none of that name; DecodeError."""
        message = self._classes(name).FromString(data)
        return json_format.MessageToDict(message, descriptor_pool=self._pool)

    def _detail(self, packed: Any) -> dict[str, Any]:
        return {"@type": packed.type_url, **self.detail(packed.type_url.rpartition("/")[2], packed.value)}

    def _class(self, name: str) -> type[Message]:
        return GetMessageClass(self._pool.FindMessageTypeByName(name))

    def _method(self, operation: Operation) -> MethodDescriptor:
        service, _, method = operation.rpc.partition("/")
        return self._pool.FindServiceByName(service).methods_by_name[method]
