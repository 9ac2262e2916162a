"""The tools that agents are given. Their docstrings are what agents read of them."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from mcp.server.mcpserver.exceptions import ToolError
from pydantic import Field

from mockserver.agents import calling, catalogue, verifying
from mockserver.agents.api import Api

Json = dict[str, Any]
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Tools:
    """What can be done with one server; each public method is a tool."""

    api: Api

    @property
    def all(self) -> tuple[Callable[..., Awaitable[Any]], ...]:
        """Every tool, in the order in which they are listed."""
        return (
            self.list_operations,
            self.search_operations,
            self.describe_operation,
            self.call_operation,
            self.read_journal,
            self.read_request,
            self.export_journal,
            self.count_changes,
            self.set_fault,
            self.list_faults,
            self.clear_faults,
            self.issue_token,
            self.run_action_script,
            self.verify_server,
            self.explain_error,
        )

    async def list_operations(
        self,
        service: Annotated[str, Field(description="Only those of services whose name has this, such as `action`")] = "",
        unmodelled: Annotated[bool, Field(description="Also what ZITADEL has and this mock does not model")] = False,
        offset: Annotated[int, Field(ge=0)] = 0,
        limit: Annotated[int, Field(ge=1, le=500)] = 100,
    ) -> Json:
        """List ZITADEL's operations: name, method, path, gRPC method, permission, and what becomes of a call."""
        found = [
            entry
            for entry in catalogue.entries(unmodelled=unmodelled)
            if service.lower() in entry.rpc.partition("/")[0].lower()
        ]
        return {"total": len(found), "operations": [entry.shown for entry in found[offset : offset + limit]]}

    async def search_operations(
        self,
        words: Annotated[str, Field(description="All must be found in name, path, permission or summary")],
        unmodelled: Annotated[bool, Field(description="Also what ZITADEL has and this mock does not model")] = False,
        limit: Annotated[int, Field(ge=1, le=100)] = 20,
    ) -> Json:
        """Find operations by words, such as `trigger actions`."""
        found = catalogue.found(words, unmodelled=unmodelled)
        return {"total": len(found), "operations": [entry.shown for entry in found[:limit]]}

    async def describe_operation(
        self, operation: Annotated[str, Field(description="operationId, or package.Service/Method")]
    ) -> Json:
        """Describe one operation: parameters, body, answer with their schemas, examples, and the errors it answers."""
        return catalogue.description_of(catalogue.entry_of(operation))

    async def call_operation(
        self,
        operation: Annotated[str, Field(description="operationId, or package.Service/Method")],
        parameters: Annotated[Json | None, Field(description="Of path and query, by name")] = None,
        body: Annotated[Json | None, Field(description="JSON of the request's body")] = None,
        organisation: Annotated[str, Field(description="Id of the organisation it is for (x-zitadel-orgid)")] = "",
        token: Annotated[str, Field(description="Of the caller; the administrator's where it is left out")] = "",
        prefer: Annotated[str, Field(description="Header Prefer, such as `example=COMMAND-dg422`")] = "",
    ) -> Json:
        """Call an operation; gives the HTTP status and the answer, refusals too."""
        headers = {"x-zitadel-orgid": organisation, "prefer": prefer}
        entry = catalogue.entry_of(operation)
        given = {name: value for name, value in headers.items() if value}
        return await calling.called(self.api, entry, parameters or {}, body, token=token, headers=given)

    async def read_journal(
        self,
        operation: str = "",
        status: Annotated[str, Field(description="Such as `400` or `4xx`")] = "",
        text: Annotated[str, Field(description="Stands in path, query, a body, error ID or operation")] = "",
        user_agent: str = "",
        client: Annotated[str, Field(description="User name or id of the caller, or an address")] = "",
        after: Annotated[int, Field(ge=0, description="Only requests with a greater id")] = 0,
        limit: Annotated[int, Field(ge=1, le=200)] = 20,
    ) -> Json:
        """Read the newest requests that the mock was sent: what was asked, by whom, at which step it was refused."""
        query = _filter(operation, status, text, user_agent, client, after, limit)
        return _object(await self.api.control("GET", "/requests", query=query))

    async def read_request(self, id: Annotated[int, Field(ge=1)]) -> Json:
        """Read one request of the journal with headers and bodies of both sides, and the scripts that ran for it."""
        return _object(await self.api.control("GET", f"/requests/{id}"))

    async def export_journal(
        self,
        form: Annotated[Literal["har", "curl", "pytest"], Field(description="What it is written as")],
        operation: str = "",
        user_agent: str = "",
        client: str = "",
        after: Annotated[int, Field(ge=0)] = 0,
        limit: Annotated[int, Field(ge=1, le=1000)] = 50,
    ) -> str:
        """Write requests of the journal as HAR, as a curl script or as a test for pytest, without secrets."""
        query = _filter(operation, "", "", user_agent, client, after, limit)
        return (await self.api.control("GET", f"/requests/{form}", query=query)).text

    async def count_changes(
        self, after: Annotated[int, Field(ge=0)] = 0, user_agent: str = "", client: str = ""
    ) -> Json:
        """Count what requests read, wrote and changed, by operation; a second run of a bootstrap must change 0."""
        query = _filter("", "", "", user_agent, client, after, 1)
        return _object(await self.api.control("GET", "/requests/changes", query=query))

    async def set_fault(
        self,
        rule: Annotated[
            Json,
            Field(
                description="Fields: name, operation, transport, times, probability, delay "
                '({"type":"fixed","milliseconds":800}), error ({"id":"COMMAND-dg422"} or {"code":"UNAVAILABLE"}), '
                "broken (reset, empty, half, malformed, stall); at least one of delay, error, broken. For calls of "
                'webhooks: delivery ({"condition":"function/*","target":"NAME","url":"http://localhost:3000/*"}) with '
                "delay, broken (refused too), status or signature (wrong, old, missing)"
            ),
        ],
    ) -> Json:
        """Let requests fail or wait by a rule, until it is spent or taken away."""
        return _object(await self.api.control("POST", "/faults", body=rule))

    async def list_faults(self) -> Json:
        """List the rules of what goes wrong on purpose, and how often each struck."""
        return _object(await self.api.control("GET", "/faults"))

    async def clear_faults(
        self, name: Annotated[str, Field(description="Of one rule; all where it is left out")] = ""
    ) -> Json:
        """Take one rule or all rules of faults away."""
        if name and not _NAME.fullmatch(name):
            raise ToolError(f"there is no fault {name!r}; list_faults lists them")
        return _object(await self.api.control("DELETE", f"/faults/{name}" if name else "/faults"))

    async def issue_token(
        self,
        roles: Annotated[list[str] | None, Field(description="Such as IAM_OWNER or ORG_OWNER")] = None,
        organisation: Annotated[str, Field(description="Id; the default one where it is left out")] = "",
        lifetime: Annotated[str, Field(description="Such as `1h`; without end where it is left out")] = "",
        kind: Literal["valid", "expired", "revoked", "foreign"] = "valid",
    ) -> Json:
        """Issue a token to a new service account with roles, or one that is no good."""
        body = {"kind": kind, "roles": roles, "organisation": organisation, "lifetime": lifetime}
        given = {name: value for name, value in body.items() if value}
        return _object(await self.api.control("POST", "/tokens", body=given))

    async def run_action_script(  # noqa: PLR0913, PLR0917 (one parameter a field)
        self,
        script: Annotated[str, Field(description="JavaScript; the function is called `name`")],
        name: str = "run",
        flow: Annotated[int, Field(ge=1, description="2: complement token")] = 2,
        trigger: Annotated[int, Field(ge=1, description="4: pre userinfo, 5: pre access token")] = 4,
        user: Annotated[str, Field(description="Id of a user of the mock that it runs for")] = "",
        person: Annotated[Json | None, Field(description="Or somebody who is told of")] = None,
        claims: Annotated[Json | None, Field(description="Those that there are before")] = None,
        http: Annotated[list[Json] | None, Field(description="Answers to fetch: url, method, status, body")] = None,
        timeout: str = "10s",
    ) -> Json:
        """Run an action's script as when a token is made; shows claims, logs and errors, and keeps nothing."""
        body = {
            "script": script, "name": name, "user": user, "person": person, "claims": claims, "http": http,
            "timeout": timeout,
        }  # fmt: skip
        given = {field: value for field, value in body.items() if value}
        return _object(await self.api.control("POST", f"/flows/{flow}/triggers/{trigger}/run", body=given))

    async def verify_server(
        self,
        select: Annotated[
            list[str] | None, Field(description="Operations, groups or names of checks, with wildcards")
        ] = None,
        transport: Annotated[Literal["json", "grpc", "grpc-web", "connect", "all"], Field()] = "json",
        read_only: Annotated[bool, Field(description="False lets checks write to the server")] = True,
    ) -> Json:
        """Hold the server against the contract that a real ZITADEL keeps; may take minutes unless few are selected."""
        return await verifying.verified(self.api, select or [], transport=transport, read_only=read_only)

    async def explain_error(self, id: Annotated[str, Field(description="Such as COMMAND-dg422")]) -> Json:
        """Explain an error ID: what it means, which operations answer it, and how it comes about."""
        if not _NAME.fullmatch(id):
            raise ToolError(f"{id!r} is no error ID; they look like COMMAND-dg422")
        return _object(await self.api.control("GET", f"/errors/{id}"))


def _filter(
    operation: str, status: str, text: str, user_agent: str, client: str, after: int, limit: int
) -> Mapping[str, str]:
    given = {"operation": operation, "status": status, "text": text, "userAgent": user_agent, "client": client}
    numbers = {"after": str(after) if after else "", "limit": str(limit)}
    return {name: value for name, value in {**given, **numbers}.items() if value}


def _object(answer: Any) -> Json:
    found: Json = answer.json()
    return found
