"""Answers to calls of scripts by the control API."""

from __future__ import annotations

from typing import Any

from tests.control.mock import Mock

SCRIPT = """function team(ctx, api) {
  const {fetch} = require('zitadel/http');
  api.v1.claims.setClaim('team', fetch('https://hr.example/me').json().team);
}"""
STUBS = [{"url": "https://hr.example/*", "body": {"team": "Research"}}]


def _bind(mock: Mock) -> None:
    action = mock.http.post("/management/v1/actions", json={"name": "team", "script": SCRIPT, "timeout": "10s"}).json()[
        "id"
    ]
    mock.http.post("/management/v1/flows/2/trigger/4", json={"actionIds": [action]}).raise_for_status()


def _told(mock: Mock) -> tuple[int, Any]:
    """What userinfo tells of the administrator."""
    answer = mock.http.get("/oidc/v1/userinfo")
    return answer.status_code, answer.json().get("team", answer.json().get("error_description"))


def test_a_rule_answers(mock: Mock) -> None:
    """From then on, until it is taken away; calls stand in the journal, with the reason of a denial."""
    _bind(mock)
    assert _told(mock) == (400, "host is denied")

    assert mock.done("PUT", "/script-http", json={"stubs": STUBS})["stubs"][0]["status"] == 200
    assert _told(mock) == (200, "Research")
    assert mock.done("GET", "/script-http")["stubs"][0]["url"] == "https://hr.example/*"

    assert mock.done("DELETE", "/script-http")["stubs"] == []
    assert _told(mock) == (400, "host is denied")

    entries = [mock.done("GET", f"/requests/{line['id']}") for line in mock.requests(text="/oidc/v1/userinfo")]
    calls = [run["calls"][0] for entry in entries for run in entry["runs"]]
    assert [(call["status"], call["error"]) for call in calls] == [
        (0, "host is denied"),
        (200, ""),
        (0, "host is denied"),
    ]
    assert "--script-http" in calls[0]["reason"]


def test_what_is_left_out_stays(mock: Mock) -> None:
    """Hosts and answers are changed one by one."""
    mock.done("PUT", "/script-http", json={"stubs": STUBS})
    changed = mock.done("PUT", "/script-http", json={"allow": ["API.example"], "deny": []})

    assert (changed["allow"], changed["deny"], len(changed["stubs"])) == (["api.example"], [], 1)
    mock.done("DELETE", "/script-http")


def test_what_no_answer_can_be(mock: Mock) -> None:
    """The field is named."""
    for stub, field in [
        ({"url": ""}, "url"),
        ({"url": "*", "status": 1}, "status"),
        ({"url": "*", "delay": -1}, "delay"),
    ]:
        problem = mock.refused("PUT", "/script-http", json={"stubs": [*STUBS, stub]})
        assert problem["field"] == f"stubs[1].{field}"
    assert mock.refused("PUT", "/script-http", json={"stub": []})["status"] == 400
    assert mock.done("GET", "/script-http")["stubs"] == []


def test_dry_runs_see_the_rules(mock: Mock) -> None:
    """Answers given with the run come first, and no call leaves the server."""
    mock.done("PUT", "/script-http", json={"stubs": STUBS, "allow": ["*"], "deny": []})
    wanted = {"script": SCRIPT, "name": "team"}
    assert mock.done("POST", "/flows/2/triggers/4/run", json=wanted)["claims"]["team"] == "Research"
    own = {**wanted, "http": [{"url": "https://hr.example/me", "body": {"team": "Sales"}}]}
    assert mock.done("POST", "/flows/2/triggers/4/run", json=own)["claims"]["team"] == "Sales"
    out = {**wanted, "script": SCRIPT.replace("hr.example", "127.0.0.1:1")}
    assert mock.done("POST", "/flows/2/triggers/4/run", json=out)["runs"][0]["error"]["message"] == "host is denied"
    mock.done("DELETE", "/script-http")
