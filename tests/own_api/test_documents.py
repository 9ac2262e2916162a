"""Documents of many shapes, through the Connexion application."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from mockserver.app import create_app
from mockserver.settings import OwnSpec, Settings
from tests.own_api.documents import TOKEN, answering, app_of, document, reading, written

STRING: dict[str, Any] = {"type": "string"}
INTEGER: dict[str, Any] = {"type": "integer"}
BEARER = {"authorization": f"Bearer {TOKEN}"}


def client_of(folder: Path, content: object) -> TestClient:
    """Calls of the application that serves a document below `/api`."""
    return TestClient(app_of(folder, content).asgi, headers={"host": "localhost"})


def things(thing: dict[str, Any], listed: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """The paths of a collection of things; what is below one of them is given by its path and operation."""
    return {
        "/things": {"post": reading(thing), "get": answering(listed or {"type": "array", "items": thing})},
        "/things/{id}": {"get": answering(thing), "delete": answering(thing), **more},
    }


def test_lists_and_things_within_objects(tmp_path: Path) -> None:
    """Answers that wrap what they are about, and say how much there is."""
    thing = {"type": "object", "properties": {"id": STRING, "name": STRING}}
    wrapped = {"type": "object", "properties": {"data": thing}}
    page = {"data": {"type": "array", "items": thing}, "totalCount": INTEGER, "hasMore": {"type": "boolean"}}
    listing = answering(
        {"type": "object", "properties": page}, parameters=[{"name": "limit", "in": "query", "schema": INTEGER}]
    )
    adding = reading({"type": "object", "properties": {"name": STRING}})
    adding["responses"]["201"]["content"]["application/json"]["schema"] = wrapped
    paths = {"/things": {"post": adding, "get": listing}, "/things/{id}": {"get": answering(wrapped)}}
    client = client_of(tmp_path, document(paths))

    added = [client.post("/api/things", json={"name": name}).json()["data"] for name in ("a", "b")]

    assert [thing["name"] for thing in added] == ["a", "b"]
    assert client.get("/api/things?limit=1").json() == {"data": added[:1], "totalCount": 2, "hasMore": True}
    assert client.get(f"/api/things/{added[1]['id']}").json() == {"data": added[1]}


def test_pages(tmp_path: Path) -> None:
    """They are counted from 1, and as long as the document says where a request does not."""
    thing = {"type": "object", "properties": {"id": INTEGER}}
    parameters = [
        {"name": "page", "in": "query", "schema": INTEGER},
        {"name": "pageSize", "in": "query", "schema": {"type": "integer", "default": 2}},
    ]
    listed = answering({"type": "array", "items": thing}, parameters=parameters)
    unlimited = answering({"type": "array", "items": thing}, parameters=parameters[:1])
    adding = reading({"type": "object"})
    client = client_of(
        tmp_path, document({"/a": {"post": adding, "get": listed}, "/b": {"post": adding, "get": unlimited}})
    )
    for path in ("/api/a", "/api/b"):
        for _ in range(3):
            client.post(path, json={})

    def numbers(path: str) -> list[int]:
        return [each["id"] for each in client.get(f"/api{path}").json()]

    assert [numbers("/a"), numbers("/a?page=2"), numbers("/a?page=3")] == [[1, 2], [3], []]
    assert [numbers("/a?page=1&pageSize=1"), numbers("/b"), numbers("/b?page=2")] == [[1], [1, 2, 3], []]


def test_things_that_bring_their_identity(tmp_path: Path) -> None:
    """A second one with it is a conflict, and a put adds one where the document says that it can."""
    thing = {"type": "object", "required": ["id"], "properties": {"id": STRING, "size": INTEGER}}
    client = client_of(tmp_path, document(things(thing, put=reading(thing))))

    first, second = (client.post("/api/things", json={"id": "a/b"}) for _ in range(2))

    assert (first.status_code, first.headers["location"]) == (201, "/api/things/a%2Fb")
    assert (second.status_code, second.json()["detail"][:18]) == (409, "id 'a/b' is taken:")
    put = client.put("/api/things/c", json={"id": "ignored", "size": 1})
    assert (put.status_code, put.json(), put.headers["location"]) == (201, {"id": "c", "size": 1}, "/api/things/c")
    assert client.get("/api/things").json() == [{"id": "a/b"}, {"id": "c", "size": 1}]


def test_things_without_an_identity_of_their_own(tmp_path: Path) -> None:
    """Only their path has one."""
    client = client_of(tmp_path, document(things({"type": "object", "properties": {"text": STRING}})))

    added = client.post("/api/things", json={"text": "hello"})

    assert added.json() == {"text": "hello"}
    assert client.get(added.headers["location"]).json() == {"text": "hello"}


def test_names_that_python_has_its_own_use_for(tmp_path: Path) -> None:
    """Parameters may have any name, and a segment more than one field."""
    names = ["self", "body", "visit", "my-id", "request"]
    parameters = [{"name": name, "in": "path", "required": True, "schema": STRING} for name in names]
    path = "/" + "/".join(f"{{{name}}}" for name in names)
    parted = "/files/{name}.{kind}"
    paths = {
        path: {"get": answering({"enum": ["found"]}, parameters=parameters)},
        parted: {"get": answering({"enum": ["file"]})},
    }
    client = client_of(tmp_path, document(paths))

    assert client.get("/api/1/2/3/4/5").json() == "found"
    assert client.get("/api/files/a.txt").json() == "file"


def test_names_of_operations(tmp_path: Path) -> None:
    """One that stands twice, or that ZITADEL has too, is called by its method and path."""
    paths = {
        "/a": {"get": answering(STRING, operationId="twice"), "put": answering(STRING, operationId="once")},
        "/b": {"get": answering(STRING, operationId="twice"), "put": answering(STRING, operationId="CreateAction")},
    }
    own = app_of(tmp_path, document(paths)).own

    assert own is not None
    assert sorted(own.names) == ["GET /api/a", "GET /api/b", "PUT /api/b", "once"]


def test_parameters_that_say_no_type(tmp_path: Path) -> None:
    """They are of the type of their values or alternatives."""
    schemas = {"a": {"enum": [1, 2]}, "b": {"anyOf": [INTEGER, STRING]}, "c": {}, "d": {"allOf": [INTEGER]}}
    parameters = [{"name": name, "in": "query", "schema": schema} for name, schema in schemas.items()]
    client = client_of(tmp_path, document({"/x": {"get": answering(STRING, parameters=parameters)}}))

    for query, status in (("a=1&b=x&c=y&d=3", 200), ("b=1", 200), ("a=3", 400), ("d=x", 400)):
        assert client.get(f"/api/x?{query}").status_code == status, query


def test_other_files_and_yaml(tmp_path: Path) -> None:
    """References to other files are followed; dates and numbers of YAML are what JSON has for them."""
    (tmp_path / "day.yaml").write_text("{type: string, format: date, example: 2024-05-01}\n", "utf-8")
    (tmp_path / "tree.yaml").write_text(
        "components: {schemas: {Tree: {type: object, required: [leaf], properties: {leaf: {$ref: day.yaml},"
        " more: {type: array, items: {$ref: '#/components/schemas/Tree'}}}}}}\n"
        "path: {put: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Tree'}}}},"
        " responses: {204: {description: d}}}}\n",
        "utf-8",
    )
    text = """
openapi: 3.0.3
info: {title: t, version: "1"}
paths:
  /day:
    get:
      responses:
        200: {description: d, content: {application/json: {schema: {$ref: "day.yaml"}}}}
  /text:
    get:
      responses:
        200: {description: d, content: {text/plain: {example: hello}}}
  /tree: {$ref: "tree.yaml#/path"}
  /nothing:
    delete: {responses: {204: {description: d}}}
"""
    client = client_of(tmp_path, text)

    assert client.get("/api/day").json() == "2024-05-01"
    plain = client.get("/api/text")
    assert (plain.text, plain.headers["content-type"]) == ("hello", "text/plain")
    assert client.put("/api/tree", json={"leaf": "2024-05-02", "more": [{"leaf": "2024-05-03"}]}).status_code == 204
    assert client.put("/api/tree", json={"leaf": "2024-05-02", "more": [{}]}).json()["detail"] == (
        "body.more[0].leaf: is required"
    )
    gone = client.delete("/api/nothing")
    assert (gone.status_code, gone.content) == (204, b"")


@pytest.mark.parametrize(
    ("schema", "good", "bad"),
    [
        ({"type": ["string", "null"]}, [None, "x"], [1]),
        ({"type": ["string", "integer"]}, ["x", 1], [None, {}]),
        ({"anyOf": [{"type": "integer"}, {"type": "null"}]}, [1, None], ["x"]),
        ({"anyOf": [{"$ref": "#/components/schemas/Name"}, {"type": "null"}]}, ["abc", None], ["a", 1]),
        ({"$ref": "#/components/schemas/Name", "maxLength": 4}, ["abcd"], ["a", "abcde"]),
        ({"const": "x"}, ["x"], ["y"]),
        ({"type": "number", "exclusiveMinimum": 1, "exclusiveMaximum": 3}, [2], [1, 3]),
        (
            {"type": "object", "properties": {"type": {"const": 1}, "const": {"type": "integer"}}},
            [{"type": 1}],
            [{"const": "x"}],
        ),
        ({"type": "string", "pattern": r"^\p{L}+$"}, ["x"], [1]),
        ({"type": "string", "format": "date-time"}, ["2024-05-01T08:00:00Z"], ["2024-05-01T08:00:00", "today"]),
    ],
)
def test_schemas_of_version_31(tmp_path: Path, schema: dict[str, Any], good: list[object], bad: list[object]) -> None:
    """They hold as they would by 3.1."""
    name = {"type": "string", "minLength": 2}
    holder = {"type": "object", "required": ["value"], "properties": {"value": schema}}
    paths = {"/check": {"put": reading(holder)}}
    client = client_of(tmp_path, document(paths, "3.1.0", components={"schemas": {"Name": name}}, webhooks={}))

    for values, status in ((good, 201), (bad, 400)):
        for value in values:
            answer = client.put("/api/check", json={"value": value})
            assert answer.status_code == status, (value, answer.text)
            assert status == 201 or answer.json()["errors"][0]["field"].startswith("body.value")


def test_security_schemes(tmp_path: Path) -> None:
    """Tokens are judged; of other credentials it is only asked that there are some."""
    schemes = {
        "oauth": {"type": "oauth2", "flows": {"implicit": {"authorizationUrl": "https://x", "scopes": {"read": "r"}}}},
        "oidc": {"type": "openIdConnect", "openIdConnectUrl": "https://x"},
        "key": {"type": "apiKey", "in": "query", "name": "key"},
        "cookie": {"type": "apiKey", "in": "cookie", "name": "session"},
        "token": {"type": "apiKey", "in": "header", "name": "Authorization"},
        "basic": {"type": "http", "scheme": "basic"},
        "digest": {"type": "http", "scheme": "digest"},
    }
    asked: dict[str, list[dict[str, list[str]]]] = {name: [{name: []}] for name in schemes}
    asked |= {
        "either": [{"oauth": ["read"]}, {"key": []}],
        "both": [{"oauth": ["read"], "key": []}],
        "free": [{}, {"oidc": []}],
    }
    paths = {f"/{name}": {"get": answering(STRING, security=security)} for name, security in asked.items()}
    client = client_of(tmp_path, document(paths, components={"securitySchemes": schemes}))
    other = {"authorization": "Digest x"}

    for name, query, headers, status in (
        ("oauth", "", BEARER, 200),
        ("oauth", "", {"authorization": "bearer nobody's"}, 401),
        ("oidc", "", BEARER, 200),
        ("oidc", "", other, 401),
        ("token", "", BEARER, 200),
        ("token", "", other, 401),
        ("key", "?key=1", {}, 200),
        ("key", "", BEARER, 401),
        ("cookie", "", {"cookie": "session=1"}, 200),
        ("basic", "", {"authorization": "Basic eDp5"}, 200),
        ("digest", "", other, 200),
        ("digest", "", {}, 401),
        ("either", "", BEARER, 200),
        ("either", "?key=1", {}, 200),
        ("either", "", {}, 401),
        ("both", "?key=1", BEARER, 200),
        ("both", "?key=1", {}, 401),
        ("free", "", {}, 200),
    ):
        assert client.get(f"/api/{name}{query}", headers=headers).status_code == status, (name, query, headers)


def test_what_cannot_be_kept_is_answered_as_described(tmp_path: Path) -> None:
    """A post without a body that is an object, or without paths of things, adds nothing."""
    described = {"content": {"application/json": {"example": {"done": True}}}, "description": "d"}
    act = {"responses": {"200": described}}
    login = {"requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}}, **act}
    client = client_of(
        tmp_path, document({"/act": {"post": act}, "/login": {"post": login}, "/login/{id}/x": {"get": act}})
    )

    for method, path in (("POST", "/act"), ("POST", "/login"), ("GET", "/login/7/x")):
        assert client.request(method, f"/api{path}", json={}).json() == {"done": True}


def test_forms(tmp_path: Path) -> None:
    """They are validated, and answered as described."""
    form = {"type": "object", "required": ["name"], "properties": {"name": STRING}}
    content = {"multipart/form-data": {"schema": form}, "application/x-www-form-urlencoded": {"schema": form}}
    paths = {"/upload": {"post": {"requestBody": {"content": content}, **answering({"enum": ["ok"]})}}}
    client = client_of(tmp_path, document(paths))

    assert client.post("/api/upload", data={"name": "x"}).json() == "ok"
    assert client.post("/api/upload", data={"other": "x"}).status_code == 400


def test_two_documents_and_a_mount(tmp_path: Path) -> None:
    """Each below its prefix; where the application is mounted, places of things are below that."""
    thing = {"type": "object", "properties": {"id": INTEGER, "name": STRING}}
    first, second = (written(tmp_path, json.dumps(document(things(thing))), f"{name}.json") for name in "ab")
    app = create_app(Settings(admin_pat=TOKEN, specs=(OwnSpec(first), OwnSpec(second))))
    client = TestClient(app.asgi, headers={"host": "localhost"}, root_path="/mounted")

    added = client.post("/mounted/a/things", json={"name": "x"})

    assert added.headers["location"] == "/mounted/a/things/1"
    assert client.get("/mounted/b/things").json() == []
    assert client.post("/mounted/management/v1/flows/types/_search", headers=BEARER).status_code == 200
