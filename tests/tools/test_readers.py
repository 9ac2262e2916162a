"""Tools that judge openapi.yaml, or would test a server by it: none finds an error, each finds one that is there."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from mockserver.spec.description import description
from tests.tools.folders import READERS, document_file, npm_program, outcome
from tests.tools.oasdiff import oasdiff

pytestmark = pytest.mark.tools
FLOW = "/management/v1/flows/{type}"


@pytest.fixture
def document() -> dict[str, Any]:
    """The description, as a test may change it."""
    return copy.deepcopy(description())


def written(document: dict[str, Any], folder: Path) -> str:
    """The path of a file with a changed description."""
    path = folder / "openapi.yaml"
    path.write_text(yaml.safe_dump(document, sort_keys=False), "utf-8")
    return str(path)


def spectral(path: str, folder: Path) -> tuple[int, str]:
    """Exit code and findings by its rules for OpenAPI, all of them; it fails for errors."""
    ruleset = folder / "rules.yaml"
    ruleset.write_text("extends: ['spectral:oas']\n", "utf-8")
    return outcome([npm_program(READERS, "spectral"), "lint", "--ruleset", str(ruleset), path])


def dredd(path: str) -> tuple[int, str]:
    """Exit code and output of its list of the requests that it would make."""
    return outcome([npm_program(READERS, "dredd"), path, "http://127.0.0.1:9", "--names", "--no-color"])


def test_spectral(tmp_path: Path) -> None:
    """Spectral finds no error."""
    code, output = spectral(str(document_file()), tmp_path)

    assert code == 0, output
    assert "(0 errors" in output


def test_spectral_finds_an_error(document: dict[str, Any], tmp_path: Path) -> None:
    """An example that its own schema refuses."""
    document["components"]["schemas"]["ErrorDetail"]["properties"]["id"]["example"] = 5

    code, output = spectral(written(document, tmp_path), tmp_path)

    assert code == 1, output
    assert "oas3-valid-schema-example" in output


def test_dredd(document: dict[str, Any]) -> None:
    """Dredd knows a request for each operation, so none lacks an example."""
    code, output = dredd(str(document_file()))

    assert code == 0, output
    named = {name.split(" > ")[0] for name in re.findall(r"^info: (/.* > .*)$", output, re.MULTILINE)}
    assert named == set(document["paths"])


def test_dredd_needs_examples(document: dict[str, Any], tmp_path: Path) -> None:
    """Without one for a parameter it has no request to make."""
    del document["components"]["parameters"]["AnyFlowType"]["example"]

    _, output = dredd(written(document, tmp_path))

    assert "No example value for required parameter" in output


def test_oasdiff_sees_no_difference_where_none_is() -> None:
    """The description against itself, as it is and with all references resolved."""
    assert oasdiff("diff", str(document_file()), str(document_file()), "--fail-on-diff")[0] == 0
    code, output = oasdiff("flatten", str(document_file()), "--format", "json")
    assert code == 0, output
    assert set(json.loads(output)["paths"]) == set(description()["paths"])


def test_oasdiff_sees_what_breaks(document: dict[str, Any], tmp_path: Path) -> None:
    """An operation that is gone breaks its clients, and is the one thing that is told of."""
    del document["paths"][FLOW]["get"]

    code, output = oasdiff(
        "breaking", str(document_file()), written(document, tmp_path), "--fail-on", "ERR", "--format", "json"
    )

    assert code == 1, output
    assert [(row["id"], row["operationId"]) for row in json.loads(output)] == [
        ("api-removed-without-deprecation", "GetFlow")
    ]
