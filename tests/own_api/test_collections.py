"""Collections of a document keep what is added to them."""

from __future__ import annotations

import re
import uuid
from typing import Any

import httpx

from tests.control.mock import Mock

ARTICLES = "/shop/articles"
TABLE = {"title": "Table", "price": 100}


def titles(shop: Mock, **query: Any) -> list[str]:
    """The titles of the listed articles."""
    return [article["title"] for article in shop.http.get(ARTICLES, params=query).json()["items"]]


def added(shop: Mock, **fields: Any) -> dict[str, Any]:
    """An article that was just added."""
    answer = shop.http.post(ARTICLES, json=TABLE | fields)
    assert answer.status_code == 201, answer.text
    article: dict[str, Any] = answer.json()
    return article


def test_examples_are_there_from_the_beginning(shop: Mock) -> None:
    """Those of the list, with its own total; each by itself too."""
    listed = shop.http.get(ARTICLES)

    assert [article["title"] for article in listed.json()["items"]] == ["Lamp", "Chair"]
    assert (listed.json()["total"], listed.headers["x-currency"]) == (2, "CHF")
    assert shop.http.get(f"{ARTICLES}/2").json()["status"] == "sold"


def test_what_is_added_is_found(shop: Mock) -> None:
    """Under a number of its own, with what the server says of it; an id and a date of a request count for nothing."""
    answer = shop.http.post(ARTICLES, json=TABLE | {"id": 55, "createdAt": "2001-01-01T00:00:00Z", "secret": "x"})

    article = answer.json()
    assert (answer.status_code, answer.headers["location"]) == (201, f"{ARTICLES}/3")
    assert (article["id"], article["title"], article["status"]) == (3, "Table", "open")
    assert article["createdAt"] > "2024"
    assert "secret" not in article
    assert shop.http.get(answer.headers["location"]).json() == article
    assert titles(shop) == ["Lamp", "Chair", "Table"]


def test_a_number_is_used_once(shop: Mock) -> None:
    """What was removed leaves its number behind."""
    first = added(shop)["id"]
    shop.http.delete(f"{ARTICLES}/{first}")

    assert added(shop)["id"] == first + 1


def test_changes(shop: Mock) -> None:
    """A patch changes what it names, and null takes away or stays as the document allows; a put replaces the rest."""
    path = f"{ARTICLES}/1"
    assert shop.http.patch(path, json={"price": 9, "note": "worn"}).json()["note"] == "worn"
    assert shop.http.patch(path, json={"note": None}).json()["note"] is None
    before = shop.http.get(path).json()
    assert (before["title"], before["price"]) == ("Lamp", 9)

    replaced = shop.http.put(path, json={"title": "Lantern", "price": 5}).json()

    assert replaced == {"id": 1, "title": "Lantern", "price": 5, "createdAt": before["createdAt"]}
    assert titles(shop) == ["Lantern", "Chair"]


def test_removal(shop: Mock) -> None:
    """What is removed is not there, be it an example or not; a second removal says so."""
    added(shop)
    for number in (1, 3):
        assert shop.http.delete(f"{ARTICLES}/{number}").status_code == 204
        again = shop.http.delete(f"{ARTICLES}/{number}")
        assert (again.status_code, again.headers["content-type"]) == (404, "application/problem+json")
        assert again.json()["detail"].startswith(f"{ARTICLES}/{number} is not there")
    assert titles(shop) == ["Chair"]


def test_a_404_of_the_document(shop: Mock) -> None:
    """Where the document shows what it says of a thing that is not there, that is answered."""
    answer = shop.http.get(f"{ARTICLES}/9")

    assert (answer.status_code, answer.json()) == (404, {"error": "no such article"})


def test_pages_and_filters(shop: Mock) -> None:
    """Limit and offset, and parameters that are called as a property is."""
    added(shop)
    added(shop, title="Bed", status="sold")

    assert titles(shop, limit=2) == ["Lamp", "Chair"]
    assert titles(shop, limit=2, offset=3) == ["Bed"]
    assert titles(shop, status="sold") == ["Chair", "Bed"]
    assert shop.http.get(ARTICLES, params={"status": "sold", "limit": 1}).json()["total"] == 2


def test_what_is_below_a_thing(shop: Mock) -> None:
    """It belongs to that thing, is not there without it, and goes with it."""
    review = shop.http.post(f"{ARTICLES}/1/reviews", json={"text": "good"}).json()

    assert uuid.UUID(review["id"]).version == 4
    assert (review["text"], review["replies"]) == ("good", [])
    assert re.fullmatch(r"[a-z.]+@example\.com", review["author"])
    assert shop.http.get(f"{ARTICLES}/1/reviews").json() == [review]
    assert shop.http.get(f"{ARTICLES}/2/reviews").json() == []
    assert shop.http.get(f"{ARTICLES}/9/reviews").status_code == 404
    assert shop.http.post(f"{ARTICLES}/9/reviews", json={"text": "good"}).status_code == 404
    shop.http.delete(f"{ARTICLES}/1")
    assert shop.http.get(f"{ARTICLES}/1/reviews").status_code == 404
    assert "good" not in shop.control("GET", "/state").text


def test_instances_share_nothing(shop: Mock, server: Any) -> None:
    """Each has the examples, and what was added to it."""
    added(shop)

    other = httpx.get(f"{server.base_url}{ARTICLES}", headers={"host": "other.localhost"}, trust_env=False)

    assert other.json()["total"] == 2


def test_state_is_exported_and_reset(shop: Mock) -> None:
    """What was added and removed is in an export, comes back with it, and is gone after a reset."""
    added(shop)
    shop.http.delete(f"{ARTICLES}/1")
    exported = shop.control("GET", "/state").text

    shop.done("POST", "/reset")
    assert titles(shop) == ["Lamp", "Chair"]
    answer = shop.control("PUT", "/state", content=exported, headers={"content-type": "application/yaml"})
    assert answer.is_success, answer.text
    assert titles(shop) == ["Chair", "Table"]


def test_answers_without_a_collection(shop: Mock) -> None:
    """What is made up says so, fits its schema, and is the same the next time; literal paths come before fields."""
    featured = shop.http.get(f"{ARTICLES}/featured")

    assert featured.headers["x-zitadel-mock"] == "fabricated"
    assert len(featured.json()["sku"]) == 8
    assert featured.json()["price"] > 0
    again = shop.http.get(f"{ARTICLES}/featured").json()
    assert again | {"createdAt": ""} == featured.json() | {"createdAt": ""}
    assert shop.http.get("/shop/health").json()["status"] == "up"
    assert "x-zitadel-mock" not in shop.http.get(ARTICLES).headers
