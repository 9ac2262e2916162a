"""The proxy as what answers requests on a port."""

from __future__ import annotations

import json
import logging
import posixpath
import time
from datetime import UTC, datetime
from http import HTTPStatus

from mockserver.errors.codes import Code
from mockserver.errors.languages import DEFAULT_LANGUAGE
from mockserver.errors.problem import Problem
from mockserver.proxy.disturbance import Disturbance
from mockserver.proxy.judge import Judge
from mockserver.proxy.report import Report
from mockserver.proxy.violations_header import NAME, violations_value
from mockserver.traffic.exchange import Exchange
from mockserver.wire.body import too_large
from mockserver.wire.grpc.native import is_native
from mockserver.wire.grpc.status import trailers_of
from mockserver.wire.http import Answer, HttpRequest, Response, StreamingCall
from mockserver.wire.responses import JSON, refused
from mockserver.wire.upstream import Upstream, UpstreamAnswer, UpstreamFailure

_log = logging.getLogger(__name__)

_NO_GRPC = Problem("", Code.UNIMPLEMENTED, "zitadel-mock proxy passes JSON and gRPC-Web on, not gRPC")
_CONTROL_PATH = "/__admin"
_NO_CONTROL = "the control API of a mock is not passed on, as it trusts all of this machine; ask upstream itself"
_STATUSES = frozenset(status.value for status in HTTPStatus)


class ProxyService:
    """Passes every request on to upstream and judges the exchange before the answer leaves."""

    def __init__(
        self,
        upstream: Upstream,
        judge: Judge,
        report: Report,
        *,
        header: bool,
        max_body_bytes: int,
        disturbance: Disturbance | None = None,
    ) -> None:
        """Prepare.

        Args:
            header: whether answers get the header `sl-violations`.
            disturbance: lets requests fail on purpose; None: none does.
        """
        self._upstream = upstream
        self._judge = judge
        self._report = report
        self._header = header
        self._max_body_bytes = max_body_bytes
        self._disturbance = disturbance

    def respond(self, request: HttpRequest, *, native: bool) -> Answer:
        """Answer a request with what upstream answers to it; 502 where it answers nothing."""
        if native and is_native(request):
            trailers = trailers_of(_NO_GRPC, DEFAULT_LANGUAGE)
            return Response(200, [(b"content-type", b"application/grpc")], b"", list(trailers))
        if not request.path.startswith(("/", "*")):
            # Upstream may read it as a URL, whose path is another one than ours.
            return _refusal(400, Code.INVALID_ARGUMENT, "the path must begin with a slash")
        if _is_control(request.path):
            return _refusal(403, Code.PERMISSION_DENIED, _NO_CONTROL)
        if self._disturbance is not None:
            return self._disturbance.answer(request, lambda: self._pass_on(request))
        return self._pass_on(request)

    def streaming(self, request: HttpRequest) -> StreamingCall | None:
        """Nothing streams through the proxy."""
        del request
        return None

    def too_large(self, size: int) -> Response:
        """The answer to a body of more than the bytes that are read at most."""
        return refused(too_large(size, self._max_body_bytes), DEFAULT_LANGUAGE, reached=False)

    async def _pass_on(self, request: HttpRequest) -> Response:
        started, begun = datetime.now(UTC), time.monotonic()
        try:
            answer = await self._upstream.answer(request)
        except UpstreamFailure as failure:
            self._report.fail(f"{request.method} {request.raw_path.decode('latin-1')}: {failure}")
            return _bad_gateway(str(failure))
        exchange = _exchange(request, answer, started, (time.monotonic() - begun) * 1000)
        try:
            found = await self._judge.judge(exchange)
        except OSError as error:
            self._report.fail(f"the HAR file cannot be written: {error.strerror}")
            return _bad_gateway("the HAR file cannot be written")
        except Exception:
            _log.exception("%s %s", request.method, request.path)
            self._report.fail(f"{request.method} {request.path}: the proxy failed at judging it")
            return _bad_gateway("the exchange could not be judged")
        if answer.status not in _STATUSES:
            return _bad_gateway(
                f"{self._upstream.origin} answered with status {answer.status}, which HTTP does not have"
            )
        headers = answer.headers
        if found and self._header:
            headers = [*headers, (NAME, violations_value(found))]
        return Response(answer.status, headers, answer.body)


def _exchange(request: HttpRequest, answer: UpstreamAnswer, started: datetime, duration_ms: float) -> Exchange:
    query = b"?" + request.query if request.query else b""
    return Exchange(
        started=started,
        duration_ms=duration_ms,
        method=request.method,
        target=(request.raw_path + query).decode("latin-1"),
        request_headers=[(name.decode("latin-1"), value.decode("latin-1")) for name, value in request.headers.items()],
        request_body=request.body,
        status=answer.status,
        response_headers=[(name.decode("latin-1"), value.decode("latin-1")) for name, value in answer.headers],
        response_body=answer.body,
    )


def _is_control(path: str) -> bool:
    """Whether a path may reach the control API of a mock upstream, however the servers in between tidy it up.

    Upstream takes whom we pass on for somebody on this machine, who is trusted.
    """
    return posixpath.normpath(f"/{path.lstrip('/')}").startswith(_CONTROL_PATH)


def _bad_gateway(text: str) -> Response:
    return _refusal(502, Code.UNAVAILABLE, text)


def _refusal(status: int, code: Code, text: str) -> Response:
    """What the proxy itself has to say, in the API's own form, so that clients show it."""
    body = {"code": int(code), "message": f"zitadel-mock proxy: {text}"}
    return Response(status, [JSON], json.dumps(body).encode())
