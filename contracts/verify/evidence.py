"""What the recordings show, as an index: facts such as `GetFlow error AUTH-7fs1e`, each with its first recording.

`python -m contracts.verify.evidence DOCUMENT` writes it anew (evidence.json); a test holds that it is fresh. Facts:

- `OPERATION done`: it succeeded.
- `OPERATION error ID`: it was refused with this ID.
- `OPERATION says MESSAGE`: it was refused in these words, without an ID.
- `OPERATION ROLE may`, `OPERATION ROLE may not`: a caller with this role and no other was let through, or was not.
- `OPERATION flow F`, `OPERATION flow F has trigger T`, `OPERATION flow F has no trigger T`.
- `OPERATION in LANGUAGE`: it was asked for in this language, and nothing else.
- `OPERATION preflight`: a browser asked for leave to call it.
- `OPERATION not allowed`: another method of its path is refused as such.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from .spec import Operation, Spec, read_spec

CONTRACTS = Path(__file__).parent.parent
RECORDINGS = CONTRACTS / "recordings"
INDEX = Path(__file__).with_name("evidence.json")
_OTHER_FORMS = ("grpc", "connect")
"""Recordings with these openings are no calls of operations by method and path."""
_ACCESS = ("AUTH", "QUERY-Dfbg2")
_NOT_ALLOWED = 405


def read_evidence(path: Path = INDEX) -> Mapping[str, str]:
    """Facts with the place of each, `recordings/FILE:LINE`. Raises: OSError."""
    found: Mapping[str, str] = json.loads(path.read_bytes())
    return found


def gathered(spec: Spec, directory: Path = RECORDINGS) -> dict[str, str]:
    """The index, made from the recordings; the first recording of a fact is kept."""
    index: dict[str, str] = {}
    for path in sorted(directory.glob("*.jsonl")):
        if path.name.startswith(_OTHER_FORMS):
            continue
        roles = Roles()
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                for fact in _facts(spec, json.loads(line), roles):
                    index.setdefault(fact, f"{directory.name}/{path.name}:{number}")
    return dict(sorted(index.items()))


class Roles:
    """Who has which roles in a trace, by what it has shown so far."""

    def __init__(self) -> None:
        self._roles: dict[str, list[str]] = {}
        self._users: dict[str, str] = {}

    def learn(self, operation: Operation, request: Any, body: Any) -> None:
        """Take what a successful call tells."""
        sent = request.get("body")
        if not isinstance(sent, dict):
            return
        if operation.id in {"AddOrgMember", "AddIAMMember"} and "userId" in sent:
            self._roles.setdefault(sent["userId"], []).extend(sent.get("roles") or ())
        elif operation.id == "AddPersonalAccessToken":
            self._users[str(body.get("token"))] = request["path"].split("/")[-2]

    def only(self, request: Any) -> str:
        """The role of a caller who has just one; else an empty text."""
        bearer = str(request.get("headers", {}).get("authorization", "")).removeprefix("Bearer ")
        roles = self._roles.get(self._users.get(bearer, ""), [])
        return roles[0] if len(roles) == 1 else ""


def _facts(spec: Spec, exchange: Any, roles: Roles) -> Iterator[str]:
    request, response = exchange["request"], exchange["response"]
    method, path = request["method"], request["path"].partition("?")[0]
    body, status = response.get("body"), response["status"]
    asked = request.get("headers", {}).get("access-control-request-method")
    if method == "OPTIONS" and asked:
        preflown = _exact(spec, asked, path)
        if preflown and status == 204:
            yield f"{preflown.id} preflight"
        return
    if status == _NOT_ALLOWED:
        yield from (f"{found.id} not allowed" for found in spec.operations_of(path))
        return
    operation = _exact(spec, method, path)
    if operation is None or not isinstance(body, dict):
        return
    done = 200 <= status < 300
    error_id = "" if done else _error_id(body.get("details"))
    if done:
        yield f"{operation.id} done"
        roles.learn(operation, request, body)
    elif error_id:
        yield f"{operation.id} error {error_id}"
    else:
        yield f"{operation.id} says {body.get('message')}"
    yield from _of_the_caller(operation, roles.only(request), error_id, done=done)
    yield from _of_flows(operation, path, error_id, done=done)
    language = request.get("headers", {}).get("accept-language", "")
    if language.isalpha():
        yield f"{operation.id} in {language}"


def _error_id(details: Any) -> str:
    """The ID of a refusal, of REST or of Connect; empty where it has none."""
    if not isinstance(details, list) or not details:
        return ""
    return str(details[0].get("debug", details[0]).get("id", ""))


def _exact(spec: Spec, method: str, path: str) -> Operation | None:
    return next((found for found in spec.operations_of(path) if found.method == method), None)


def _of_the_caller(operation: Operation, role: str, error_id: str, *, done: bool) -> Iterator[str]:
    if role and error_id == "AUTH-5mWD2":
        yield f"{operation.id} {role} may not"
    elif role and (done or (error_id and not error_id.startswith(_ACCESS))):
        yield f"{operation.id} {role} may"


def _of_flows(operation: Operation, path: str, error_id: str, *, done: bool) -> Iterator[str]:
    steps = path.split("/")
    if operation.id == "SetTriggerActions" and (done or error_id in {"COMMAND-Nfh52", "COMMAND-Dfgh6"}):
        has = "has no" if error_id == "COMMAND-Dfgh6" else "has"
        yield f"{operation.id} flow {steps[4]} {has} trigger {steps[6]}"
    elif operation.id == "ListFlowTriggerTypes" and done:
        yield f"{operation.id} flow {steps[4]}"


def write_evidence(spec: Path) -> None:
    """Write the index, for a document that stands alone. Raises: OSError, SpecError."""
    text = json.dumps(gathered(read_spec(spec)), indent=1, ensure_ascii=False)
    INDEX.write_text(f"{text}\n", "utf-8")


if __name__ == "__main__":
    write_evidence(Path(sys.argv[1]))
