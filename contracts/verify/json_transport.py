"""Calls as JSON over HTTP, with the form of every answer held against the spec."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

import httpx

from .call import HTTP_STATUS, Caller, Message, Reply, Unreachable
from .pace import Pace
from .schemas import Schemas
from .spec import Operation

_NO_STORE = "no-store"
_UNIMPLEMENTED = 12


class JsonTransport:
    """The JSON API."""

    name = "json"

    def __init__(self, base_url: str, schemas: Schemas, pace: Pace, timeout_s: float, *, verify_tls: bool) -> None:
        self.http = httpx.Client(
            base_url=base_url,
            timeout=timeout_s,
            trust_env=False,
            verify=verify_tls,
            event_hooks={"request": [pace.step]},
        )
        self._schemas = schemas

    def serves(self, operation: Operation) -> bool:
        """Every operation is that has a path of its own; the others answer there as Connect has it."""
        return operation.has_rest

    def close(self) -> None:
        """End the connection."""
        self.http.close()

    def call(self, operation: Operation, message: Message, caller: Caller) -> Reply:
        """Make one call; path and query are taken out of the message. Raises: Unreachable."""
        rest = dict(message)
        path = operation.path
        for parameter, field in operation.renamed.items():
            path = path.replace(f"{{{parameter}}}", quote(str(rest.pop(field, "")), safe=""))
        query = {name: rest.pop(name) for name in operation.query if name in rest}
        if query:
            path = f"{path}?{urlencode(query)}"
        content = json.dumps(rest, ensure_ascii=False).encode() if rest or operation.takes_body else None
        headers = caller.headers() | ({"content-type": "application/json"} if content else {})
        try:
            response = self.http.request(operation.method, path, headers=encoded(headers), content=content)
        except httpx.HTTPError as error:
            raise Unreachable(f"{type(error).__name__}: {error}") from error
        return self._reply(operation, response)

    def _reply(self, operation: Operation, response: httpx.Response) -> Reply:
        try:
            body: Any = json.loads(response.content)
        except ValueError:
            text = response.text[:200]
            return Reply(response.status_code, {"message": text}, (("body", "JSON", f"{response.status_code} {text}"),))
        if response.is_success:
            return Reply(0, body, tuple(self._faults(operation, response, body, 0)))
        code = body.get("code") if isinstance(body, dict) else None
        if type(code) is not int or code == 0:
            return Reply(-1, body if isinstance(body, dict) else {}, (("body.code", "a gRPC code", repr(code)),))
        return Reply(code, body, tuple(self._faults(operation, response, body, code)))

    def _faults(
        self, operation: Operation, response: httpx.Response, body: Any, code: int
    ) -> Iterator[tuple[str, str, str]]:
        status = HTTP_STATUS.get(code, 500) if code else operation.status
        if code == _UNIMPLEMENTED and response.status_code == 405:
            status = 405
        if response.status_code != status:
            yield "HTTP status", str(status), str(response.status_code)
        headers = response.headers
        if headers.get("content-type") != "application/json":
            yield "header content-type", "application/json", str(headers.get("content-type"))
        if "origin" not in headers.get("vary", "").lower():
            yield "header vary", "Origin", str(headers.get("vary"))
        # Only the v1 services forbid caching, of what reaches them.
        if code == 0 and operation.rpc and not operation.path.startswith("/v2/"):
            seen = headers.get("cache-control")
            if seen != _NO_STORE:
                yield "header cache-control", _NO_STORE, str(seen)
        yield from self._schemas.faults(operation, str(response.status_code), body)


def encoded(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    """Headers as bytes: the client itself would refuse some texts."""
    return [(name.encode(), value.encode()) for name, value in headers.items()]
