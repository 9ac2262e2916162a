"""Functions and the operations that they serve."""

from __future__ import annotations

import re
import typing
from pathlib import Path

import pytest

from mockserver.operations import registry
from mockserver.operations.messages.base import Message
from mockserver.operations.registry import HANDLERS, function_name
from mockserver.pipeline import serve_operation
from mockserver.spec.matrix import FlowMatrix
from mockserver.surface.library import surface
from mockserver.wire.plain import PLAIN_HANDLERS
from tests.spec.documents import document, operation


def test_each_operation_of_the_spec_is_served_once() -> None:
    """Spec and functions name the same operations, and none is served in two ways."""
    described = {row["operationId"] for methods in document()["paths"].values() for row in methods.values()}

    assert HANDLERS.keys() | PLAIN_HANDLERS.keys() == described
    assert HANDLERS.keys() & PLAIN_HANDLERS.keys() == set()


@pytest.mark.parametrize(
    ("operation_id", "name"),
    [
        ("AddOIDCApp", "add_oidc_app"),
        ("GetOrgByID", "get_org_by_id"),
        ("GetMachineKeyByIDs", "get_machine_key_by_ids"),
        ("ListIAMMemberRoles", "list_iam_member_roles"),
        ("V2ListUsers", "v2_list_users"),
        ("HumanMFAInitSkipped", "human_mfa_init_skipped"),
    ],
)
def test_what_a_function_is_called(operation_id: str, name: str) -> None:
    """Words of an operationId are told apart by their capitals; a run of capitals is one."""
    assert function_name(operation_id) == name


def test_the_operations_of_a_module_are_sorted() -> None:
    """Who adds an operation finds its place, and two who add some rarely meet."""
    text = Path(registry.__file__).read_text("utf-8")
    blocks = [block.split() for block in re.findall(r'": """(.*?)"""', text, re.DOTALL)]

    assert [word for block in blocks for word in block] == list(HANDLERS)
    assert all(block == sorted(block) for block in blocks)


@pytest.mark.parametrize("operation_id", sorted(HANDLERS))
def test_functions_fit_their_operations(operation_id: str) -> None:
    """Each function takes what its operation gives it."""
    served = serve_operation(operation(operation_id), HANDLERS[operation_id], FlowMatrix(document()))

    assert served.spec.id == operation_id


@pytest.mark.parametrize("operation_id", sorted(HANDLERS))
def test_functions_take_and_answer_the_messages_of_their_methods(operation_id: str) -> None:
    """A class says of which message it is; the one without fields stands for any that has none, one of v2 for v2beta's.

    Where one function serves two versions, their messages have the same fields.
    """
    method = surface().method(operation(operation_id).rpc)
    *_, asked, answered = typing.get_type_hints(HANDLERS[operation_id]).values()

    for type_, name in ((asked, method.request), (answered, method.response)):
        fields = surface().message(name).fields
        if type_ is Message:
            assert not fields
        else:
            assert type_.__doc__ in {name, name.replace(".v2beta.", ".v2.")}
            assert surface().message(type_.__doc__).fields.keys() == fields.keys()


@pytest.mark.parametrize(
    ("operation_id", "function"), [("GetFlow", "ManagementHealthz"), ("ManagementHealthz", "GetFlow")]
)
def test_a_function_that_does_not_fit_is_refused(operation_id: str, function: str) -> None:
    """A function that takes a caller where there is none, or none where there is one, is an error at start."""
    with pytest.raises(TypeError, match=f"{operation_id}: .* does not fit its security"):
        serve_operation(operation(operation_id), HANDLERS[function], FlowMatrix(document()))
