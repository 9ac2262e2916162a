"""The site: every page has its place, and what is made of code leaves nothing out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import httpx
import pytest
import yaml

from contracts.target import Target
from mockserver.cli import cli
from mockserver.errors.lookup import problems_by_id
from mockserver.spec.description import description
from tests.conftest import REQUEST_TIMEOUT_S
from website.reference.commands import PROGRAM, all_commands, commands_page
from website.reference.control import control_document, control_page
from website.reference.errors import errors_page
from website.reference.judgement import STEPS, judgement_page
from website.reference.matrix import matrix_picture
from website.reference.operations import operations_page

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
MADE_ELSEWHERE = re.compile(r"(index|architecture|contributing|changelog)\.md|reference/.*")
MOST_LINES = 150


def nav(part: Any) -> Iterator[str]:
    """The pages that a part of the navigation leads to."""
    match part:
        case str():
            yield part
        case list():
            for item in part:
                yield from nav(item)
        case dict():
            for item in part.values():
                yield from nav(item)


def test_every_page_has_its_place() -> None:
    """Each page of docs/ is in the navigation once, and nothing else is but what the site makes."""
    listed = list(nav(yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["nav"]))
    written = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))

    assert sorted(page for page in listed if not MADE_ELSEWHERE.fullmatch(page)) == written
    assert len(set(listed)) == len(listed)


def test_readme_is_short() -> None:
    """It opens what a reader does first, and leads to the rest."""
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()

    assert len(lines) < MOST_LINES
    assert next(line for line in lines if line.startswith("make ")).startswith("make serve")


def test_every_target_is_told_of() -> None:
    """The table of CONTRIBUTING.md names each target of make, and none that there is not."""
    makefiles = [ROOT / "Makefile", *ROOT.glob("benchmarks/*.mk"), *ROOT.glob("mockserver/surface/*.mk")]
    texts = "\n".join(path.read_text("utf-8") for path in makefiles)
    table = re.findall(r"^\|.*$", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE)
    told = re.findall(r"`make ([\w-]+)`", "\n".join(row.split("|")[1] for row in table))

    assert sorted(told) == sorted(re.findall(r"^([a-z][\w-]*):(?!=)", texts, re.MULTILINE))


def test_every_flag() -> None:
    """The page of the command line has a heading for each command, and each of its flags by every name."""
    page = commands_page()
    for name, command in all_commands(cli, PROGRAM):
        section = page.partition(f"\n## {name.removeprefix(f'{PROGRAM} ')}\n")[2].partition("\n## ")[0]
        flags = [flag for option in command.params if isinstance(option, click.Option) for flag in option.opts]
        assert section, name
        assert [flag for flag in flags if flag not in section] == [], name


def test_every_operation_of_the_control_api() -> None:
    """Each has a heading with its method and path."""
    page = control_page().replace("&#123;", "{").replace("&#125;", "}")
    for path, item in control_document()["paths"].items():
        for method in item.keys() & {"get", "post", "put", "patch", "delete"}:
            assert f"\n### {method.upper()} {path}\n" in page


def test_every_error() -> None:
    """Each ID has a row, with an operation that answers it where one does."""
    page = errors_page()

    assert [error_id for error_id in problems_by_id() if f"| `{error_id}` |" not in page] == []
    assert "SetTriggerActions" in next(line for line in page.splitlines() if line.startswith("| `COMMAND-dg422` |"))


def test_every_operation() -> None:
    """Each operationId has a row with its path."""
    page = operations_page()
    for path, item in description()["paths"].items():
        for operation in item.values():
            if isinstance(operation, dict) and "operationId" in operation:
                assert re.search(rf"^\| {operation['operationId']} \|.*\| `{re.escape(path)}` \|", page, re.MULTILINE)


def test_picture_of_the_matrix() -> None:
    """It has a cell for each pair, and as many filled ones as the spec allows."""
    document, picture = description(), matrix_picture()
    allowed = sum(len(flow["triggers"]) for flow in document["x-flow-types"])

    assert picture.count("<rect") == len(document["x-flow-types"]) * len(document["x-trigger-types"])
    assert picture.count('fill="#1a7f6b"') == allowed


@pytest.fixture
def viewer(server: Target) -> str:
    """A token whose roles do not allow to write."""
    answer = httpx.post(
        f"{server.base_url}/__admin/tokens", json={"roles": ["ORG_OWNER_VIEWER"]}, timeout=REQUEST_TIMEOUT_S
    )
    return str(answer.json()["token"])


def test_order_of_judgement(server: Target, viewer: str) -> None:
    """A request that is wrong in every way is refused by one step after the other, as the page says."""
    wrong_ways = [
        {"authorization": "Bearer nobody's", "x-zitadel-orgid": "1"},
        {"authorization": f"Bearer {viewer}", "x-zitadel-orgid": "1"},
        {"authorization": f"Bearer {viewer}"},
        {"authorization": f"Bearer {server.admin_pat}"},
    ]
    sections = re.split(r"^## ", judgement_page(), flags=re.MULTILINE)[1:]
    assert len(sections) == len(STEPS) == len(wrong_ways)
    for headers, section in zip(wrong_ways, sections, strict=True):
        answer = httpx.post(
            f"{server.base_url}/management/v1/actions", json={}, headers=headers, timeout=REQUEST_TIMEOUT_S
        ).json()
        error_id = answer["details"][0]["id"] if answer.get("details") else "INVALID_ARGUMENT"
        assert f"`{error_id}`" in section, answer
