"""Coverage from the journal of a running server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from contracts.server_process import server_process
from contracts.target import Target
from mockserver.coverage.run import run as measure
from mockserver.protos.pool import message_class
from mockserver.wire.grpc.framing import frame
from tests.command_line import run
from tests.server import Api, unique


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """One whose journal holds nothing but what is called here."""
    with server_process(tmp_path_factory.mktemp("server")) as target:
        yield target


def coverage(*arguments: str) -> tuple[int, str]:
    """Run the command; what it printed on stdout, and on stderr where it failed."""
    done = run("coverage", *arguments)
    return done.returncode, done.stdout or done.stderr


def test_what_the_journal_holds_counts(server: Target, api: Api) -> None:
    """Calls over JSON and gRPC-Web count with their statuses and error IDs."""
    api.call("POST", "/management/v1/flows/2/trigger/4", json={"actionIds": ["1"]})
    request = message_class("zitadel.management.v1.SetTriggerActionsRequest")(flow_type="9", trigger_type="1")
    httpx.post(
        f"{server.base_url}/zitadel.management.v1.ManagementService/SetTriggerActions",
        content=frame(request.SerializeToString()),
        headers={"content-type": "application/grpc-web+proto", "authorization": f"Bearer {server.admin_pat}"},
    )

    exit_code, output = coverage("--journal", server.base_url, "--json")

    assert exit_code == 0, output
    touched = json.loads(output)["operations"]["SetTriggerActions"]
    assert "400" not in touched["statuses"]["missing"]
    # The first over JSON, the second over gRPC-Web.
    assert {"COMMAND-dg422", "COMMAND-Dfhj5"}.isdisjoint(touched["error IDs"]["missing"])


def test_what_nobody_modelled_is_apart(server: Target, api: Api) -> None:
    """Calls of it touch nothing, made up or refused; the methods are listed with their number of calls."""
    text = "zitadel.management.v1.ManagementService/SetCustomInitMessageText"
    path = "/management/v1/text/message/init/de"
    body = {"title": "x"}
    api.call("POST", "/management/v1/flows/types/_search")
    before = json.loads(coverage("--journal", server.base_url, "--json")[1])
    api.http.put(path, json=body, headers={"prefer": "unmodelled=fabricate"})
    api.call("PUT", path, json=body)

    after = json.loads(coverage("--journal", server.base_url, "--json")[1])
    exit_code, table = coverage("--journal", server.base_url)

    assert after["unmodelled"][text] == before["unmodelled"].get(text, 0) + 2
    assert (after["touched"], after["matched"]) == (before["touched"], before["matched"])
    assert exit_code == 0
    assert f"{text}  " in table[table.index("NOT MODELLED") :]


def test_actions_count_where_it_is_asked(server: Target, api: Api, tmp_path: Path) -> None:
    """A trigger at which a script ran, what that script names, and what a target was sent; no other trigger."""
    robot, hook = unique("robot"), unique("hook")
    machine = {"userName": robot, "name": robot, "accessTokenType": "ACCESS_TOKEN_TYPE_JWT"}
    user = api.done("POST", "/management/v1/users/machine", machine)["userId"]
    secret = api.done("PUT", f"/management/v1/users/{user}/secret", {})["clientSecret"]
    script = "function seen(ctx, api) { api.v1.claims.setClaim('n', ctx.v1.getUser().username); }"
    action = api.done("POST", "/management/v1/actions", {"name": "seen", "script": script})["id"]
    api.done("POST", "/management/v1/flows/2/trigger/5", {"actionIds": [action]})
    target = {"name": hook, "restWebhook": {}, "timeout": "5s", "endpoint": f"{server.base_url}/__admin/hooks/{hook}"}
    made = api.done("POST", "/v2/actions/targets", target)["id"]
    execution = {"condition": {"function": {"name": "preaccesstoken"}}, "targets": [made]}
    api.done("PUT", "/v2/actions/executions", execution)
    form = {"grant_type": "client_credentials", "scope": "openid", "client_id": robot, "client_secret": secret}
    assert httpx.post(f"{server.base_url}/oauth/v2/token", data=form).is_success
    api.done("PUT", "/v2/actions/executions", execution | {"targets": []})

    page = tmp_path / "page.html"
    text, _ = measure([], journal=server.base_url, json=True, html=page, fail_under=0, actions=True)

    actions = json.loads(text)["actions"]
    assert "flow 2, trigger 5" not in actions["triggers"]["missing"]
    assert "flow 2, trigger 4" in actions["triggers"]["missing"]
    missing = set(actions["script API"]["missing"])
    assert missing.isdisjoint({"2/5 api.v1.claims.setClaim", "2/5 ctx.v1.getUser"})
    assert {"2/4 api.v1.claims.setClaim", "2/5 api.v1.user.setMetadata", "zitadel/http"} <= missing
    assert "function/preaccesstoken delivered" not in actions["executions"]["missing"]
    assert "function/preaccesstoken interrupted" in actions["executions"]["missing"]
    assert "<h2>Executions</h2>" in page.read_text("utf-8")
    without, _ = measure([], journal=server.base_url, json=True, html=None, fail_under=0)
    assert json.loads(without)["actions"] == {}


def test_no_server_is_told_in_one_line() -> None:
    """Where nothing answers, nothing was measured: one line, exit code 2."""
    exit_code, output = coverage("--journal", "http://127.0.0.1:1")
    assert exit_code == 2
    assert output.startswith("zitadel-mock: http://127.0.0.1:1/__admin/requests: ")
    assert output.count("\n") == 1


def test_nothing_to_read_is_a_usage_error() -> None:
    """Neither files nor a journal: the message says what to give."""
    exit_code, output = coverage()
    assert exit_code == 2
    assert "--journal" in output


def test_calls_over_connect_count(server: Target) -> None:
    """Calls over Connect count with error IDs and the status of REST; one that cannot be read breaks nothing."""
    headers = {"authorization": f"Bearer {server.admin_pat}"}
    path = f"{server.base_url}/zitadel.org.v2.OrganizationService/AddOrganization"
    for name in (" ", unique("covered"), 5):
        httpx.post(path, json={"name": name}, headers=headers)

    _, output = coverage("--journal", server.base_url, "--json")

    touched = json.loads(output)["operations"]["AddOrganization"]
    assert "201" not in touched["statuses"]["missing"]
    assert "ORG-mruNY" not in touched["error IDs"]["missing"]
