"""The services of v2: Connect, gRPC and gRPC-Web on one path, over any version of HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from mockserver.errors.problem import Problem, Refused
from mockserver.settings import Settings, Strictness
from mockserver.spec.field_names import unknown_fields
from mockserver.spec.json_values import only_value
from mockserver.store.instance import Instance
from mockserver.wire.connect import codecs
from mockserver.wire.connect.call import Call
from mockserver.wire.connect.content_types import ACCEPT_POST, Encoding, content_type
from mockserver.wire.connect.dialects import DIALECTS
from mockserver.wire.connect.judgement import STEPS, instance_for
from mockserver.wire.grpc.unary import Rpcs
from mockserver.wire.http import Answer, HttpRequest, Response
from mockserver.wire.injection import failing, may_fail
from mockserver.wire.json_call import metadata_of
from mockserver.wire.responses import NO_SNIFFING, TEXT
from mockserver.wire.strictness import header_warnings, rpc_warnings, strictly, unknown_field

_TRANSPORT = "connect"
_NO_METHOD = Response(404, [TEXT, NO_SNIFFING], b"404 page not found\n", transport=_TRANSPORT)
_ONLY_POST = Response(405, [(b"allow", b"POST")], b"", transport=_TRANSPORT)
_NO_SUCH_TYPE = Response(415, [ACCEPT_POST], b"", transport=_TRANSPORT)


class ServicesV2:
    """Answers every path that begins with the name of a service of v2."""

    def __init__(self, rpcs: Rpcs, instance_of: Callable[[HttpRequest], Instance], settings: Settings) -> None:
        self.prefixes = tuple(f"/{service}" for service in sorted(rpcs.services))
        """A path belongs here if it begins with one of these, whatever follows."""
        self._rpcs = rpcs
        self._instance_of = instance_of
        self._settings = settings

    def respond(self, request: HttpRequest) -> Answer:
        """Answer a request below one of the prefixes that is no preflight."""
        try:
            rpc = self._rpcs.find(request.path)
        except Refused:
            return _NO_METHOD
        if request.method != "POST":
            return _ONLY_POST
        kind = content_type(request.headers.get(b"content-type", b""))
        if kind is None:
            return _NO_SUCH_TYPE
        call = Call(request, kind, rpc)
        try:
            for step in STEPS:
                step(call, self._settings)
            instance = instance_for(call, self._instance_of)
        except Refused as refusal:
            return DIALECTS[kind.protocol].refused(call, refusal.problem)
        return _judged(call, instance)


def _judged(call: Call, instance: Instance) -> Answer:
    if instance.strict is Strictness.OFF and not may_fail(call.request, instance):
        return _serve(call, instance)

    def serve() -> Response:
        return _serve(call, instance)

    def refuse(problem: Problem) -> Response:
        return _refused(call, problem)

    spec, transport = call.rpc.operation.spec, str(call.kind.protocol)
    return strictly(
        _warnings(call),
        instance,
        refuse,
        lambda: failing(spec, transport, call.request, instance, serve, refuse),
    )


def _serve(call: Call, instance: Instance) -> Response:
    try:
        answer = call.rpc.operation.serve(instance, call.message, metadata_of(call.request))
    except Refused as refusal:
        return _refused(call, refusal.problem)
    data = codecs.write(call.rpc, answer, call.kind.encoding)
    return msgspec.structs.replace(DIALECTS[call.kind.protocol].succeeded(call, data), reached=True)


def _refused(call: Call, problem: Problem) -> Response:
    return msgspec.structs.replace(DIALECTS[call.kind.protocol].refused(call, problem), reached=True)


def _warnings(call: Call) -> Iterator[str]:
    if call.kind.encoding is Encoding.PROTO:
        yield from rpc_warnings(call.rpc.request, call.data, call.request)
        return
    yield from header_warnings(call.request)
    if call.data:
        for path, names in unknown_fields(only_value(call.data), call.rpc.operation.spec.names):
            yield unknown_field(path, list(names))
