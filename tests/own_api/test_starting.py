"""What `--spec` takes, and what it says of a document that cannot be served."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from mockserver.app import create_app
from mockserver.own_api.unusable import UnusableDocument
from mockserver.settings import OwnSpec, Settings
from tests.command_line import assert_one_line, run
from tests.own_api.documents import answering, document, written
from tests.protocols.serving import serving

GOOD = document({"/x": {"get": answering({"type": "string"})}})
CASES: list[tuple[str, Any, str]] = [
    ("no YAML", "a: [", "is neither YAML nor JSON"),
    ("no object", "hello", "is no OpenAPI document"),
    ("Swagger 2", {"swagger": "2.0"}, "is Swagger 2.0; convert it"),
    ("no version", {"info": {}}, "says no version; OpenAPI 3.0 and 3.1 are read"),
    ("another version", {"openapi": "4.0.0"}, "says openapi: 4.0.0"),
    ("no info", {"openapi": "3.0.3", "paths": {}}, "is no valid OpenAPI: the document: 'info' is a required property"),
    ("a wrong type", document({"/x": {"get": answering({"type": "thing"})}}), r"schema\.type: 'thing' is not one of"),
    ("no paths", document({}), "describes no operation"),
    ("paths that are none", document({"/x": None}), "paths must be an object of objects"),
    ("a dangling reference", document({"/x": {"get": answering({"$ref": "#/components/schemas/X"})}}), "leads nowhere"),
    (
        "a missing file",
        document({"/x": {"get": answering({"$ref": "x.yaml#/X"})}}),
        "x.yaml#/X leads nowhere: No such file",
    ),
    (
        "another server",
        document({"/x": {"get": answering({"$ref": "https://x/y.yaml"})}}),
        "keep a copy beside the file",
    ),
    ("an unknown scheme", GOOD | {"security": [{"nope": []}]}, "security asks for 'nope'"),
]


def refusal(*specs: OwnSpec) -> str:
    """Why the server cannot be wired with such documents."""
    with pytest.raises(UnusableDocument) as refused:
        create_app(Settings(specs=specs))
    return str(refused.value)


@pytest.mark.parametrize(("content", "told"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_a_document_that_cannot_be_served(tmp_path: Path, content: object, told: str) -> None:
    """The refusal names the file and what is wrong, in one line."""
    file = written(tmp_path, content)

    assert re.fullmatch(f"{file}: .*{told}.*", refusal(OwnSpec(file)))


def test_the_command_refuses(tmp_path: Path) -> None:
    """It ends with 2 and one line, for a file that is not there and for one that holds no such document."""
    missing = run("serve", "--port", "0", "--spec", str(tmp_path / "none.yaml"))
    assert_one_line(missing, "--spec .*none.yaml: cannot be read: No such file")
    assert_one_line(run("serve", "--port", "0", "--spec", f"/x={tmp_path}"), "cannot be read: Is a directory")
    assert_one_line(run("serve", "--port", "0", "--spec", "/x="), "names no file")
    assert_one_line(run("serve", "--port", "0", "--spec", f"/v2={written(tmp_path, GOOD)}"), "collides")


@pytest.mark.parametrize(
    ("prefix", "told"),
    [
        ("/", "cannot be served at /"),
        ("/v2/things", "collides with what ZITADEL or this server has below /v2;"),
        ("/management", "collides"),
        ("/oauth/own", "collides"),
        ("/__admin/own", "collides"),
        ("/zitadel.own", "collides"),
        ("/a//b", "can only have letters"),
        ("/a%20b", "can only have letters"),
        ("/../x", "can only have letters"),
    ],
)
def test_a_prefix_that_cannot_be_had(tmp_path: Path, prefix: str, told: str) -> None:
    """It is ZITADEL's, this server's, or no path; the refusal says how to give another."""
    assert re.search(f"{told}.*give another with --spec /PREFIX=", refusal(OwnSpec(written(tmp_path, GOOD), prefix)))


def test_a_prefix_is_given_once(tmp_path: Path) -> None:
    """Two documents cannot stand at one place."""
    file = written(tmp_path, GOOD)

    assert "the prefix /backend is that of" in refusal(OwnSpec(file), OwnSpec(file, "/backend"))


def test_where_documents_are_served(tmp_path: Path) -> None:
    """Where they are asked for, else by their first server, else by their file's name; the longest prefix counts."""
    server = {
        "servers": [
            {"url": "https://{host}/{base}", "variables": {"host": {"default": "h"}, "base": {"default": "v9"}}}
        ]
    }
    named, placed = written(tmp_path, GOOD, "my shop.json"), written(tmp_path, GOOD | server, "b.json")
    within = written(tmp_path, document({"/y": {"get": answering({"type": "string"})}}), "c.json")
    specs = [str(named), str(placed), f"/v9/x={within}"]

    with (
        serving(tmp_path, *(part for spec in specs for part in ("--spec", spec))) as running,
        httpx.Client(base_url=running.target.base_url, trust_env=False) as http,
    ):
        for path in ("/my-shop/x", "/v9/x/y"):
            assert http.get(path).status_code == 200
        below = http.get("/v9/x")

    assert (below.status_code, below.json()["detail"]) == (404, "c.json has no path / below /v9/x")
    assert "b.json: http" in (tmp_path / "output").read_text("utf-8")


def test_the_environment_names_documents(tmp_path: Path) -> None:
    """As many as one wants, as PATH does."""
    ended = run("serve", "--port", "0", ZITADEL_MOCK_SPEC=f"{written(tmp_path, GOOD)}:/y={tmp_path / 'none.yaml'}")

    assert_one_line(ended, "none.yaml: cannot be read")
