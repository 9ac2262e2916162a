"""Redocly's linter, by its stricter rules for the specification and by those that it recommends."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tools.folders import REDOCLY, copied, document_file, npm_program, outcome


def lint(path: str, rules: str) -> tuple[int, str]:
    """Exit code and findings; it fails for errors."""
    return outcome([npm_program(REDOCLY, "redocly"), "lint", f"--extends={rules}", path])


@pytest.mark.parametrize("rules", ["spec", "recommended"])
def test_no_error(rules: str) -> None:
    """Nothing is an error."""
    code, output = lint(str(document_file()), rules)

    assert code == 0, output


def test_it_finds_an_error(tmp_path: Path) -> None:
    """A field that OpenAPI does not know."""
    text = document_file().read_text("utf-8")
    broken = copied(tmp_path)
    broken.write_text(text.replace("title: ZITADEL mock", "titel: ZITADEL mock"), "utf-8")
    assert broken.read_text("utf-8") != text

    code, output = lint(str(broken), "spec")

    assert code == 1, output
    assert "`titel` is not expected" in output
