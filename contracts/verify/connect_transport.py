"""Calls of services of v2 over Connect, with the form of every answer held against the protocol.

Source: recordings/connect-unary.jsonl and grpc_v2_bytes.jsonl.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator, Mapping
from typing import Any

import httpx
from google.protobuf.message import DecodeError

from ..rpc.travel import speaks
from .call import HTTP_STATUS, Caller, Message, Reply, Unreachable
from .connect_codes import CODES
from .descriptors import Descriptors
from .json_transport import JsonTransport, encoded
from .schemas import Schemas
from .spec import Operation

JSON, PROTO = "application/json", "application/proto"
_NO_STORE = "no-store"
_UNREADABLE = -1


class ConnectTransport:
    """The services of v2 over Connect; what a check has to do with v1 on the way goes over JSON."""

    def __init__(self, name: str, rest: JsonTransport, schemas: Schemas, descriptors: Descriptors) -> None:
        self.name = name
        self._rest = rest
        self._schemas = schemas
        self._descriptors = descriptors
        self._content_type = PROTO if name == "connect-proto" else JSON

    def serves(self, operation: Operation) -> bool:
        """Whatever has a method of a service of v2."""
        return speaks(self.name, operation.rpc)

    def close(self) -> None:
        """The client belongs to somebody else."""

    def call(self, operation: Operation, message: Message, caller: Caller) -> Reply:
        """Make one call. Raises: Unreachable."""
        if not self.serves(operation):
            return self._rest.call(operation, message, caller)
        as_json = self._content_type == JSON
        content = json.dumps(message).encode() if as_json else self._descriptors.encoded(operation, message)
        headers = caller.headers() | {"content-type": self._content_type, "connect-protocol-version": "1"}
        try:
            response = self._rest.http.post(f"/{operation.rpc}", headers=encoded(headers), content=content)
        except httpx.HTTPError as error:
            raise Unreachable(f"{type(error).__name__}: {error}") from error
        reply = self._served(operation, response) if response.is_success else self._refused(response)
        return Reply(reply.code, reply.body, (*reply.faults, *self._faults(response, reply.code)))

    def _served(self, operation: Operation, response: httpx.Response) -> Reply:
        if self._content_type == PROTO:
            return self._descriptors.served(operation, response.content)
        try:
            body: Any = json.loads(response.content)
        except ValueError:
            return Reply(_UNREADABLE, {}, (("body", "JSON", response.text[:200]),))
        return Reply(0, body, tuple(self._schemas.faults(operation, str(operation.status), body)))

    def _refused(self, response: httpx.Response) -> Reply:
        try:
            body: Any = json.loads(response.content)
            code = CODES[body["code"]]
        except (ValueError, KeyError, TypeError):
            seen = f"{response.status_code} {response.text[:200]}"
            return Reply(_UNREADABLE, {"message": seen}, (("body", "an error of Connect", seen),))
        answer: dict[str, Any] = {"code": code, "message": body.get("message", "")}
        faults: list[tuple[str, str, str]] = []
        try:
            if "details" in body:
                answer["details"] = [self._detail(detail, faults) for detail in body["details"]]
        except (KeyError, TypeError, binascii.Error, DecodeError) as error:
            faults.append(("body.details", "details of Connect", f"{type(error).__name__}: {error}"))
        return Reply(code, answer, tuple(faults))

    def _detail(self, detail: Mapping[str, Any], faults: list[tuple[str, str, str]]) -> dict[str, Any]:
        """One detail in the form of REST; what its bytes hold and what it says of them must be the same."""
        value = str(detail["value"])
        held = self._descriptors.detail(detail["type"], base64.b64decode(value + "=" * (-len(value) % 4)))
        if held != detail["debug"]:
            faults.append(("body.details[].debug", str(held), str(detail["debug"])))
        return {"@type": f"type.googleapis.com/{detail['type']}", **held}

    def _faults(self, response: httpx.Response, code: int) -> Iterator[tuple[str, str, str]]:
        headers = response.headers
        expected = {
            "HTTP status": (str(HTTP_STATUS.get(code, 500)), str(response.status_code)),
            "header content-type": (JSON if code else self._content_type, str(headers.get("content-type"))),
            "header accept-encoding": ("gzip", str(headers.get("accept-encoding"))),
            "header cache-control": (str(None if code else _NO_STORE), str(headers.get("cache-control"))),
        }
        for place, (wanted, seen) in expected.items():
            if wanted != seen:
                yield place, wanted, seen
