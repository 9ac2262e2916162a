"""Values that are made up fit the schemas that they are made for, whatever these look like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient

from mockserver.own_api.patterns import fitting
from mockserver.own_api.pointers import Pointers
from mockserver.own_api.schemas import Schemas
from mockserver.own_api.values import Values
from tests.own_api.documents import answering, app_of, document

NODE = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"type": "string"},
        "parent": {"$ref": "#/components/schemas/Node"},
        "children": {"type": "array", "items": {"$ref": "#/components/schemas/Node"}},
        "byName": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Node"}},
    },
}
COMPONENTS = {"schemas": {"Node": NODE}}
SCHEMAS: list[dict[str, Any]] = [
    {"type": "string", "minLength": 30, "maxLength": 31},
    {"type": "string", "maxLength": 2},
    {"type": "string", "pattern": "^[A-Z]{2}[0-9]+$", "minLength": 9},
    {"type": "string", "format": "uuid"},
    {"type": "string", "format": "date"},
    {"type": "string", "format": "email"},
    {"type": "string", "format": "ipv4"},
    {"type": "integer", "minimum": 7, "maximum": 7},
    {"type": "integer", "minimum": 1, "exclusiveMinimum": True},
    {"type": "integer", "minimum": -9, "maximum": -2, "multipleOf": 5},
    {"type": "number", "minimum": 0, "exclusiveMinimum": True, "maximum": 1, "exclusiveMaximum": True},
    {"type": "number", "multipleOf": 0.5, "minimum": 1.2},
    {"type": "array", "items": {"type": "string"}, "minItems": 3, "maxItems": 3},
    {"type": "array", "items": {"type": "string"}, "maxItems": 0},
    {"type": "object", "additionalProperties": {"type": "integer"}},
    {
        "allOf": [
            {"required": ["a"], "properties": {"a": {"type": "integer"}}},
            {"properties": {"b": {"type": "boolean"}}},
        ]
    },
    {"oneOf": [{"type": "integer"}, {"type": "string"}]},
    {"enum": ["only"]},
    {"$ref": "#/components/schemas/Node"},
    {},
]


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of an application that answers each schema at a path of its own."""
    paths = {f"/{number}": {"get": answering(schema)} for number, schema in enumerate(SCHEMAS)}
    holder = document(paths, components=COMPONENTS)
    with TestClient(app_of(tmp_path_factory.mktemp("app"), holder).asgi, headers={"host": "localhost"}) as client:
        yield client


@pytest.mark.parametrize("number", range(len(SCHEMAS)))
def test_a_value_fits_its_schema(made_up: TestClient, number: int) -> None:
    """Held against it by jsonschema."""
    answer = made_up.get(f"/api/{number}")

    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    held = {**SCHEMAS[number], "components": COMPONENTS}
    jsonschema.Draft4Validator(held, format_checker=jsonschema.FormatChecker()).validate(answer.json())
    assert answer.headers.get("x-zitadel-mock") == (None if answer.json() in ("only", []) else "fabricated")


@pytest.mark.parametrize(
    "pattern",
    [
        r"^[A-Z]{3}-\d{4}$",
        r"^\+?[1-9]\d{1,14}$",
        r"^[a-z0-9]+(?:-[a-z0-9]+)*$",
        r"^(foo|bar)\s\1$",
        r"^\S+@\S+\.\w+$",
        r"^[^@a-y]{2,}\W\D$",
        r"colou?r",
        "",
    ],
)
def test_a_text_fits_its_pattern(pattern: str) -> None:
    """The same for the same seed."""
    text = fitting(pattern, "seed")

    assert text is not None
    assert re.search(pattern, text)

    assert fitting(pattern, "seed") == fitting(pattern, "seed")


@pytest.mark.parametrize("pattern", [r"\p{L}", r"^(?=.*\d)[a-z]+$", "(((((a+)+)+)+)+){9999}b", "["])
def test_no_text_is_made_for_some_patterns(pattern: str) -> None:
    """Those that Python does not know, that look ahead, or that would take all memory."""
    assert fitting(pattern, "seed") is None


def test_all_items_of_a_list_are_as_believable() -> None:
    """Whether names are those of the package faker counts for each."""
    people = {"type": "array", "minItems": 3, "items": {"type": "string"}}

    def named(*, fake: bool) -> list[Any]:
        return [
            Values(Schemas(Pointers({})), f"seed {number}", 0, fake=fake).of(people["items"], "name")
            for number in (1, 2)
        ]

    assert Values(Schemas(Pointers({})), "seed", 0, fake=True).of(people, "name")[1:] == named(fake=True)
    assert named(fake=True) != named(fake=False)
