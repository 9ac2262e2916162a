"""The page of operations, and what is said of each."""

from __future__ import annotations

from mockserver.spec.document import spec_path
from mockserver.spec.modelled import modelled
from mockserver.surface.library import surface
from mockserver.surface.offered import services
from mockserver.unmodelled.described import Status, everything, operations, status_of
from mockserver.unmodelled.overview import PAGE, overview


def test_the_page_is_fresh() -> None:
    """docs/operations.md counts what is modelled now."""
    assert overview(surface()) == (spec_path().parent / PAGE).read_text("utf-8")


def test_every_method_is_listed() -> None:
    """All that callers can reach are, each with what becomes of it; those that only gRPC reaches, too."""
    listed = {row.rpc: row for row in operations(unmodelled=True)}
    known = {f"{service.name}/{name}" for service in services(surface()) for name in service.methods}

    assert known <= listed.keys()
    assert {rpc for rpc, row in listed.items() if row.status is Status.MODELLED} - {""} == modelled()
    assert listed["zitadel.group.v2.GroupService/CreateGroup"].path == "/zitadel.group.v2.GroupService/CreateGroup"
    assert status_of("zitadel.org.v2beta.OrganizationService/CreateOrganization") is Status.REFUSED


def test_the_document_says_what_can_be_made_up() -> None:
    """`x-fabricated` stands at all that nobody modelled and at nothing else."""
    nodes = [node for item in everything()["paths"].values() for node in item.values()]

    assert all(("x-fabricated" in node) is bool(node.get("x-unmodelled")) for node in nodes)
    for node in nodes:
        if "x-fabricated" in node:
            assert node["x-fabricated"] is (status_of(node["x-rpc"]) is Status.FABRICATED)
