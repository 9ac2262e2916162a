"""The commands of docs/seeds.md do what the page says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mockserver import seeds
from mockserver.settings import Settings
from tests.docs.test_pages import BLOCK, DOCS, run_script


def test_the_commands_as_they_stand(tmp_path: Path) -> None:
    """All commands run one after another in one shell; outputs that are shown come out, calls answer as described."""
    blocks = BLOCK.findall((DOCS / "seeds.md").read_text("utf-8"))
    shown = [text for language, text in blocks if language == "text"]

    code, output, errors = run_script("".join(text for language, text in blocks if language == "sh"), tmp_path)

    assert code == 0, errors
    assert len(shown) == 2
    assert [text for text in shown if text not in output + errors] == []
    organisation, flow, forbidden, expired = answers(output)
    assert organisation["org"]["name"] == "Acme"
    assert [row["actions"][0]["name"] for row in flow["flow"]["triggerActions"]] == ["addDepartment", "addDepartment"]
    assert (forbidden["code"], expired["code"]) == (7, 16)


def test_the_rows_that_the_page_shows() -> None:
    """They can be served as they stand."""
    (text,) = (text for language, text in BLOCK.findall((DOCS / "seeds.md").read_text("utf-8")) if language == "yaml")

    state = seeds.build(seeds.loads(text), Settings()).state

    assert (state.projects["shop"].name, state.roles["shop", "buyer"].display_name) == ("Shop", "Buyer")


def answers(output: str) -> list[dict[str, Any]]:
    """The JSON objects of an output, which stand one behind another: answers end without a new line."""
    found = []
    at = output.find("{")
    while at >= 0:
        answer, end = json.JSONDecoder().raw_decode(output, at)
        found.append(answer)
        at = output.find("{", end)
    return found
