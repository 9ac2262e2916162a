"""The control API's description of itself."""

from __future__ import annotations

import re
from typing import Any

import pytest
from openapi_schema_validator import OAS30Validator
from openapi_spec_validator import OpenAPIV30SpecValidator, validate

from mockserver.control.application import PREFIX, create_flask
from mockserver.control.stream import PATH as STREAM
from tests.control.mock import Mock


def test_the_document_is_valid(mock: Mock) -> None:
    """It is served, and is OpenAPI 3.0."""
    document = mock.plain.get("/__admin/openapi.json").json()

    validate(document, cls=OpenAPIV30SpecValidator)


def test_the_document_lists_what_is_served(mock: Mock) -> None:
    """Every endpoint is described, and none that there is not."""
    document = mock.plain.get("/__admin/openapi.json").json()
    described = {
        (method.upper(), path)
        for path, item in document["paths"].items()
        for method in item
        if method not in {"parameters"}
    }
    served = {
        (method, _template(rule.rule))
        for rule in create_flask().url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if _is_api(rule.endpoint)
    }

    aside = {
        ("GET", STREAM.removeprefix(PREFIX)),
        ("POST", "/requests/{id}/replay"),
        ("POST", "/hooks/{name}"),
    }
    assert described == served | aside


@pytest.mark.parametrize(("method", "path"), [("GET", "/nothing"), ("PUT", "/reset"), ("DELETE", "/health")])
def test_what_is_not_served(mock: Mock, method: str, path: str) -> None:
    """Unknown paths and methods are refused as problems that say what there is."""
    problem = mock.refused(method, path)

    assert problem["status"] in {404, 405}
    assert problem["fix"]


def test_bodies_in_chunks(mock: Mock) -> None:
    """A body without a length, as programs send it that do not know theirs, is read as any other."""
    rule = mock.done("POST", "/faults", content=iter([b'{"operation": "GetFlow", ', b'"broken": "reset"}']))

    assert (rule["operation"], rule["broken"]) == ("GetFlow", "reset")


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/health", None),
        ("GET", "/settings", None),
        ("GET", "/requests", None),
        ("GET", "/requests/1", None),
        ("GET", "/clock", None),
        ("GET", "/faults", None),
        ("POST", "/tokens", {}),
        ("POST", "/tokens", {"kind": "foreign"}),
        ("POST", "/faults", {"operation": "GetFlow", "broken": "reset"}),
        ("POST", "/requests/find", {}),
        ("POST", "/requests/count", {}),
        ("DELETE", "/requests", None),
        ("POST", "/requests/1/replay", None),
    ],
)
def test_answers_are_what_the_document_says(mock: Mock, method: str, path: str, body: Any) -> None:
    """What is served has the fields that clients made of the document rely on."""
    document = mock.plain.get("/__admin/openapi.json").json()
    assert mock.http.get("/management/v1/orgs/me").is_success
    mock.fault(name="slow", operation="ListActions", delay={"type": "fixed", "milliseconds": 1})

    answer = mock.control(method, path, json=body)

    assert answer.is_success, answer.text
    template = re.sub(r"/1(?=/|$)", "/{id}", path)
    described = document["paths"][template][method.lower()]["responses"][str(answer.status_code)]
    if "$ref" in described:
        described = document["components"]["responses"][described["$ref"].rpartition("/")[2]]
    schema = described["content"]["application/json"]["schema"]
    OAS30Validator({**schema, "components": document["components"]}).validate(answer.json())


def test_bodies_that_are_no_json(mock: Mock) -> None:
    """A body that cannot be read is refused as such."""
    assert "no JSON" in mock.refused("POST", "/faults", content=b"{")["detail"]


def _template(rule: str) -> str:
    return re.sub(r"<(?:int:)?(\w+)>", lambda match: f"{{{_NAMES.get(match[1], match[1])}}}", rule.removeprefix(PREFIX))


def _is_api(endpoint: str) -> bool:
    return not endpoint.startswith("console.")


_NAMES = {"number": "id", "error_id": "id"}
