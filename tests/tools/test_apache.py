"""Apache's HttpClient, whose requests ask for an upgrade that nobody gives."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from contracts.target import Target
from tests.error_cases.sending import ACTIONS
from tests.server import Api
from tests.tools.folders import run
from tests.tools.java_programs import compiled

pytestmark = pytest.mark.tools


def test_bodies_arrive(server: Target, api: Api, tmp_path: Path) -> None:
    """Two actions are created over one connection; what it offers beside the body is passed over."""
    bodies = [json.dumps({"name": name, "script": f"function {name}(ctx, api) {{}}"}) for name in ("first", "second")]
    arguments = [f"{server.base_url}{ACTIONS}", server.admin_pat, api.organisation, *bodies]

    lines = run([*compiled("Apache", tmp_path), *arguments]).splitlines()

    assert [line.split()[0] for line in lines] == ["200", "200"]
    assert sorted(action["name"] for action in api.actions()) == ["first", "second"]
