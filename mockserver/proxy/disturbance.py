"""Letting requests for a real server fail on purpose, by the rules of a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import SystemRandom

import msgspec
import yaml

from mockserver.control.fault_form import FaultForm, fault_of
from mockserver.control.problems import ControlProblem
from mockserver.errors.codes import HTTP_STATUS
from mockserver.errors.languages import DEFAULT_LANGUAGE
from mockserver.errors.problem import Problem
from mockserver.errors.texts import problem_texts
from mockserver.store.faults import Faults
from mockserver.traffic.described import DescribedApi
from mockserver.wire import responses
from mockserver.wire.grpc.status import trailers_of
from mockserver.wire.http import Answer, HttpRequest, Response
from mockserver.wire.injection import Callee, failing_by
from mockserver.wire.oauth.call import refused_on_purpose
from mockserver.wire.oauth.names import LOGIN_NAMES_BY_PATH

_WEB = "application/grpc-web"


class UnusableFaults(Exception):
    """A file of rules cannot be used; the message says where and why in one line."""


def load(file: Path, api: DescribedApi) -> Faults:
    """The rules of a file (YAML or JSON): a list of them, as `POST /__admin/faults` takes each.

    Raises: UnusableFaults.
    """
    faults = Faults(SystemRandom())
    known = [operation.spec.id for operation in api.operations]
    names: set[str] = set()
    place = 0
    try:
        rules = msgspec.convert(yaml.safe_load(file.read_text("utf-8")), list[FaultForm])
        for place, rule in enumerate(rules):
            fault = fault_of(rule, known, faults.new_name)
            if fault.name in names:
                raise UnusableFaults(f"{file}: [{place}]: name: {fault.name!r} is that of a rule above; give another")
            names.add(fault.name)
            if fault.delivery is not None:
                raise UnusableFaults(
                    f"{file}: rule {fault.name} is for deliveries, which upstream makes, not the proxy"
                )
            faults.put(fault)
    except OSError as error:
        raise UnusableFaults(f"cannot read {file}: {error.strerror}") from error
    except (ValueError, yaml.YAMLError) as error:
        raise UnusableFaults(f"{file}: {' '.join(str(error).split())}") from error
    except ControlProblem as problem:
        raise UnusableFaults(f"{file}: [{place}]: {problem.detail}; {problem.fix}") from problem
    return faults


class Disturbance:
    """Rules, and what they call requests."""

    def __init__(self, faults: Faults, api: DescribedApi) -> None:
        self._faults = faults
        self._api = api

    def answer(self, request: HttpRequest, serve: Callable[[], Answer]) -> Answer:
        """What the rules make of a request that `serve` answers otherwise."""
        callee, transport = self._called(request)
        organisation = request.text(b"x-zitadel-orgid")
        return failing_by(
            self._faults,
            callee,
            transport,
            request,
            lambda: organisation,
            serve,
            lambda problem: _refused(problem, transport),
        )

    def _called(self, request: HttpRequest) -> tuple[Callee, str]:
        login = LOGIN_NAMES_BY_PATH.get(request.path)
        if login is not None:
            return Callee(f"oauth.{login}", request.path, _nothing), "http"
        by_rpc = self._api.find_rpc(request.path)
        found = self._api.find(request.method, request.path) if by_rpc is None else None
        spec = by_rpc.spec if by_rpc is not None else found.served.spec if found is not None else None
        transport = "json" if by_rpc is None else "connect"
        if request.text(b"content-type").startswith(_WEB):
            transport = "grpc-web"
        return Callee("", request.path, _nothing) if spec is None else Callee(
            spec.id, spec.path, _nothing, spec.rpc
        ), transport


def _nothing(_: HttpRequest) -> None:
    """What a request prefers is upstream's affair."""


def _refused(problem: Problem, transport: str) -> Response:
    """A refusal as the transport has it."""
    if transport == "http":
        return refused_on_purpose(problem)
    if transport == "grpc-web":
        headers = [(b"content-type", b"application/grpc-web+proto"), *trailers_of(problem, DEFAULT_LANGUAGE)]
        return Response(200, headers, b"", problem=problem, transport=transport)
    if transport == "connect":
        body = {"code": problem.code.name.lower(), "message": problem_texts(problem, DEFAULT_LANGUAGE)[0]}
        return Response(HTTP_STATUS[problem.code], [responses.JSON], responses.encode_json(body), problem=problem)
    return responses.refused(problem, DEFAULT_LANGUAGE, reached=True)
