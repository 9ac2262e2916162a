"""Entries of a journal as calls with JSON that any program can make, without their secrets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from mockserver.control.bodies import shown_request_body, shown_response_body
from mockserver.control.changes import specs_of
from mockserver.control.console.entry_call import call_of
from mockserver.control.exchange_view import status_of
from mockserver.control.server import Target
from mockserver.spec.operation import OperationSpec
from mockserver.traffic.secrets import Secrets
from mockserver.wire.http import Exchange, HttpRequest

_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Call:
    """One request and what was answered; of gRPC the same call over REST (v1) or Connect (v2).

    Attributes:
        title: the operation, or method and path.
        target: path and query.
        headers: those that a program has to set; names in lower case.
        body: JSON as a value, or a text; None where there is none.
        is_json: whether the body is a value of JSON.
        error_id: of a refusal; empty where there is none.
        answer: its JSON; None where it is no JSON.
        left_out: why it cannot be written as a call; empty where it can.
    """

    number: int
    title: str
    method: str
    target: str
    headers: dict[str, str]
    body: Any
    is_json: bool
    status: int
    error_id: str
    answer: Any
    left_out: str = ""


def calls_of(asked: Target, secrets: Secrets) -> Iterator[Call]:
    """The entries that are asked for, oldest first; what they hold of secrets is labels."""
    specs = specs_of(asked.server)
    for exchange in reversed(asked.found):
        yield _call(exchange, specs.get(exchange.response.operation), asked, secrets)


def _call(exchange: Exchange, spec: OperationSpec | None, asked: Target, secrets: Secrets) -> Call:
    shown = shown_request_body(exchange, asked.server.rpcs)
    made = call_of(exchange, spec, shown, "")
    problem = exchange.response.problem
    request = exchange.request
    title = exchange.response.operation or _unmatched(request, secrets)
    if made is None:
        return Call(exchange.number, title, "", "", {}, None, False, 0, "", None, "its body is no text")
    if "message" in made and "path" not in made:
        assert spec is not None  # noqa: S101 (what has a message has an operation)
        made = {"headers": made["headers"], **_without_grpc(spec, dict(made["message"]))}
        is_json = made["body"] is not None
    else:
        is_json = "json" in shown
        if is_json:
            made["body"] = shown["json"]
    # Headers first: what they say may stand in bodies as well.
    headers = {name: secrets.header(name, value) for name, value in made["headers"].items()}
    if exchange.response.transport.startswith("grpc") and is_json:
        headers["content-type"] = _JSON
    answer = shown_response_body(exchange, asked.server.rpcs).get("json")
    covered_answer = None if answer is None else _covered(answer, secrets)
    body = made["body"]
    if is_json:
        body = _covered(body, secrets)
    elif body is not None:
        body = secrets.form(body) if headers.get("content-type", "").startswith(_FORM) else secrets.text(body)
    return Call(
        exchange.number,
        title,
        made["method"],
        secrets.target(made["path"]),
        headers,
        body,
        is_json,
        status_of(exchange),
        problem.id if problem is not None else "",
        covered_answer,
    )


def _unmatched(request: HttpRequest, secrets: Secrets) -> str:
    """What to call a request that is no operation's; what it is authorized by may stand in its path as well."""
    for name, value in request.headers.items():
        secrets.header(name.decode("latin-1"), value.decode("latin-1"))
    return f"{request.method} {secrets.target(request.path)}"


def _covered(value: Any, secrets: Secrets) -> Any:
    return json.loads(secrets.text(json.dumps(value)))


def _without_grpc(spec: OperationSpec, message: dict[str, Any]) -> dict[str, Any]:
    """Method, path and body by which a message is sent with JSON."""
    if spec.is_v2:
        return {"method": "POST", "path": f"/{spec.rpc}", "body": message}
    segments = [
        quote(str(message.pop(spec.renamed.get(name[1:-1], name[1:-1]), "")), safe="") if name.startswith("{") else name
        for name in spec.path.split("/")
    ]
    path = "/".join(segments)
    if spec.read_body is not None:
        return {"method": spec.method, "path": path, "body": message}
    query = urlencode({name: value for name, value in message.items() if isinstance(value, str | int)})
    return {"method": spec.method, "path": f"{path}?{query}" if query else path, "body": None}
