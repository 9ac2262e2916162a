"""An exchange against the spec."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import jsonschema_rs

from mockserver.errors.codes import HTTP_STATUS, Code
from mockserver.proxy.violation import Kind, Violation
from mockserver.traffic import grpc_web
from mockserver.traffic.described import DescribedApi, DescribedOperation
from mockserver.traffic.exchange import Exchange, header
from mockserver.traffic.reading import Reading, Transport
from mockserver.wire.request_url import refused_url

_MAX_SCHEMA_FINDINGS = 5
"""Most findings of one body; a body that is wholly another one has them without end."""
_JSON = "application/json"
_NO_ROUTE = frozenset({404, 405})


def violations(api: DescribedApi, reading: Reading) -> list[Violation]:
    """All that an exchange has against the spec; nothing where its path is none of the API's."""
    if not reading.within:
        return []
    operation = reading.operation
    if operation is None:
        return list(_without_route(reading))
    found = list(_request(reading))
    if reading.transport is Transport.GRPC_WEB:
        found += _grpc_web_answer(api, operation, reading)
    elif reading.transport is Transport.CONNECT:
        found += _connect_answer(api, operation, reading)
    else:
        found += _json_answer(api, operation, reading)
    return [*found, *_error_id(api, operation, reading)]


def too_slow(reading: Reading, max_latency_ms: float | None) -> Iterator[Violation]:
    """An answer of the API that took longer than it may; nothing where there is no limit."""
    taken_ms = reading.exchange.duration_ms
    if reading.within and max_latency_ms is not None and taken_ms > max_latency_ms:
        yield Violation(Kind.LATENCY, "answer", f"took {taken_ms:.0f} ms, at most {max_latency_ms:g} ms are allowed")


def _without_route(reading: Reading) -> Iterator[Violation]:
    exchange = reading.exchange
    if reading.transport is Transport.GRPC_WEB:
        if reading.status != HTTP_STATUS[Code.UNIMPLEMENTED]:
            yield Violation(Kind.UNKNOWN_ROUTE, "path", f"no such gRPC method, yet answered as {reading.status}")
        return
    refusal = refused_url(
        exchange.raw_path.encode("latin-1", "replace"), exchange.path, exchange.query.encode("latin-1", "replace")
    )
    expected = {refusal.status} if refusal else _NO_ROUTE
    if exchange.status not in expected:
        yield Violation(Kind.UNKNOWN_ROUTE, "path", f"no such path or method, yet answered with {exchange.status}")


def _request(reading: Reading) -> Iterator[Violation]:
    if reading.refusal and reading.succeeded:
        field = reading.refusal if reading.refusal.startswith("invalid ") else "it cannot be read"
        yield Violation(Kind.ACCEPTED_REQUEST, "request", f"carried out, though by the spec it is refused ({field})")


def _json_answer(api: DescribedApi, operation: DescribedOperation, reading: Reading) -> Iterator[Violation]:
    exchange = reading.exchange
    if exchange.status not in operation.statuses:
        yield _status(operation, exchange.status)
        return
    documented = operation.content[exchange.status]
    media = header(exchange.response_headers, "content-type").partition(";")[0].strip().lower()
    if media not in documented:
        yield Violation(Kind.CONTENT_TYPE, "header content-type", f"is none of {', '.join(documented)}")
        return
    if reading.fault:
        yield Violation(Kind.UNREADABLE_ANSWER, "body", reading.fault)
        return
    yield from _schema(api.validator(operation, exchange.status, media), reading)
    if not reading.succeeded:
        yield from _error_code(exchange, reading)


def _connect_answer(api: DescribedApi, operation: DescribedOperation, reading: Reading) -> Iterator[Violation]:
    if reading.fault:
        yield Violation(Kind.UNREADABLE_ANSWER, "body", reading.fault)
    elif reading.status not in operation.statuses:
        yield _status(operation, reading.status)
    elif reading.succeeded:
        yield from _schema(api.validator(operation, reading.status, _JSON), reading)


def _grpc_web_answer(api: DescribedApi, operation: DescribedOperation, reading: Reading) -> Iterator[Violation]:
    exchange = reading.exchange
    if exchange.status != 200:
        yield Violation(Kind.STATUS, "status", f"{exchange.status}, where gRPC-Web always answers 200")
        return
    if not grpc_web.is_grpc_web(exchange.response_headers):
        yield Violation(Kind.CONTENT_TYPE, "header content-type", "is none of gRPC-Web")
        return
    if reading.fault:
        yield Violation(Kind.UNREADABLE_ANSWER, "body", reading.fault)
        return
    # The statuses are those of JSON, which has no broken frames: what is no message may be refused with any.
    if reading.status not in operation.statuses and (reading.request is not None or reading.succeeded):
        yield _status(operation, reading.status)
    if reading.succeeded and reading.status in operation.statuses:
        for where, number in reading.unknown_fields:
            yield Violation(Kind.SCHEMA, where, f"has field {number}, which is not described")
        yield from _schema(api.validator(operation, reading.status, _JSON), reading)


def _status(operation: DescribedOperation, status: int) -> Violation:
    listed = ", ".join(map(str, operation.statuses))
    return Violation(Kind.STATUS, "status", f"{status} is none of those listed: {listed}")


def _schema(validator: jsonschema_rs.Draft4Validator, reading: Reading) -> Iterator[Violation]:
    for error in islice(validator.iter_errors(reading.answer), _MAX_SCHEMA_FINDINGS):
        yield Violation(Kind.SCHEMA, _where(error), _broken(error))


def _where(error: jsonschema_rs.ValidationError) -> str:
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.instance_path)
    return "body" + "".join(steps)


def _broken(error: jsonschema_rs.ValidationError) -> str:
    """The broken rule; of the value nothing but the names of members."""
    match error.kind.as_dict():
        case {"unexpected": unexpected}:
            return f"has members that are not described: {', '.join(map(str, unexpected))}"
        case {"property": missing}:
            return f"lacks the member {missing}"
        case {"options": options}:
            return f"is none of {options}"
        case {"pattern": pattern}:
            return f"does not fit the pattern {pattern}"
        case {"types": types}:
            return f"is no {' or '.join(map(str, types))}"
        case _:
            return f"breaks the rule {error.schema_path[-1]}"


def _error_code(exchange: Exchange, reading: Reading) -> Iterator[Violation]:
    code = reading.answer.get("code") if isinstance(reading.answer, dict) else None
    if type(code) is int and code in Code.__members__.values() and HTTP_STATUS[Code(code)] != exchange.status:
        text = f"{code} belongs to {HTTP_STATUS[Code(code)]}, not to {exchange.status}"
        yield Violation(Kind.ERROR_CODE, "body.code", text)


def _error_id(api: DescribedApi, operation: DescribedOperation, reading: Reading) -> Iterator[Violation]:
    if reading.error_id and reading.error_id not in operation.spec.error_ids:
        listed = ", ".join(operation.own_error_ids) or "no ID of its own"
        text = f"{reading.error_id[:40]} is not listed ({listed}, beside {', '.join(api.access_error_ids)})"
        yield Violation(Kind.ERROR_ID, "error ID", text)
