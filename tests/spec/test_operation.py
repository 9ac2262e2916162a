"""Operations of the spec, compiled."""

from __future__ import annotations

import pytest

from mockserver.errors import catalogue
from mockserver.errors.problem import Problem
from tests.spec.documents import document, operation

OPERATION_IDS = [described["operationId"] for methods in document()["paths"].values() for described in methods.values()]
ACCESS = {"AUTH-toLo1", "AUTH-7fs1e", "AUTH-Bs7Ds", "AUTHZ-cdgFk", "AUTH-5mWD2", "QUERY-Dfbg2"}


def test_an_operation_with_path_and_body() -> None:
    """SetTriggerActions, the operation that everything here is about."""
    spec = operation("SetTriggerActions")

    assert (spec.method, spec.path) == ("POST", "/management/v1/flows/{flowType}/trigger/{triggerType}")
    assert spec.rpc == "zitadel.management.v1.ManagementService/SetTriggerActions"
    assert spec.permission == "org.flow.write"
    assert set(spec.error_ids) == {"COMMAND-Dfhj5", "COMMAND-Dfgh6", "COMMAND-Nfh52", "COMMAND-dg422"} | ACCESS
    assert spec.renamed == {}
    assert spec.query_fields == ()
    assert spec.status == 200


@pytest.mark.parametrize(
    ("operation_id", "reads_body", "query_fields", "status"),
    [
        ("GetFlow", False, (), 200),
        ("ClearFlow", False, (), 200),
        ("ListFlowTypes", False, (), 200),
        ("DeleteAction", False, (), 200),
        ("DeactivateAction", True, (), 200),
        ("DeactivateOrg", True, (), 200),
        ("GenerateMachineSecret", True, (), 200),
        ("GetOrgByDomainGlobal", False, ("domain",), 200),
        ("AddOrganization", True, (), 201),
    ],
)
def test_what_an_operation_reads(
    operation_id: str, reads_body: bool, query_fields: tuple[str, ...], status: int
) -> None:
    """Body and query are read only where the real server's mapping says so."""
    spec = operation(operation_id)

    assert (spec.read_body is not None, spec.query_fields, spec.status) == (reads_body, query_fields, status)


@pytest.mark.parametrize("operation_id", ["ManagementHealthz", "AdminHealthz", "AuthHealthz"])
def test_health_needs_no_token(operation_id: str) -> None:
    """Health has no permission and none of the errors of access."""
    spec = operation(operation_id)

    assert (spec.permission, spec.error_ids) == (None, ())


def test_two_operations_of_one_path_may_name_the_field_differently() -> None:
    """GetOrgByID and RemoveOrg of the admin service share a path but not the field that it fills."""
    assert operation("GetOrgByID").renamed == {}
    assert operation("AdminRemoveOrg").renamed == {"id": "orgId"}


@pytest.mark.parametrize("operation_id", OPERATION_IDS)
def test_error_ids_are_those_of_the_catalogue(operation_id: str) -> None:
    """Every ID that an operation announces is one that the server can answer."""
    known = {problem.id for problem in vars(catalogue).values() if isinstance(problem, Problem)}

    assert set(operation(operation_id).error_ids) <= known


def test_operation_ids_are_unique() -> None:
    """No operationId stands twice."""
    assert len(OPERATION_IDS) == len(set(OPERATION_IDS))
