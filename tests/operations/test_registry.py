"""Functions and the operations that they serve."""

from __future__ import annotations

import pytest

from mockserver.operations.registry import HANDLERS
from mockserver.pipeline import serve_operation
from mockserver.spec.matrix import FlowMatrix
from mockserver.wire.plain import PLAIN_HANDLERS
from tests.spec.documents import document, operation


def test_each_operation_of_the_spec_is_served_once() -> None:
    """Spec and functions name the same operations, and none is served in two ways."""
    described = {row["operationId"] for methods in document()["paths"].values() for row in methods.values()}

    assert HANDLERS.keys() | PLAIN_HANDLERS.keys() == described
    assert HANDLERS.keys() & PLAIN_HANDLERS.keys() == set()


@pytest.mark.parametrize("operation_id", sorted(HANDLERS))
def test_functions_fit_their_operations(operation_id: str) -> None:
    """Each function takes what its operation gives it."""
    served = serve_operation(operation(operation_id), HANDLERS[operation_id], FlowMatrix(document()))

    assert served.spec.id == operation_id


@pytest.mark.parametrize(
    ("operation_id", "function"), [("GetFlow", "ManagementHealthz"), ("ManagementHealthz", "GetFlow")]
)
def test_a_function_that_does_not_fit_is_refused(operation_id: str, function: str) -> None:
    """A function that takes a caller where there is none, or none where there is one, is an error at start."""
    with pytest.raises(TypeError, match=f"{operation_id}: .* does not fit its security"):
        serve_operation(operation(operation_id), HANDLERS[function], FlowMatrix(document()))
