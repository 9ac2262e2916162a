"""How error IDs of targets and executions come about that no recording shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx

from tests.error_cases.sending import NOBODY, TOO_MANY, Provoke, post, put
from tests.server import Api, unique

BETA = "/v2beta/actions"
NEW = {"restWebhook": {}, "endpoint": "http://localhost:9", "timeout": "1s"}


def setting(condition: Mapping[str, Any] | None, *targets: str) -> Provoke:
    """SetExecution of v2beta."""
    return put(f"{BETA}/executions", {"condition": condition, "targets": targets})


def new_target(api: Api) -> dict[str, str]:
    """Id and name of a target."""
    name = unique("target")
    return {"id": api.done("POST", f"{BETA}/targets", {"name": name, **NEW})["id"], "name": name}


def _rename_to_taken(api: Api) -> httpx.Response:
    taken, target = new_target(api), new_target(api)
    return api.call("POST", f"{BETA}/targets/{target['id']}", json={"name": taken["name"].upper()})


CASES: Mapping[tuple[str, str], Provoke] = {
    ("ListExecutions", "QUERY-4M0fs"): post("/v2/actions/executions/search", TOO_MANY),
    ("V2betaListExecutions", "QUERY-4M0fs"): post(f"{BETA}/executions/search", TOO_MANY),
    ("V2betaListTargets", "QUERY-4M0fs"): post(f"{BETA}/targets/search", TOO_MANY),
    ("V2betaCreateTarget", "COMMAND-39f35d8uri"): post(f"{BETA}/targets", {"name": "x", **NEW, "timeout": "0s"}),
    ("V2betaCreateTarget", "COMMAND-1r2k6qo6wg"): post(f"{BETA}/targets", {"name": "x", **NEW, "endpoint": ":"}),
    ("V2betaUpdateTarget", "COMMAND-08b39vdi57"): post(f"{BETA}/targets/{NOBODY}", {"timeout": "0s"}),
    ("V2betaUpdateTarget", "COMMAND-jsbaera7b6"): post(f"{BETA}/targets/{NOBODY}", {"endpoint": ":"}),
    ("V2betaUpdateTarget", "COMMAND-xj14f2cccn"): post(f"{BETA}/targets/{NOBODY}", {}),
    ("V2betaUpdateTarget", "V3-DKcYh"): _rename_to_taken,
    ("V2betaSetExecution", "ACTION-5r5Ju"): setting(None),
    ("V2betaSetExecution", "COMMAND-hdm4zl1hmd"): setting({"request": {"method": "/nope"}}, ""),
    ("V2betaSetExecution", "COMMAND-vysplsevt8"): setting({"response": {"method": "/nope"}}),
    ("V2betaSetExecution", "COMMAND-qu6dfhiioq"): setting({"request": {"service": "nope"}}),
    ("V2betaSetExecution", "COMMAND-cdy39t0ksr"): setting({"function": {"name": "nope"}}),
    ("V2betaSetExecution", "COMMAND-74aaqj8fv9"): setting({"event": {"event": "nope"}}),
    ("V2betaSetExecution", "COMMAND-er5oneb5lz"): setting({"event": {"group": "nope"}}),
}
