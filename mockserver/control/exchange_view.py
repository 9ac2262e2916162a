"""What is shown of an exchange; worked out when it is asked for, so that keeping one costs next to nothing."""

from __future__ import annotations

import json
from typing import Any

from mockserver.control.bodies import shown_request_body, shown_response_body
from mockserver.control.steps import step_of
from mockserver.control.unmodelled import answered_as, rpc_of
from mockserver.errors.codes import HTTP_STATUS
from mockserver.errors.languages import DEFAULT_LANGUAGE, negotiate
from mockserver.errors.texts import problem_texts
from mockserver.spec.wellknown import timestamp
from mockserver.store.instance import Instance
from mockserver.wire.grpc.unary import Rpcs
from mockserver.wire.http import Exchange, Headers
from mockserver.wire.organisation import caller_of, organisation_of

WARNING = b"x-mock-warning"


def status_of(exchange: Exchange) -> int:
    """The HTTP status of an answer; of gRPC the one that stands for its code."""
    response = exchange.response
    in_trailers = response.transport.startswith("grpc") and response.problem is not None
    return HTTP_STATUS[response.problem.code] if in_trailers and response.problem else response.status


def summary(exchange: Exchange, instance: Instance) -> dict[str, Any]:
    """One line of the journal."""
    request, response = exchange.request, exchange.response
    problem = response.problem
    translated = problem is not None and not request.path.startswith("/v2/") and ".v2" not in request.path
    language = negotiate(request.text(b"accept-language")) if translated else DEFAULT_LANGUAGE
    return {
        "id": exchange.number,
        "at": timestamp(exchange.at),
        "durationMs": exchange.duration_us / 1000,
        "method": request.method,
        "path": request.path,
        "query": request.query.decode("latin-1"),
        "host": request.host,
        "transport": response.transport,
        "operation": response.operation,
        "rpc": rpc_of(exchange),
        "unmodelled": answered_as(exchange),
        "organisation": organisation_of(request, instance),
        "status": status_of(exchange),
        "code": problem.code.name if problem is not None else "OK" if response.status < 400 else "",
        "errorId": problem.id if problem is not None else "",
        "message": problem_texts(problem, language)[0] if problem is not None else "",
        "step": step_of(response),
        "injected": response.injected,
        "broken": response.broken,
        "warnings": warnings_of(exchange),
        "userAgent": request.text(b"user-agent"),
        "client": caller_of(request, instance),
        "peer": request.peer,
        "events": exchange.events,
    }


def details(exchange: Exchange, instance: Instance, rpcs: Rpcs) -> dict[str, Any]:
    """All of an exchange. Bodies of gRPC are shown as the JSON that they stand for."""
    request, response = exchange.request, exchange.response
    return {
        **summary(exchange, instance),
        "request": {"headers": _fields(list(request.headers.items())), **shown_request_body(exchange, rpcs)},
        "response": {
            "status": response.status,
            "headers": _fields(response.headers),
            "trailers": _fields(response.trailers),
            **shown_response_body(exchange, rpcs),
        },
        "runs": json.loads(response.runs) if response.runs else [],
        "deliveries": json.loads(response.deliveries) if response.deliveries else [],
    }


def warnings_of(exchange: Exchange) -> list[str]:
    """What strictness found."""
    return [value.decode("latin-1") for name, value in exchange.response.headers if name == WARNING]


def _fields(headers: Headers) -> list[dict[str, str]]:
    return [{"name": name.decode("latin-1"), "value": value.decode("latin-1")} for name, value in headers]
