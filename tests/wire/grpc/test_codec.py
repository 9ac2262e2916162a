"""Messages in protobuf that hold more than others can wait for."""

from __future__ import annotations

import pytest

from mockserver.errors.problem import Refused
from mockserver.protos import pool
from mockserver.spec.json_values import MOST_VALUES, OBJECT
from mockserver.wire.grpc.codec import decode


@pytest.mark.parametrize(
    ("name", "field", "most"),
    [("ListActionsRequest", "queries", MOST_VALUES // OBJECT), ("SetTriggerActionsRequest", "action_ids", MOST_VALUES)],
)
def test_as_many_values_as_in_json(name: str, field: str, most: int) -> None:
    """Empty ones take two bytes each, so that a message within its size may hold millions; it is refused."""
    full_name = f"zitadel.management.v1.{name}"
    number = pool.message_class(full_name).DESCRIPTOR.fields_by_name[field].number
    empty = bytes([number << 3 | 2, 0])

    (values,) = decode(full_name, empty * most).values()
    assert len(values) == most
    with pytest.raises(Refused) as refused:
        decode(full_name, empty * (most + 1))
    assert str(most + 1) in refused.value.problem.key
