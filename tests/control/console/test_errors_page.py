"""The catalogue of errors, as it is sent."""

from __future__ import annotations

from tests.control.console.pages import page, tags, texts
from tests.control.mock import Mock


def test_every_error(mock: Mock) -> None:
    """Each has a row that a link can lead to, with status, meaning, cause and what copies its header."""
    errors = mock.done("GET", "/errors")["errors"]

    html = page(mock, "errors")

    assert [row["id"] for row in tags(html, "tr") if "id" in row] == [row["id"] for row in errors]
    (shown,) = (text for text in texts(html, "tr") if text.startswith("COMMAND-dg422"))
    for part in ("400 FAILED_PRECONDITION", "ActionIDs do not exist", "that the organisation does not have"):
        assert part in shown
    copied = {row["data-copy"] for row in tags(html, "button") if "data-copy" in row}
    assert copied == {f"Prefer: example={row['id']}" for row in errors}


def test_a_button_for_each_operation(mock: Mock) -> None:
    """Every operation that answers an error can be told to."""
    errors = mock.done("GET", "/errors")["errors"]

    offered = [row["data-operation"] for row in tags(page(mock, "errors"), "button") if "data-operation" in row]

    assert offered == [operation["operation"] for row in errors for operation in row["operations"]]
