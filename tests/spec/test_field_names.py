"""Fields of a body that nothing reads."""

from __future__ import annotations

import pytest

from mockserver.spec.field_names import FieldNames, unknown_fields
from mockserver.spec.json_values import first_value
from mockserver.surface import text
from mockserver.surface.library import Surface

_TEXT = """
message Request
 1 action_ids string repeated
 2 query Query
 3 queries Request.Named repeated
message Request.Named
 1 name string
 2 inner Request
message Query
 1 limit uint32
"""
SURFACE = Surface.of("test", [text.read("test.v1", _TEXT)])


@pytest.mark.parametrize(
    ("body", "unknown"),
    [
        (b"{}", []),
        (b'{"actionIds":[],"action_ids":[]}', []),
        (b'{"action-ids":[]}', ["action-ids"]),
        (b'{"query":{"limit":1,"max":2},"queries":[{},{"nam":""}]}', ["query.max", "queries[1].nam"]),
        (b'{"queries":[{"inner":{"queries":[{"inner":{"x":1}}]}}]}', ["queries[0].inner.queries[0].inner.x"]),
        (b'{"x":1,"x":{"y":2}}', ["x", "x"]),
        (b'{"actionIds":[{"any":1}]}', []),
        (b"[1]", []),
    ],
)
def test_unknown_fields(body: bytes, unknown: list[str]) -> None:
    """Each is told by its path, in the order of the body; both spellings of a field are known."""
    found = unknown_fields(first_value(body), FieldNames(SURFACE).of("test.v1.Request"))

    assert [path for path, _ in found] == unknown
