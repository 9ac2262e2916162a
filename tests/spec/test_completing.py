"""Operations whose form follows from the surface."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mockserver.spec.completing import NotReached
from mockserver.spec.message_types import message_types
from mockserver.spec.operation import compile_operation, route_of
from mockserver.spec.tree import read_tree
from tests.spec.documents import resolved

ENTRY = """\
openapi: 3.0.3
info: {title: Test, version: "1"}
x-access-errors: [AUTH-7fs1e]
paths:
  PATH:
    VERB:
      operationId: Tested
      tags: [Tests]
      summary: A test
      x-rpc: RPC
      x-errors: []
"""
MANAGEMENT = "zitadel.management.v1.ManagementService"
ROLE = "/management/v1/projects/{project}/roles/{roleKey}"
BY_NAME = "/zitadel.project.v2.ProjectService/CreateProject"


@pytest.fixture
def completed(tmp_path: Path) -> Any:
    """What makes a document of one operation beside the schemas of the real one, and completes it."""
    for name in ("common.yaml", "schemas"):
        (tmp_path / "openapi").mkdir(exist_ok=True)
        (tmp_path / "openapi" / name).symlink_to(Path(__file__).parents[2] / "openapi" / name)

    def make(verb: str, path: str, rpc: str, more: str = "") -> tuple[dict[str, Any], dict[str, Any]]:
        entry = tmp_path / "openapi.yaml"
        entry.write_text(ENTRY.replace("VERB", verb).replace("PATH", path).replace("RPC", rpc) + more, "utf-8")
        document = read_tree(entry)
        return document, document["paths"][path][verb]

    return make


def test_all_of_it_is_derived(completed: Any) -> None:
    """Parameters, with the names that the path has; the body, needed where a field is; answers."""
    document, operation = completed("put", ROLE, f"{MANAGEMENT}/UpdateProjectRole")

    named = [row.get("name", row.get("$ref")) for row in operation["parameters"]]
    assert named == ["project", "roleKey", "#/components/parameters/OrgId"]
    assert [row.get("x-field") for row in operation["parameters"]] == ["projectId", None, None]
    assert operation["parameters"][1]["schema"]["format"] == "path"
    assert operation["requestBody"]["required"]
    assert set(operation["responses"]) == {"200", "default"}
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    assert schema == {"$ref": "#/components/schemas/UpdateProjectRoleRequest"}
    assert "displayName" in document["components"]["schemas"]["UpdateProjectRoleRequest"]["properties"]


def test_what_is_authored_wins(completed: Any) -> None:
    """An example is added to a derived body; an authored description of an answer stands in the derived one."""
    more = """\
      requestBody: {content: {application/json: {examples: {One: {value: {displayName: x}}}}}}
      responses: {"200": {description: The role is changed.}}
"""
    _, operation = completed("put", ROLE, f"{MANAGEMENT}/UpdateProjectRole", more)

    body = operation["requestBody"]["content"]["application/json"]
    assert body["examples"]["One"]["value"] == {"displayName": "x"}
    assert "$ref" in body["schema"]
    assert operation["responses"]["200"]["description"] == "The role is changed."
    assert "content" in operation["responses"]["200"]


def test_a_method_without_a_path_of_http(completed: Any) -> None:
    """It stands under its name, as Connect has it."""
    document, operation = completed("post", BY_NAME, BY_NAME[1:])
    spec = compile_operation(document, BY_NAME, "post", resolved(operation, document), message_types())

    assert (spec.method, spec.path, spec.rpc) == ("POST", BY_NAME, BY_NAME[1:])
    assert spec.read_body is not None
    assert [row["$ref"] for row in operation["parameters"]] == ["#/components/parameters/OrgId"]


def test_a_query_of_more_than_texts(completed: Any) -> None:
    """Numbers and fields of messages in it are read as what they are, under both spellings of their names."""
    path = "/management/v1/granted_projects/{projectId}/grants/{grantId}/roles/_search"
    document, operation = completed("get", path, f"{MANAGEMENT}/ListGrantedProjectRoles")
    spec = compile_operation(document, path, "get", resolved(operation, document), message_types())

    assert spec.read_query is not None
    assert spec.read_query({"query.limit": ["5"], "project_id": ["7"]}) == {"query": {"limit": 5}}


def test_the_rest_of_a_path_is_told_to_the_routes(completed: Any) -> None:
    """Where a field takes all that is left, the template says so."""
    document, operation = completed("put", ROLE, f"{MANAGEMENT}/UpdateProjectRole")

    assert route_of(ROLE, resolved(operation, document)).endswith("/roles/{roleKey=**}")


@pytest.mark.parametrize(
    ("verb", "path", "rpc"),
    [("post", ROLE, f"{MANAGEMENT}/UpdateProjectRole"), ("post", "/management/v1/nope", f"{MANAGEMENT}/Nope")],
)
def test_a_path_that_does_not_lead_to_its_method(completed: Any, verb: str, path: str, rpc: str) -> None:
    """Another verb, and a method that there is not, are told with the operation's name."""
    with pytest.raises(NotReached, match="Tested"):
        completed(verb, path, rpc)
