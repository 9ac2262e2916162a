"""Stories told to a server over any protocol."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import httpx

from contracts.target import Target
from mockserver.errors.codes import HTTP_STATUS, Code
from mockserver.surface.library import surface
from mockserver.surface.model import json_name
from tests.clients.bridge import Bridge, RpcError
from tests.protocols.grpcurl import grpcurl
from tests.unmodelled.stories import Kept, Step

Call = Callable[[str, Mapping[str, Any]], "dict[str, Any] | str"]
"""`call(rpc, request)` answers JSON, or the name of the code of a refusal."""


def tell(story: Sequence[Step], call: Call) -> None:
    """Make the calls of a story, each of which must answer what it tells."""
    kept: dict[str, str] = {}
    for step in story:
        answer = call(f"{step.service}/{step.method}", _named(step.request, kept))
        _require(step.answer, answer, kept, step.method)


def by_rest(http: httpx.Client) -> Call:
    """Calls by the paths that the surface has."""

    def call(rpc: str, request: Mapping[str, Any]) -> dict[str, Any] | str:
        binding = surface().method(rpc).bindings[0]
        rest = dict(request)
        segments = [
            str(rest.pop(json_name(segment[1:-1].removesuffix("=**")))) if segment.startswith("{") else segment
            for segment in binding.path.split("/")
        ]
        response = http.request(binding.verb, "/".join(segments), json=rest if binding.body else None)
        if response.is_success:
            assert response.headers["x-zitadel-mock"] == "fabricated"
            answer: dict[str, Any] = response.json()
            return answer
        assert response.status_code == HTTP_STATUS[Code(response.json()["code"])], response.text
        return Code(response.json()["code"]).name

    return call


def by_bridge(bridge: Bridge, transport: str, base_url: str, metadata: Mapping[str, str]) -> Call:
    """Calls by the official client for JavaScript."""

    def call(rpc: str, request: Mapping[str, Any]) -> dict[str, Any] | str:
        # This version of the client has the methods of targets as v2beta only.
        rpc = rpc.replace("zitadel.action.v2.", "zitadel.action.v2beta.")
        answer = bridge.call(transport, base_url, rpc, request, metadata)
        return Code(answer.code).name if isinstance(answer, RpcError) else answer

    return call


def by_grpcurl(target: Target, headers: tuple[str, ...]) -> Call:
    """Calls by grpcurl, which learns of the messages by reflection."""

    def call(rpc: str, request: Mapping[str, Any]) -> dict[str, Any] | str:
        done = grpcurl(target, f"-d={json.dumps(request)}", rpc, headers=headers)
        if done.returncode:
            (code,) = re.findall(r"Code: (\w+)", done.stderr)
            return "_".join(re.findall("[A-Z][a-z]+", code)).upper()
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer

    return call


def _named(value: Any, kept: Mapping[str, str]) -> Any:
    if isinstance(value, Mapping):
        return {name: _named(each, kept) for name, each in value.items()}
    if isinstance(value, list):
        return [_named(each, kept) for each in value]
    return value.format(**kept) if isinstance(value, str) else value


def _require(expected: Any, answer: Any, kept: dict[str, str], where: str) -> None:
    if isinstance(expected, Kept):
        assert answer, where
        kept[expected] = answer
    elif isinstance(expected, Mapping):
        assert isinstance(answer, dict), f"{where}: {answer!r}"
        for name, each in expected.items():
            _require(each, answer.get(name, [] if each == [] else None), kept, f"{where}.{name}")
    elif isinstance(expected, list):
        assert isinstance(answer, list), f"{where}: {answer!r}"
        assert len(answer) == len(expected), f"{where}: {answer!r}"
        for index, each in enumerate(expected):
            _require(each, answer[index], kept, f"{where}[{index}]")
    else:
        assert answer == _named(expected, kept), where
