"""Fields of a body that nothing reads."""

from __future__ import annotations

import pytest

from mockserver.spec.field_names import field_names, unknown_fields
from mockserver.spec.json_values import first_value

SCHEMA = {
    "type": "object",
    "properties": {
        "actionIds": {"type": "array", "items": {"type": "string"}},
        "query": {"allOf": [{"type": "object", "properties": {"limit": {"type": "integer"}}}]},
        "queries": {"type": "array", "items": {"type": "object", "properties": {"name": {"type": "string"}}}},
    },
}


@pytest.mark.parametrize(
    ("body", "unknown"),
    [
        (b"{}", []),
        (b'{"actionIds":[],"action_ids":[]}', []),
        (b'{"action-ids":[]}', ["action-ids"]),
        (b'{"query":{"limit":1,"max":2},"queries":[{},{"nam":""}]}', ["query.max", "queries[1].nam"]),
        (b'{"x":1,"x":{"y":2}}', ["x", "x"]),
        (b'{"actionIds":[{"any":1}]}', []),
        (b"[1]", []),
    ],
)
def test_unknown_fields(body: bytes, unknown: list[str]) -> None:
    """Each is told by its path, in the order of the body; both spellings of a field are known."""
    found = unknown_fields(first_value(body), field_names(SCHEMA))

    assert [path for path, _ in found] == unknown
