"""What language models are told."""

from __future__ import annotations

from pathlib import Path

from mockserver.cli import cli
from tests.control.mock import Mock

DOCS = Path(__file__).parents[2] / "docs"


def test_it_is_served(mock: Mock) -> None:
    """At the place where agents look for it, by way of the control API."""
    answer = mock.plain.get("/llms.txt", follow_redirects=True)

    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text == (DOCS / "llms.txt").read_text("utf-8")


def test_it_is_complete() -> None:
    """It names every command and leads to every page."""
    text = (DOCS / "llms.txt").read_text("utf-8")

    assert [name for name in cli.commands if f"- `zitadel-mock {name}`:" not in text] == []
    assert [page.name for page in DOCS.glob("*.md") if f"]({page.name})" not in text] == []
    linked = {part.partition(")")[0] for part in text.split("](")[1:]}
    assert [name for name in linked if not (DOCS / name).exists()] == []
