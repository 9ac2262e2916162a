"""What nobody modelled, as documents for Connexion."""

from __future__ import annotations

import pytest
from openapi_spec_validator import OpenAPIV30SpecValidator

from mockserver.unmodelled.document import document, operations, start_of
from mockserver.unmodelled.paths import known_methods

WAYS = {f"{binding.verb} {binding.path}" for _, binding in known_methods().paths()}
STARTS = sorted({start_of(way.partition(" ")[2]) for way in WAYS})


def test_every_way_is_in_one_document() -> None:
    """The documents together hold all ways by which HTTP reaches an operation, each of them once."""
    held = [way for start in STARTS for way in operations(start)]

    assert sorted(held) == sorted(WAYS)


@pytest.mark.parametrize("start", STARTS)
def test_documents_are_valid(start: str) -> None:
    """Every one of them is OpenAPI, and describes what it was made of."""
    served = operations(start)
    made = document(served)

    assert list(OpenAPIV30SpecValidator(made).iter_errors()) == []
    described = {node["operationId"]: node for item in made["paths"].values() for node in item.values()}
    assert described.keys() == served.keys()
    for operation_id, operation in served.items():
        assert bool(described[operation_id]["security"]) is (operation.spec.permission is not None)
