"""The services of v2: Connect, gRPC and gRPC-Web on one path, over any version of HTTP."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import msgspec

from mockserver.errors.problem import Problem, Refused
from mockserver.later import Later
from mockserver.pipeline import Waiting
from mockserver.settings import Settings, Strictness, UnmodelledMode
from mockserver.spec.field_names import unknown_fields
from mockserver.spec.json_values import only_value
from mockserver.spec.operation import is_v2
from mockserver.store.instance import Instance
from mockserver.wire.connect import codecs
from mockserver.wire.connect.call import Call
from mockserver.wire.connect.content_types import ACCEPT_POST, Encoding, Protocol, content_type
from mockserver.wire.connect.dialects import DIALECTS
from mockserver.wire.connect.judgement import STEPS, instance_for
from mockserver.wire.grpc.unary import Rpcs, UnmodelledRpc
from mockserver.wire.http import Answer, HttpRequest, Response
from mockserver.wire.injection import failing, may_fail
from mockserver.wire.json_call import metadata_of
from mockserver.wire.responses import NO_SNIFFING, TEXT
from mockserver.wire.strictness import header_warnings, rpc_warnings, strictly, unknown_field
from mockserver.wire.waiting import once_over

if TYPE_CHECKING:
    from mockserver.unmodelled import paths
    from mockserver.wire import forwarding, unmodelled
else:
    paths = Later("mockserver.unmodelled.paths")
    forwarding = Later("mockserver.wire.forwarding")
    unmodelled = Later("mockserver.wire.unmodelled")

_TRANSPORT = "connect"
_NO_METHOD = Response(404, [TEXT, NO_SNIFFING], b"404 page not found\n", transport=_TRANSPORT)
_ONLY_POST = Response(405, [(b"allow", b"POST")], b"", transport=_TRANSPORT)
_NO_SUCH_TYPE = Response(415, [ACCEPT_POST], b"", transport=_TRANSPORT)


class ServicesV2:
    """Answers every path that begins with the name of a service of v2."""

    def __init__(self, rpcs: Rpcs, instance_of: Callable[[HttpRequest], Instance], settings: Settings) -> None:
        self._prefixes = tuple(f"/{service}" for service in sorted(rpcs.services))
        self._rpcs = rpcs
        self._instance_of = instance_of
        self._settings = settings

    def serves(self, path: str) -> bool:
        """Whether a path belongs here: it begins with the name of a service, whatever follows."""
        if path.startswith(self._prefixes):
            return True
        # Which services there are beside the modelled ones is read when it is first asked for.
        return path.startswith(self._unmodelled)

    @functools.cached_property
    def _unmodelled(self) -> tuple[str, ...]:
        return tuple(f"/{service}" for service in sorted(paths.known_methods().services) if is_v2(f"{service}/"))

    def respond(self, request: HttpRequest) -> Answer:
        """Answer a request to one of the services that is no preflight."""
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
            how = unmodelled.wanted(request, instance) if isinstance(rpc, UnmodelledRpc) else None
        except Refused as refusal:
            return DIALECTS[kind.protocol].refused(call, refusal.problem)
        if how is None or not isinstance(rpc, UnmodelledRpc):
            return _judged(call, instance)
        if how.mode is UnmodelledMode.FORWARD:
            if kind.protocol is Protocol.GRPC:
                return forwarding.forward_grpc(how.url, request, call.data)
            return forwarding.forward(how.url, request)
        call.rpc = rpc.answered(how.mode)
        return unmodelled.marked(_judged(call, instance), how.mode)


def _judged(call: Call, instance: Instance) -> Answer:
    if instance.strict is Strictness.OFF and not may_fail(call.request, instance):
        return _serve(call, instance)

    def serve() -> Answer:
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


def _serve(call: Call, instance: Instance) -> Answer:
    try:
        answer = call.rpc.operation.serve(instance, call.message, metadata_of(call.request))
    except Refused as refusal:
        return _refused(call, refusal.problem)
    if type(answer) is Waiting:
        return once_over(answer, lambda answer: _answered(call, answer), lambda problem: _refused(call, problem))
    return _answered(call, answer)


def _answered(call: Call, answer: object) -> Response:
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
