"""What Connect, gRPC and gRPC-Web do differently on the same path, a row each.

Source: recordings/connect-protocol.jsonl, grpc_v2.jsonl and grpc_v2_bytes.jsonl.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mockserver.errors.codes import HTTP_STATUS
from mockserver.errors.languages import DEFAULT_LANGUAGE
from mockserver.errors.problem import Problem, invalid_argument
from mockserver.wire.connect.call import Call
from mockserver.wire.connect.compression import GZIP, decompressed
from mockserver.wire.connect.content_types import Protocol
from mockserver.wire.connect.envelope import unary_message
from mockserver.wire.connect.errors import error_body
from mockserver.wire.connect.timeouts import connect_deadline, grpc_deadline
from mockserver.wire.grpc.framing import COMPRESSED, compressed, frame
from mockserver.wire.grpc.status import OK, trailers_of
from mockserver.wire.grpc.web import TRAILER_FLAG, trailer_block
from mockserver.wire.http import Header, Headers, HttpRequest, Response
from mockserver.wire.responses import JSON, NO_CACHE, expires


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one protocol says what all of them say.

    Attributes:
        deadline: the moment by which a request wants its answer; raises Refused.
        require_version: refuses versions of the protocol that there are not.
        encoding: the header that names the compression of a request or an answer.
        accepted: the header that lists what its sender reads.
        message: takes a message's bytes out of a body: compressed or not, and of so many bytes at most.
        succeeded: renders an answer.
        refused: renders a refusal.
    """

    deadline: Callable[[HttpRequest], float | None]
    require_version: Callable[[HttpRequest], None]
    encoding: bytes
    accepted: bytes
    message: Callable[[bytes, bool, int], bytes]
    succeeded: Callable[[Call, bytes], Response]
    refused: Callable[[Call, Problem], Response]


def _connect_version(request: HttpRequest) -> None:
    version = request.text(b"connect-protocol-version")
    if version not in ("", "1"):
        raise invalid_argument(f'Connect-Protocol-Version must be "1": got "{version}"')


def _no_version(_: HttpRequest) -> None:
    """gRPC has none."""


def _bare(body: bytes, gzip: bool, limit: int) -> bytes:
    return decompressed(body, limit) if gzip else body


def _enveloped(body: bytes, gzip: bool, limit: int) -> bytes:
    return unary_message(body, gzip=gzip, limit=limit)


def _bare_success(call: Call, message: bytes) -> Response:
    headers = [(b"content-type", call.kind.name), (b"accept-encoding", GZIP), *_fresh()]
    if call.gzip_out:
        headers.append((b"content-encoding", GZIP))
    return _response(call, 200, headers, compressed(message) if call.gzip_out else message)


def _bare_refusal(call: Call, problem: Problem) -> Response:
    headers = [JSON, (b"accept-encoding", GZIP)]
    return _response(call, HTTP_STATUS[problem.code], headers, error_body(problem), problem=problem)


def _grpc_success(call: Call, message: bytes) -> Response:
    return _response(call, 200, [*_grpc_headers(call), *_fresh()], _frame(call, message), OK)


def _grpc_refusal(call: Call, problem: Problem) -> Response:
    trailers = [*trailers_of(problem, DEFAULT_LANGUAGE)]
    return _response(call, 200, _grpc_headers(call), b"", trailers, problem=problem)


def _web_success(call: Call, message: bytes) -> Response:
    body = _frame(call, message) + _frame(call, trailer_block(OK), TRAILER_FLAG)
    return _response(call, 200, [*_grpc_headers(call), *_fresh()], body)


def _web_refusal(call: Call, problem: Problem) -> Response:
    headers = [*_grpc_headers(call), *trailers_of(problem, DEFAULT_LANGUAGE)]
    return _response(call, 200, headers, b"", problem=problem)


def _grpc_headers(call: Call) -> Headers:
    compression: list[Header] = [(b"grpc-encoding", GZIP)] if call.gzip_out else []
    return [(b"content-type", call.kind.name), (b"grpc-accept-encoding", GZIP), *compression]


def _frame(call: Call, content: bytes, flags: int = 0) -> bytes:
    return frame(compressed(content), flags | COMPRESSED) if call.gzip_out else frame(content, flags)


def _fresh() -> Headers:
    return [*NO_CACHE, expires()]


def _response(
    call: Call,
    status: int,
    headers: Headers,
    body: bytes,
    trailers: Headers | None = None,
    problem: Problem | None = None,
) -> Response:
    transport = str(call.kind.protocol)
    return Response(
        status, headers, body, trailers or [], operation=call.operation, transport=transport, problem=problem
    )


DIALECTS: Mapping[Protocol, Dialect] = {
    Protocol.CONNECT: Dialect(
        lambda request: connect_deadline(request.text(b"connect-timeout-ms")),
        _connect_version,
        b"content-encoding",
        b"accept-encoding",
        _bare,
        _bare_success,
        _bare_refusal,
    ),
    Protocol.GRPC: Dialect(
        lambda request: grpc_deadline(request.text(b"grpc-timeout")),
        _no_version,
        b"grpc-encoding",
        b"grpc-accept-encoding",
        _enveloped,
        _grpc_success,
        _grpc_refusal,
    ),
    Protocol.GRPC_WEB: Dialect(
        lambda request: grpc_deadline(request.text(b"grpc-timeout")),
        _no_version,
        b"grpc-encoding",
        b"grpc-accept-encoding",
        _enveloped,
        _web_success,
        _web_refusal,
    ),
}
