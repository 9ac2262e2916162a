"""HTTP around the operations: paths, methods, headers of answers, CORS and health."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from typing import Any

import httpx

from ..check import Check, Over
from ..pick import pick
from ..spec import VERBS, Operation, Spec
from ..trial import Trial
from .errors import NOBODY

NOT_FOUND = {"code": 5, "message": "Not Found"}
NOT_ALLOWED = {"code": 12, "message": "Method Not Allowed"}
ORIGIN = "https://console.example"
MISSING = {"code": 16, "message": "auth header missing"}
COOKIE = "zitadel.quota.exhausted=; Path=/; Max-Age=0; SameSite=Lax"
_INFO = "/info/description"
_VERSION = re.compile(r"/v\d\w*/")
HEALTH: tuple[tuple[str, str, Any], ...] = (
    ("DebugHealthz", "/debug/healthz", "ok"),
    ("DebugReady", "/debug/ready", "ok"),
    ("ServingHealthz", "/healthz", {"status": "SERVING"}),
    ("ManagementHealthz", "/management/v1/healthz", {}),
    ("AdminHealthz", "/admin/v1/healthz", {}),
    ("AuthHealthz", "/auth/v1/healthz", {}),
)


def http_checks(spec: Spec) -> Iterator[Check]:
    """Checks of each path, and those of what lies around."""
    for operation in spec.operations.values():
        if operation.path.startswith(("/debug", "/healthz")) or not operation.has_rest:
            continue
        run = functools.partial(_path, operation=operation)
        yield Check(
            "http",
            operation.id,
            "its path and methods, and no others",
            run,
            _INFO,
            Over.JSON,
            facts=(f"{operation.id} not allowed",),
            otherwise="facts.md#paths",
        )
        if operation.permission is not None:
            run = functools.partial(_cors, operation=operation)
            yield Check(
                "cors",
                operation.id,
                "cross-origin answers",
                run,
                _INFO,
                Over.JSON,
                writes=False,
                facts=(f"{operation.id} preflight",),
                otherwise="facts.md#cors",
            )
    for operation_id, path, body in HEALTH:
        run = functools.partial(_health, path=path, body=body)
        yield Check("health", operation_id, "healthy, without a token", run, "/responses/200", Over.JSON, writes=False)
    yield Check("http", "GetFlow", "unknown paths", _unknown, "/paths", Over.JSON, writes=False)
    yield Check("http", "GetFlow", "paths are decoded", _decoded, "/parameters", Over.JSON, writes=False)
    yield Check(
        "http", "GetMyUser", "the token asked for is named", _challenge, "/responses/401", Over.JSON, writes=False
    )
    yield Check("http", "GetMyUser", "headers of answers", _headers, "/responses/200", Over.JSON, writes=False)


def _body(response: httpx.Response) -> Any:
    try:
        return json.loads(response.content)
    except ValueError:
        return response.text


def _expect(trial: Trial, what: str, response: httpx.Response, status: int, body: Any) -> None:
    seen = (response.status_code, _body(response))
    if seen != (status, body):
        trial.differ(what, f"{status} {json.dumps(body)}", f"{seen[0]} {json.dumps(seen[1])}"[:300])


def _path(trial: Trial, operation: Operation) -> None:
    path = operation.path
    for parameter in operation.renamed:
        path = path.replace(f"{{{parameter}}}", NOBODY)
    served = {found.method for found in trial.spec.operations_of(path)} | set(operation.elsewhere)
    for verb in VERBS:
        if verb.upper() not in served:
            _expect(trial, f"{verb.upper()} {path}", trial.fetch(verb.upper(), path), 405, NOT_ALLOWED)
    _expect(trial, f"OPTIONS {path}", trial.fetch("OPTIONS", path), 405, NOT_ALLOWED)
    trial.equal(f"HEAD {path}", 405, trial.fetch("HEAD", path).status_code)
    if operation.has_below or trial.spec.operations_of(f"{path}/"):
        trial.equal(f"HEAD {path}/", 405, trial.fetch("HEAD", f"{path}/").status_code)
    else:
        _expect(trial, f"GET {path}/", trial.fetch("GET", f"{path}/"), 404, NOT_FOUND)
    for wrong in (f"{path}/x/y/z", _VERSION.sub("/v9/", path, count=1), path.upper()):
        if not trial.spec.operations_of(wrong):
            _expect(trial, f"{operation.method} {wrong}", _unserved(trial, operation.method, wrong), 404, NOT_FOUND)


def _unserved(trial: Trial, method: str, path: str) -> httpx.Response:
    return trial.fetch("GET" if trial.ground.read_only else method, path)


def _unknown(trial: Trial) -> None:
    headers = trial.admin.caller.headers()
    for path in ("/nope", "/management/v1/flows", "/management/v1/flows/1/", "/management/v1/actions/1/2",
                 "/management/v1/flows/1/trigger", "/v2/nope", "/admin/v1/nope", "/management/v1/nope"):  # fmt: skip
        for sent in (None, headers):
            _expect(trial, f"GET {path}", trial.fetch("GET", path, headers=sent), 404, NOT_FOUND)


def _decoded(trial: Trial) -> None:
    headers = trial.admin.caller.headers()
    _expect(trial, "GET /management/v1/flows/", trial.fetch("GET", "/management/v1/flows/"), 401, MISSING)
    empty = _body(trial.fetch("GET", "/management/v1/flows/", headers=headers))
    trial.equal("flow type of /management/v1/flows/", "0", pick(empty, "flow.type.id"))
    plain = _body(trial.fetch("GET", "/management/v1/flows/1", headers=headers))
    for path in ("/management/v1/flows/%31", "/management/v1/flow%73/1", "/management/v1/flows/1?type=2"):
        seen = _body(trial.fetch("GET", path, headers=headers))
        trial.equal(f"GET {path}", pick(plain, "flow.type"), pick(seen, "flow.type"))
        trial.equal(f"flow type of {path}", "1", pick(seen, "flow.type.id"))


def _challenge(trial: Trial) -> None:
    for header, said in (
        (None, "auth header missing"),
        ("", "auth header missing"),
        ("bearer x", "invalid auth header (AUTH-toLo1)"),
        ("Bearer x", "Errors.Token.Invalid (AUTH-7fs1e)"),
    ):
        sent = {} if header is None else {"authorization": header}
        response = trial.fetch("GET", "/auth/v1/users/me", headers=sent | {"accept-language": "de"})
        trial.equal("HTTP status", 401, response.status_code)
        trial.equal("header www-authenticate", said, response.headers.get("www-authenticate"))
        trial.equal("message", said, pick(_body(response), "message"))


def _headers(trial: Trial) -> None:
    headers = trial.admin.caller.headers()
    both = {"content-type": "application/json", "cache-control": "no-store"}
    for path in ("/auth/v1/users/me", "/admin/v1/orgs/default", "/management/v1/flows/1", "/management/v1/actions/1"):
        response = trial.fetch("GET", path, headers=headers)
        done = response.is_success
        answered = both | {"vary": "Origin, Cookie" if done else "Origin", "set-cookie": COOKIE if done else None}
        for name, value in answered.items():
            trial.equal(f"header {name} of {path}", value, response.headers.get(name))
        foreign = [name for name in response.headers if name.startswith("access-control-")]
        trial.equal(f"CORS headers of {path} without an origin", [], foreign)
    for header in ("accept", "x-zitadel-orgid"):
        response = trial.fetch("GET", "/auth/v1/users/me", headers=headers | {header: ""})
        trial.equal(f"HTTP status with an empty {header}", 200, response.status_code)


def _cors(trial: Trial, operation: Operation) -> None:
    path = operation.path
    for parameter in operation.renamed:
        path = path.replace(f"{{{parameter}}}", NOBODY)
    asked = {
        "origin": ORIGIN,
        "access-control-request-method": operation.method,
        "access-control-request-headers": "authorization,content-type,x-zitadel-orgid",
    }
    response = trial.fetch("OPTIONS", path, headers=asked)
    trial.equal("status of the preflight", 204, response.status_code)
    for name, value in {
        "access-control-allow-origin": ORIGIN,
        "access-control-allow-methods": operation.method,
        "access-control-allow-headers": asked["access-control-request-headers"],
        "access-control-allow-credentials": "true",
    }.items():
        trial.equal(f"preflight: {name}", value, response.headers.get(name))
    if trial.ground.read_only and not operation.reads:
        return
    response = trial.fetch(operation.method, path, headers={"origin": ORIGIN})
    trial.equal("access-control-allow-origin", ORIGIN, response.headers.get("access-control-allow-origin"))
    trial.equal("access-control-allow-credentials", "true", response.headers.get("access-control-allow-credentials"))
    exposed = response.headers.get("access-control-expose-headers", "").lower()
    trial.equal("grpc-status is exposed", True, "grpc-status" in exposed)


def _health(trial: Trial, path: str, body: Any) -> None:
    _expect(trial, f"GET {path}", trial.fetch("GET", path), 200, body)
