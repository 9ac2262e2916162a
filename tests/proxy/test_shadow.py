"""Upstream compared with our own server."""

from __future__ import annotations

import httpx

from contracts.scripted_server import scripted_server
from tests.conftest import REQUEST_TIMEOUT_S
from tests.proxy.answers import ok, refusal
from tests.proxy.running import proxy

PAT = "a-token-that-upstream-knows"
ORGANISATION, ACTION = "111111111111111111", "222222222222222222"
DETAILS = {"sequence": "1", "creationDate": "2026-01-01T00:00:00Z", "resourceOwner": ORGANISATION}
TRIGGER = "/management/v1/flows/1/trigger/1"


def test_each_difference_is_named() -> None:
    """Ids of upstream are taken for ours, and another status, error ID or set of members is named."""
    calls = [
        ("POST", "/management/v1/orgs", {"name": "Orchard"}, ok({"id": ORGANISATION, "details": DETAILS})),
        ("POST", "/management/v1/actions", {"name": "f", "script": "x"}, ok({"id": ACTION, "details": DETAILS})),
        ("POST", TRIGGER, {"actionIds": [ACTION]}, ok({"details": DETAILS})),
        ("POST", TRIGGER, {"actionIds": [ACTION]}, ok({"details": DETAILS})),
        ("POST", TRIGGER, {"actionIds": [ACTION]}, refusal(400, 3, "COMMAND-Dfhj5")),
        ("POST", TRIGGER, {"actionIds": []}, ok({"details": {"sequence": "2"}})),
    ]
    with (
        scripted_server([answer for *_, answer in calls]) as server,
        proxy(server.base_url, "--shadow", "--admin-pat", PAT) as running,
        httpx.Client(base_url=running.url, timeout=REQUEST_TIMEOUT_S, trust_env=False) as http,
    ):
        for number, (method, path, body, _) in enumerate(calls):
            headers = {"authorization": f"Bearer {PAT}"} | ({"x-zitadel-orgid": ORGANISATION} if number else {})
            http.request(method, path, json=body, headers=headers)
        running.end()

    found = [line for line in running.output.splitlines() if " shadow-" in line and line.startswith("POST")]
    assert found == [
        f"POST {TRIGGER} 200 shadow-status: status: upstream answered 200, the mock 400",
        f"POST {TRIGGER} 200 shadow-error-id: error ID: upstream answered none, the mock COMMAND-Nfh52",
        f"POST {TRIGGER} 400 shadow-error-id: error ID: upstream answered COMMAND-Dfhj5, the mock COMMAND-Nfh52",
        f"POST {TRIGGER} 200 shadow-shape: body.details.creationDate: only the mock has it",
        f"POST {TRIGGER} 200 shadow-shape: body.details.resourceOwner: only the mock has it",
    ]
    assert running.exit_code == 1
