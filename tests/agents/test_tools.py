"""Each tool answers, and none reaches further than its server."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import pytest
from mcp import Client

from mockserver.agents.api import Api
from mockserver.agents.serving import mcp_server
from mockserver.testing import ZitadelMock
from tests.agents.calling import Agent

TOOLS = {
    "list_operations", "search_operations", "describe_operation", "call_operation", "read_journal", "read_request",
    "export_journal", "count_changes", "set_fault", "list_faults", "clear_faults", "issue_token", "run_action_script",
    "verify_server", "explain_error",
}  # fmt: skip


def test_tools_are_listed(zitadel_mock: ZitadelMock) -> None:
    """Each says what it does, and what each of its parameters that needs it means."""

    async def listed() -> Any:
        async with Client(mcp_server(Api(zitadel_mock.url, zitadel_mock.admin_pat))) as client:
            return (await client.list_tools()).tools

    tools = asyncio.run(listed())
    assert {tool.name for tool in tools} == TOOLS
    assert all(tool.description for tool in tools)


def test_list_operations(agent: Agent) -> None:
    """All that are modelled, a page at a time, of one service or of all; with `unmodelled` what else there is."""
    page = agent.done("list_operations", service="action.v2.", limit=2)
    assert len(page["operations"]) == 2
    assert all(row["rpc"].startswith("zitadel.action.v2.") for row in page["operations"])
    rest = agent.done("list_operations", service="action.v2.", offset=2, limit=500)
    assert len(rest["operations"]) == page["total"] - 2
    everything = agent.done("list_operations", unmodelled=True, limit=1)
    assert everything["total"] > agent.done("list_operations", limit=1)["total"]


def test_search_operations(agent: Agent) -> None:
    """By words of the name, the path or the summary."""
    found = agent.done("search_operations", words="trigger actions")["operations"]
    assert "SetTriggerActions" in {row["operation"] for row in found}
    assert agent.done("search_operations", words="no-such-word")["total"] == 0


def test_describe_operation(agent: Agent) -> None:
    """Parameters, body with the schemas that it refers to, and errors with their meaning."""
    described = agent.done("describe_operation", operation="SetTriggerActions")
    assert {parameter["name"] for parameter in described["parameters"]} >= {"flowType", "triggerType"}
    assert {"id": "COMMAND-Nfh52", "meaning": "No Changes"} in described["errors"]
    assert any("actionIds" in schema.get("properties", {}) for schema in described["schemas"].values())
    assert "did you mean SetTriggerActions" in agent.refused("describe_operation", operation="SetTriggerAction")


def test_call_operation(agent: Agent, zitadel_mock: ZitadelMock) -> None:
    """Parameters go into path and query, the answer is told whatever it is, and the caller may be another."""
    made = agent.done("call_operation", operation="CreateAction", body={"name": "greet", "script": "x"})
    assert made["status"] == 200
    read = agent.done("call_operation", operation="GetAction", parameters={"id": made["answer"]["id"]})
    assert read["answer"]["action"]["name"] == "greet"
    flow = {"flowType": "1", "triggerType": "1"}
    refused = agent.done("call_operation", operation="SetTriggerActions", parameters=flow, body={"actionIds": []})
    assert refused["answer"]["details"][0]["id"] == "COMMAND-Nfh52"
    wanted = {"prefer": "example=COMMAND-dg422", "parameters": flow, "body": {"actionIds": []}}
    assert agent.done("call_operation", operation="SetTriggerActions", **wanted)["injected"] == "Prefer"
    token = zitadel_mock.token(kind="expired")
    assert agent.done("call_operation", operation="ListFlowTypes", token=token)["status"] == 401
    rpc = "zitadel.org.v2.OrganizationService/ListOrganizations"
    assert agent.done("call_operation", operation=rpc)["answer"]["result"]
    unmodelled = agent.done("call_operation", operation="GetSMTPConfig")
    assert unmodelled["status"] == 501


@pytest.mark.parametrize("id_", ["", ".", ".."])
def test_a_path_stays_the_operations(agent: Agent, id_: str) -> None:
    """What would make another path of it is refused."""
    assert "needs the parameter id" in agent.refused("call_operation", operation="GetAction", parameters={"id": id_})


def test_a_parameter_is_quoted(agent: Agent, zitadel_mock: ZitadelMock) -> None:
    """Slashes and question marks in an id stay in the id, so that no tool reaches what it was not made for."""
    sly = "../../../__admin/reset?x=//other.example/"
    agent.done("call_operation", operation="GetAction", parameters={"id": sly})
    assert zitadel_mock.requests()[-1].path == f"/management/v1/actions/{sly}"


def test_journal(agent: Agent) -> None:
    """What a program did is read, in full, counted, and written as other programs take it."""
    agent.done("call_operation", operation="CreateAction", body={"name": "greet", "script": "x"})
    agent.done("call_operation", operation="ListFlowTypes")
    rows = agent.done("read_journal", operation="CreateAction")["requests"]
    assert [row["operation"] for row in rows] == ["CreateAction"]
    assert agent.done("read_request", id=rows[0]["id"])["request"]["json"]["name"] == "greet"
    assert agent.done("count_changes")["changes"] == 1
    assert agent.done("count_changes", after=rows[0]["id"])["changes"] == 0
    assert "curl -gsS" in agent.done("export_journal", form="curl")
    assert len(agent.done("export_journal", form="har", limit=1)["log"]["entries"]) == 1
    assert "is not in the journal" in agent.refused("read_request", id=99)


def test_faults(agent: Agent) -> None:
    """A rule strikes, is counted, and is taken away; what is wrong with one is said."""
    agent.done("set_fault", rule={"name": "busy", "operation": "ListFlowTypes", "error": {"code": "UNAVAILABLE"}})
    assert agent.done("call_operation", operation="ListFlowTypes")["status"] == 503
    assert agent.done("list_faults")["faults"][0]["struck"] == 1
    # No name leads to another path than that of a rule, be it by what clients make of dots.
    for name in ("../requests", ".", ".."):
        assert "there is no fault" in agent.refused("clear_faults", name=name)
    agent.done("clear_faults", name="busy")
    assert agent.done("clear_faults") == {"removed": 0}
    assert "the rule does nothing" in agent.refused("set_fault", rule={})


def test_tokens(agent: Agent) -> None:
    """A token has the roles that were asked for."""
    token = agent.done("issue_token", roles=["ORG_OWNER_VIEWER"], lifetime="1h")["token"]
    body = {"name": "greet", "script": "x"}
    assert agent.done("call_operation", operation="CreateAction", body=body, token=token)["status"] in {403, 404}
    assert "cannot be given" in agent.refused("issue_token", roles=["NOBODY"])


def test_scripts(agent: Agent) -> None:
    """A script runs without a trace."""
    script = "function run(ctx, api) { api.v1.claims.setClaim('greeting', 'hello') }"
    assert agent.done("run_action_script", script=script)["claims"]["greeting"] == "hello"
    assert "there is no flow '99'" in agent.refused("run_action_script", script=script, flow=99)


@pytest.mark.thorough
def test_verify(agent: Agent) -> None:
    """The mock keeps its own contract."""
    report = agent.done("verify_server", select=["ListFlowTypes: asks for a token"])
    assert report["passed"]
    assert "1 checks" in report["summary"][0]


def test_errors(agent: Agent) -> None:
    """An ID is explained."""
    told = agent.done("explain_error", id="COMMAND-dg422")
    assert "SetTriggerActions" in {row["operation"] for row in told["operations"]}
    assert told["cause"]
    for id_ in ("../requests", ".", ".."):
        assert "is no error ID" in agent.refused("explain_error", id=id_)
    assert "there is no error" in agent.refused("explain_error", id="COMMAND-xxxxx")


def test_no_server() -> None:
    """Where nobody listens, that is what is said."""
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        server = mcp_server(Api(f"http://127.0.0.1:{unheard.getsockname()[1]}", "token"))

        async def asked() -> Any:
            async with Client(server) as client:
                return await client.call_tool("list_faults", {})

        result = asyncio.run(asked())
    assert result.is_error
    assert "gave no answer" in result.content[0].text
