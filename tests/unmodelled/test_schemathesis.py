"""Schemathesis as it is, on the document of all operations and a server that makes up what nobody modelled."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from contracts.target import Target
from mockserver.spec.writing.everything import FABRICATED
from mockserver.spec.writing.messages import reached
from mockserver.surface.library import surface
from mockserver.unmodelled.described import everything
from mockserver.unmodelled.fabricated.deriving import served_kinds
from mockserver.unmodelled.fabricated.kinds import Action

ROOT = Path(__file__).parents[2]
SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")
CHECKS = "not_a_server_error,response_schema_conformance,content_type_conformance,status_code_conformance"
SEED = 7
FIRST = (Action.ADD, Action.PUT, Action.GET, Action.LIST, Action.CHANGE, Action.SWITCH, Action.ACT, Action.UNIQUE)
"""An order in which most operations find what others made."""


LARGE = 100
"""Of requests with more fields, which are three, Schemathesis tries each field within all others, for an hour."""


def fields_in(rpc: str) -> int:
    """How many fields a request has, with those of all messages within it."""
    return sum(len(surface().message(name).fields) for name in reached(surface(), [surface().method(rpc).request]))


def some_of(wanted: int) -> dict[str, Any]:
    """The document of so many operations that are modelled or can be made up, at random, those that make things first.

    It has no links, as they may lead to operations that are left out.
    """
    document = everything()
    rows = served_kinds().rows
    nodes = [
        (path, verb, node)
        for path, item in document["paths"].items()
        for verb, node in item.items()
        if "x-rpc" in node and node.get(FABRICATED, True) and fields_in(node["x-rpc"]) <= LARGE
    ]
    order = {action: place for place, action in enumerate(FIRST)}
    chosen = sorted(nodes, key=lambda each: hashlib.sha256(f"{SEED} {each[1]} {each[0]}".encode()).digest())[:wanted]
    paths: dict[str, Any] = {}

    def place(node: dict[str, Any]) -> int:
        row = rows.get(node["x-rpc"])
        return order.get(row.action, len(order)) if row is not None else 0

    for path, verb, node in sorted(chosen, key=lambda each: place(each[2])):
        answers = {
            status: {name: part for name, part in answer.items() if name != "links"}
            for status, answer in node["responses"].items()
        }
        paths.setdefault(path, {})[verb] = {**node, "responses": answers}
    return {**document, "paths": paths}


def clean(folder: Path, target: Target, wanted: int, *flags: str) -> None:
    """Run it on so many operations; it finds nothing, and it sent something that was answered."""
    (folder / "openapi.json").write_text(json.dumps(some_of(wanted)), "utf-8")
    (folder / "schemathesis.toml").write_text('hooks = "tests.unmodelled.schemathesis_hooks"\n', "utf-8")
    command = [str(SCHEMATHESIS), "run", "openapi.json", "--url", target.base_url, "--seed", str(SEED), "--no-color"]
    command += ["--checks", CHECKS, "--header", f"Authorization: Bearer {target.admin_pat}", *flags]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "", "HOME": str(folder)}
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=environment)

    assert done.returncode == 0, done.stdout[:3000] + done.stderr[-3000:]
    assert f"Tested: {wanted}" in done.stdout
    assert int(re.findall(r"(\d+) generated", done.stdout)[0]) > wanted


def test_some_operations(fabricating: Target, tmp_path: Path) -> None:
    """Every answer of some operations fits its schema, and none is an error of the server's own."""
    clean(tmp_path, fabricating, 20, "--phases", "examples,coverage")


@pytest.mark.fuzz
@pytest.mark.timeout(1800)
def test_fuzz_many_operations(fabricating: Target, tmp_path: Path) -> None:
    """The same of 500 of them."""
    clean(tmp_path, fabricating, 500, "--phases", "examples,coverage")
