"""Calls of operations as messages of protobuf, and their answers held against the spec."""

from __future__ import annotations

from typing import Any

from google.protobuf.message import DecodeError

from ..messages import Messages
from .call import Message as JsonMessage
from .call import Reply
from .schemas import Schemas
from .spec import Operation

_UNREADABLE = -1


class Descriptors:
    """Encodes requests and decodes answers."""

    def __init__(self, messages: Messages, schemas: Schemas) -> None:
        self._messages = messages
        self._schemas = schemas

    def encoded(self, operation: Operation, message: JsonMessage) -> bytes:
        """A request on the wire, from its JSON form."""
        return self._messages.encoded(operation.rpc, message)

    def served(self, operation: Operation, data: bytes) -> Reply:
        """The answer of a call that succeeded."""
        try:
            body = self._messages.decoded(operation.rpc, data)
        except DecodeError as error:
            return Reply(_UNREADABLE, {}, (("message", "one that can be decoded", str(error)),))
        return Reply(0, body, tuple(self._schemas.faults(operation, str(operation.status), body)))

    def refused(self, code: int, message: str, packed: bytes | None) -> Reply:
        """The answer of a call that was refused; `packed` is `grpc-status-details-bin`, decoded from base64."""
        body: dict[str, Any] = {"code": code, "message": message}
        if packed is None:
            return Reply(code, body)
        faults: list[tuple[str, str, str]] = []
        try:
            told_code, told, body["details"] = self._messages.status(packed)
            if (told_code, told) != (code, message):
                faults.append(("grpc-status-details-bin", f"{code} {message}", f"{told_code} {told}"))
        except (DecodeError, KeyError) as error:
            faults.append(("grpc-status-details-bin", "a google.rpc.Status", str(error)))
        return Reply(code, body, tuple(faults))

    def detail(self, name: str, data: bytes) -> dict[str, Any]:
        """The JSON form of a message. Raises: KeyError where there is none of that name; DecodeError."""
        return self._messages.detail(name, data)
