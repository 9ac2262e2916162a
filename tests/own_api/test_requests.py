"""Requests of one's own API are validated, admitted, kept and failed as those of ZITADEL's are."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from contracts.target import Target
from tests.control.mock import Mock
from tests.server import Api

ARTICLES = "/shop/articles"
TABLE = {"title": "Table", "price": 100}
ORIGIN = "http://localhost:5173"


@pytest.fixture
def anyone(shop: Mock) -> Iterator[httpx.Client]:
    """Calls of the instance without a token."""
    headers = {"x-zitadel-instance-host": shop.host}
    with httpx.Client(base_url=shop.target.base_url, headers=headers, trust_env=False) as http:
        yield http


@pytest.mark.parametrize(
    ("body", "field", "message"),
    [
        ({"title": "Table"}, "body.price", "is required"),
        (TABLE | {"title": ""}, "body.title", "'' should be non-empty"),
        (TABLE | {"price": "much"}, "body.price", "'much' is not of type 'number'"),
        (TABLE | {"price": 0}, "body.price", "0 is less than or equal to the minimum of 0"),
        (TABLE | {"status": "lost"}, "body.status", "'lost' is not one of ['open', 'sold']"),
        (TABLE | {"sku": "x"}, "body.sku", "'x' does not match '^[A-Z]{3}-[0-9]{4}$'"),
        ([], "body", "[] is not of type 'object'"),
    ],
)
def test_a_body_that_does_not_fit(shop: Mock, body: object, field: str, message: str) -> None:
    """The refusal names the field and what is wrong with it, and nothing is added."""
    answer = shop.http.post(ARTICLES, json=body)

    problem = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert problem["errors"] == [{"field": field, "message": message}]
    assert problem["detail"] == f"{field}: {message}"
    assert shop.http.get(ARTICLES).json()["total"] == 2


def test_all_that_is_wrong_is_told(shop: Mock) -> None:
    """Not only the first field."""
    problem = shop.http.post(ARTICLES, json={"title": "", "price": -1}).json()

    assert [error["field"] for error in problem["errors"]] == ["body.title", "body.price"]


@pytest.mark.parametrize(
    ("content", "kind", "status", "detail"),
    [
        (b'{"title', "application/json", 400, "body: is no JSON: "),
        (b"\xff", "application/json", 400, "body: is no JSON: "),
        (b"[" * 100_000, "application/json", 400, "body: is no JSON: "),
        (b'{"title": "x", "price": 1e999}', "application/json", 400, "body: is no JSON: 1e999 is no number"),
        (b'{"title": "x", "price": NaN}', "application/json", 400, "body: is no JSON: NaN is no number"),
        (b'{"title": "\\ud800", "price": 1}', "application/json", 400, "body: is no JSON: "),
        (b"", "application/json", 400, "RequestBody is required"),
        (b"title=x", "application/x-www-form-urlencoded", 415, "Invalid Content-type"),
    ],
)
def test_a_body_that_cannot_be_read(shop: Mock, content: bytes, kind: str, status: int, detail: str) -> None:
    """It is refused as what it is."""
    answer = shop.http.post(ARTICLES, content=content, headers={"content-type": kind})

    assert (answer.status_code, answer.json()["detail"][: len(detail)]) == (status, detail)


@pytest.mark.parametrize(
    ("path", "detail"),
    [
        (f"{ARTICLES}?limit=0", "query parameter 'limit': 0 is less than the minimum of 1"),
        (f"{ARTICLES}?limit=ten", "query parameter 'limit': 'ten' is not of type 'integer'"),
        (f"{ARTICLES}?status=lost", "query parameter 'status': 'lost' is not one of ['open', 'sold']"),
        (f"{ARTICLES}/one", "path parameter 'articleId': 'one' is not of type 'integer'"),
    ],
)
def test_parameters_that_do_not_fit(shop: Mock, path: str, detail: str) -> None:
    """The refusal names the parameter."""
    answer = shop.http.get(path)

    assert (answer.status_code, answer.json()["detail"]) == (400, detail)


def test_unknown_paths_and_methods(shop: Mock) -> None:
    """They are refused as the document's, and listed among what nothing serves; paths of ZITADEL are as ever."""
    path, method = shop.http.get("/shop/carts"), shop.http.delete(ARTICLES)

    assert (path.status_code, path.json()["detail"]) == (404, "shop.yaml has no path /carts below /shop")
    assert (method.status_code, method.headers["allow"]) == (405, "GET, POST")
    literal = shop.http.put(f"{ARTICLES}/featured", json=TABLE)
    assert (literal.status_code, literal.headers["allow"]) == (405, "GET")
    assert shop.http.get("/shops").json() == {"code": 5, "message": "Not Found"}
    unmatched = shop.done("GET", "/requests/unmatched")["requests"]
    assert [request["path"] for request in unmatched] == [
        "/shops",
        f"{ARTICLES}/featured",
        ARTICLES,
        "/shop/carts",
    ]


def test_tokens(shop: Mock, anyone: httpx.Client) -> None:
    """Operations that ask for a token take those that this instance issued; others need none."""
    assert anyone.get(ARTICLES).status_code == 200
    missing = anyone.post(ARTICLES, json=TABLE)
    unknown = anyone.post(ARTICLES, json=TABLE, headers={"authorization": "Bearer nobody's"})
    api = Api(shop.http, "")
    token = api.new_token(api.new_user())
    known = anyone.post(ARTICLES, json=TABLE, headers={"authorization": f"Bearer {token}"})

    assert (missing.status_code, missing.headers["www-authenticate"]) == (401, "Bearer")
    assert "Authorization: Bearer TOKEN" in missing.json()["detail"]
    assert (unknown.status_code, known.status_code) == (401, 201)
    assert "none that this mock issued" in unknown.json()["detail"]


def test_a_token_is_asked_for_before_the_body_is_judged(anyone: httpx.Client) -> None:
    """Who may not call learns nothing of the body."""
    assert anyone.post(ARTICLES, json={}).status_code == 401


def test_http2(server: Target) -> None:
    """The same port serves it over HTTP/2."""
    with httpx.Client(base_url=server.base_url, http1=False, http2=True, trust_env=False) as http:
        answer = http.get(f"{ARTICLES}/1")

    assert (answer.http_version, answer.json()["title"]) == ("HTTP/2", "Lamp")


def test_head(shop: Mock) -> None:
    """It is a GET without its body."""
    answer = shop.http.head(f"{ARTICLES}/1")

    assert (answer.status_code, answer.content) == (200, b"")


def test_cors(anyone: httpx.Client) -> None:
    """A page of another origin may send any header, and reads all answers with all of their headers."""
    asked = {"access-control-request-method": "POST", "access-control-request-headers": "authorization,x-mine"}
    preflight = anyone.options(ARTICLES, headers={"origin": ORIGIN} | asked)
    listed = anyone.get(ARTICLES, headers={"origin": ORIGIN})
    refused = anyone.post(ARTICLES, json=TABLE, headers={"origin": ORIGIN})

    assert (preflight.status_code, preflight.headers["access-control-allow-headers"]) == (204, "authorization,x-mine")
    assert "x-currency" in listed.headers["access-control-expose-headers"]
    for answer in (preflight, listed, refused):
        assert answer.headers["access-control-allow-origin"] == ORIGIN


def test_the_journal(shop: Mock) -> None:
    """It knows operations by their name, or by method and path, and why they refused."""
    shop.http.post(ARTICLES, json=TABLE)
    shop.http.post(ARTICLES, json={"price": 1})
    shop.http.put(f"{ARTICLES}/1", json=TABLE)

    replaced, refused, added = shop.requests()
    assert (added["operation"], added["status"], added["transport"]) == ("addArticle", 201, "json")
    assert (refused["message"], refused["step"]) == ("body.title: is required", "field rules")
    assert replaced["operation"] == "PUT /shop/articles/{articleId}"
    assert shop.requests(operation="addArticle") == [refused, added]


def test_the_console(shop: Mock) -> None:
    """Its journal shows such a request, and its faults can be for such an operation."""
    shop.http.get(f"{ARTICLES}/1")
    number = shop.requests()[0]["id"]

    for page in (f"journal/{number}", "journal", "faults"):
        shown = shop.control("GET", f"/console/{page}")
        assert (shown.status_code, "getArticle" in shown.text) == (200, True)
    entry = shop.control("GET", f"/console/journal/{number}").text
    assert "By its OpenAPI document" in entry
    assert "the organisation must exist" not in entry


def test_faults(shop: Mock) -> None:
    """An error is answered instead of asking the operation, as often as the rule says; a delay holds it back."""
    shop.fault(name="down", operation="addArticle", error={"code": "UNAVAILABLE", "message": "closed"}, times=1)
    shop.fault(name="late", operation="getArticle", delay={"type": "fixed", "milliseconds": 1})

    struck = shop.http.post(ARTICLES, json=TABLE)

    assert (struck.status_code, struck.json()["detail"]) == (503, "closed")
    assert struck.headers["x-mock-injected"] == "down"
    assert shop.http.post(ARTICLES, json=TABLE).status_code == 201
    assert shop.http.get(f"{ARTICLES}/3").headers["x-mock-injected"] == "late"
    assert shop.http.get(ARTICLES, headers={"x-mock-delay": "1"}).headers["x-mock-injected"] == "x-mock-delay"
    problem = shop.refused("POST", "/faults", json={"operation": "addArticel", "broken": "reset"})
    assert "addArticle" in problem["fix"]


def test_a_connection_that_fails(shop: Mock) -> None:
    """What was asked for is done, and no answer arrives."""
    shop.fault(operation="addArticle", broken="empty", times=1)

    with pytest.raises(httpx.RemoteProtocolError):
        shop.http.post(ARTICLES, json=TABLE)

    assert shop.http.get(ARTICLES).json()["total"] == 3


def test_preferences(shop: Mock) -> None:
    """A request gets the answer that it prefers, by status or by the name of an example, if the document has it."""
    path = f"{ARTICLES}/1"
    by_code = shop.http.get(path, headers={"prefer": "code=404"})
    by_name = shop.http.get(path, headers={"prefer": "example=gone"})
    unknown = shop.http.get(path, headers={"prefer": "code=418"})

    for answer in (by_code, by_name):
        assert (answer.status_code, answer.json()) == (404, {"error": "no such article"})
        assert answer.headers["x-mock-injected"] == "Prefer"
    assert unknown.status_code == 400
    assert unknown.json()["detail"].endswith("getArticle has no such answer; it describes 200, 404")
