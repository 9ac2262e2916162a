"""How error IDs of targets and executions come about that no recording shows; see tests/error_cases.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import httpx

from tests.server import Api, unique

BETA = "/v2beta/actions"
TOO_MANY = {"pagination": {"limit": 1001}}
NOBODY = "1"
"""An id that nothing has."""
NEW = {"restWebhook": {}, "endpoint": "http://localhost:9", "timeout": "1s"}


def sent(verb: str, path: str, body: Any) -> Callable[[Api], httpx.Response]:
    """One call, with nothing done before."""
    return lambda api: api.call(verb, path, json=body)


def setting(condition: Mapping[str, Any] | None, *targets: str) -> Callable[[Api], httpx.Response]:
    """SetExecution of v2beta."""
    return sent("PUT", f"{BETA}/executions", {"condition": condition, "targets": targets})


def new_target(api: Api) -> dict[str, str]:
    """Id and name of a target."""
    name = unique("target")
    return {"id": api.done("POST", f"{BETA}/targets", {"name": name, **NEW})["id"], "name": name}


def _rename_to_taken(api: Api) -> httpx.Response:
    taken, target = new_target(api), new_target(api)
    return api.call("POST", f"{BETA}/targets/{target['id']}", json={"name": taken["name"].upper()})


CASES: Mapping[tuple[str, str], Callable[[Api], httpx.Response]] = {
    ("ListExecutions", "QUERY-4M0fs"): sent("POST", "/v2/actions/executions/search", TOO_MANY),
    ("V2betaListExecutions", "QUERY-4M0fs"): sent("POST", f"{BETA}/executions/search", TOO_MANY),
    ("V2betaListTargets", "QUERY-4M0fs"): sent("POST", f"{BETA}/targets/search", TOO_MANY),
    ("V2betaCreateTarget", "COMMAND-39f35d8uri"): sent(
        "POST", f"{BETA}/targets", {"name": "x", **NEW, "timeout": "0s"}
    ),
    ("V2betaCreateTarget", "COMMAND-1r2k6qo6wg"): sent(
        "POST", f"{BETA}/targets", {"name": "x", **NEW, "endpoint": ":"}
    ),
    ("V2betaUpdateTarget", "COMMAND-08b39vdi57"): sent("POST", f"{BETA}/targets/{NOBODY}", {"timeout": "0s"}),
    ("V2betaUpdateTarget", "COMMAND-jsbaera7b6"): sent("POST", f"{BETA}/targets/{NOBODY}", {"endpoint": ":"}),
    ("V2betaUpdateTarget", "COMMAND-xj14f2cccn"): sent("POST", f"{BETA}/targets/{NOBODY}", {}),
    ("V2betaUpdateTarget", "V3-DKcYh"): _rename_to_taken,
    ("V2betaSetExecution", "ACTION-5r5Ju"): setting(None),
    ("V2betaSetExecution", "COMMAND-hdm4zl1hmd"): setting({"request": {"method": "/nope"}}, ""),
    ("V2betaSetExecution", "COMMAND-vysplsevt8"): setting({"response": {"method": "/nope"}}),
    ("V2betaSetExecution", "COMMAND-qu6dfhiioq"): setting({"request": {"service": "nope"}}),
    ("V2betaSetExecution", "COMMAND-cdy39t0ksr"): setting({"function": {"name": "nope"}}),
    ("V2betaSetExecution", "COMMAND-74aaqj8fv9"): setting({"event": {"event": "nope"}}),
    ("V2betaSetExecution", "COMMAND-er5oneb5lz"): setting({"event": {"group": "nope"}}),
}
