"""Generators of TypeScript: what they make of openapi.yaml passes the strict compiler and calls the server."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.target import Target
from tests.server import Api
from tests.tools.calling import call
from tests.tools.folders import TYPESCRIPT, document_file, npm_program, run
from tests.tools.typescript_programs import compiled

pytestmark = pytest.mark.tools


def test_openapi_typescript(server: Target, api: Api, tmp_path: Path) -> None:
    """openapi-typescript makes types, by which openapi-fetch calls."""
    run([npm_program(TYPESCRIPT, "openapi-typescript"), str(document_file()), "-o", str(tmp_path / "made.ts")])

    call(compiled("openapi_fetch.ts", tmp_path), server, api)


def test_orval(server: Target, api: Api, tmp_path: Path) -> None:
    """orval makes a client for fetch."""
    output = str(tmp_path / "made.ts")
    run(
        [npm_program(TYPESCRIPT, "orval"), "--input", str(document_file()), "--output", output, "--client", "fetch"],
        tmp_path,
    )

    call(compiled("orval.ts", tmp_path), server, api)
