"""Which operation a method and a path mean."""

from __future__ import annotations

import pytest

from mockserver.wire.routes import Match, NoSuchMethod, NoSuchPath, Routes
from tests.spec.documents import document


def routes() -> Routes[str]:
    """The routes of the spec, each to its operationId."""
    made: Routes[str] = Routes()
    for path, methods in document()["paths"].items():
        for method, described in methods.items():
            made.add(method.upper(), path, described["operationId"])
    return made


ROUTES = routes()


@pytest.mark.parametrize(
    ("method", "path", "operation_id", "fields"),
    [
        ("GET", "/healthz", "ServingHealthz", {}),
        ("GET", "/debug/ready", "DebugReady", {}),
        ("GET", "/management/v1/healthz", "ManagementHealthz", {}),
        ("POST", "/management/v1/actions", "CreateAction", {}),
        ("POST", "/management/v1/actions/_search", "ListActions", {}),
        ("GET", "/management/v1/actions/7", "GetAction", {"id": "7"}),
        ("PUT", "/management/v1/actions/7", "UpdateAction", {"id": "7"}),
        ("DELETE", "/management/v1/actions/7", "DeleteAction", {"id": "7"}),
        ("POST", "/management/v1/actions/7/_deactivate", "DeactivateAction", {"id": "7"}),
        ("GET", "/management/v1/flows/types", "GetFlow", {"type": "types"}),
        ("POST", "/management/v1/flows/1/_clear", "ClearFlow", {"type": "1"}),
        ("POST", "/management/v1/flows/types/_clear", "ClearFlow", {"type": "types"}),
        ("POST", "/management/v1/flows/1/triggers/_search", "ListFlowTriggerTypes", {"type": "1"}),
        ("POST", "/management/v1/flows/types/triggers/_search", "ListFlowTriggerTypes", {"type": "types"}),
        (
            "POST",
            "/management/v1/flows/1/trigger/2",
            "SetTriggerActions",
            {"flowType": "1", "triggerType": "2"},
        ),
        ("GET", "/admin/v1/orgs/7", "GetOrgByID", {"id": "7"}),
        ("POST", "/v2/organizations", "AddOrganization", {}),
        ("GET", "/management/v1/actions/a b", "GetAction", {"id": "a b"}),
        ("GET", "/management/v1/actions/a:b;c=d", "GetAction", {"id": "a:b;c=d"}),
        ("GET", "/management/v1/actions/{id}", "GetAction", {"id": "{id}"}),
        ("GET", "/management/v1/flows/", "GetFlow", {"type": ""}),
        ("DELETE", "/management/v1/actions/", "DeleteAction", {"id": ""}),
        ("POST", "/management/v1/flows/1/trigger/", "SetTriggerActions", {"flowType": "1", "triggerType": ""}),
    ],
)
def test_routes_of_the_spec(method: str, path: str, operation_id: str, fields: dict[str, str]) -> None:
    """A path is found with what stands in its fields, whatever characters that is made of."""
    assert ROUTES.find(method, path) == Match(operation_id, fields)


@pytest.mark.parametrize(
    ("method", "path", "operation_id"),
    [
        ("POST", "/management/v1/flows/types/_search", "ListFlowTypes"),
        ("GET", "/admin/v1/orgs/default", "GetDefaultOrg"),
        ("GET", "/management/v1/orgs/me", "GetMyOrg"),
    ],
)
def test_a_literal_segment_wins(method: str, path: str, operation_id: str) -> None:
    """Where a literal segment and a field both fit, the literal one is meant."""
    assert ROUTES.find(method, path) == Match(operation_id, {})


def test_a_field_serves_the_method_that_a_literal_segment_lacks() -> None:
    """`default` is an organisation's id to an operation that has no literal path of its own."""
    assert ROUTES.find("DELETE", "/admin/v1/orgs/default") == Match("AdminRemoveOrg", {"id": "default"})


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/management/v1/actions"),
        ("HEAD", "/management/v1/actions/7"),
        ("OPTIONS", "/management/v1/actions/7"),
        ("PATCH", "/management/v1/actions/7"),
        ("get", "/management/v1/actions/7"),
        ("POST", "/healthz"),
        ("GET", "/management/v1/flows/types/_search"),
        ("DELETE", "/management/v1/flows/1/trigger/2"),
    ],
)
def test_a_known_path_with_another_method(method: str, path: str) -> None:
    """A path that fits but not with this method is told apart from an unknown one."""
    with pytest.raises(NoSuchMethod):
        ROUTES.find(method, path)


@pytest.mark.parametrize(
    "path",
    [
        "", "/", "/nope", "/healthz/", "/healthz/x", "/Healthz", "/management", "/management/v1", "/management/v1/",
        "/management/v1/nope", "/management/v2/actions", "/MANAGEMENT/v1/actions",
        "/management/v1/actions/7/", "/management/v1/actions/7/nope", "/management/v1/actions//_deactivate",
        "/management/v1/flows/1/_clear/", "/management/v1/orgs/me/", "/management/v1/flows/1/trigger/2/",
        "/management/v1/flows//trigger/2", "/management/v1/flows/1/Trigger/2", "/v2/organizations/7", "healthz",
    ],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_unknown_paths(method: str, path: str) -> None:
    """A slash behind a literal, an empty or missing segment, one too many, and another case make an unknown path."""
    with pytest.raises(NoSuchPath):
        ROUTES.find(method, path)


def test_a_field_may_take_the_rest_of_a_path_or_stand_early() -> None:
    """Slashes belong to a field `{field=**}`; a field may be the third segment already."""
    made: Routes[str] = Routes()
    for method, template in (("PUT", "/a/{x}/roles/{key=**}"), ("POST", "/a/{x}/roles/_search"), ("GET", "/a/{x}")):
        made.add(method, template, f"{method} {template}")

    assert made.find("PUT", "/a/1/roles/b/c").fields == {"x": "1", "key": "b/c"}
    assert made.find("PUT", "/a/1/roles/_search").fields == {"x": "1", "key": "_search"}
    assert made.find("POST", "/a/1/roles/_search").fields == {"x": "1"}
    assert made.find("GET", "/a/1").fields == {"x": "1"}
    with pytest.raises(NoSuchPath):
        made.find("PUT", "/a//roles/b")


def test_order_of_adding_does_not_matter() -> None:
    """A literal segment wins whether it was added before or after the field."""
    for templates in (["/a/b/c/{x}", "/a/b/c/d"], ["/a/b/c/d", "/a/b/c/{x}"]):
        made: Routes[str] = Routes()
        for template in templates:
            made.add("GET", template, template)

        assert made.find("GET", "/a/b/c/d").served == "/a/b/c/d"
        assert made.find("GET", "/a/b/c/e").served == "/a/b/c/{x}"
