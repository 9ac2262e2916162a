"""Pages of the console as they are sent, without a browser."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from tests.control.mock import Mock


def page(mock: Mock, name: str, **parameters: Any) -> str:
    """The HTML of a page for the instance of a test."""
    answer = mock.control("GET", f"/console/{name}", params=parameters, headers={"accept": "text/html"})
    assert answer.status_code == 200, answer.text
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "style=" not in answer.text
    return answer.text


def tags(html: str, tag: str) -> list[dict[str, str | None]]:
    """The attributes of all tags of a name, in their order."""
    return [attributes for attributes, _ in _Reader(html, tag).found]


def links(html: str) -> list[str]:
    """Where all links lead, in their order."""
    return [attributes["href"] or "" for attributes in tags(html, "a") if "href" in attributes]


def texts(html: str, tag: str) -> list[str]:
    """The text in each tag of a name that holds no tag of the same name, with spaces as a browser shows them."""
    return [" ".join("".join(parts).split()) for _, parts in _Reader(html, tag).found]


class _Reader(HTMLParser):
    def __init__(self, html: str, tag: str) -> None:
        super().__init__()
        self.found: list[tuple[dict[str, str | None], list[str]]] = []
        self._tag = tag
        self._inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == self._tag:
            self._inside = True
            self.found.append((dict(attrs), []))

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != self._tag

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[-1][1].append(data)
