"""Pages of HTML, as far as logins need them: the fields of their forms."""

from __future__ import annotations

from html.parser import HTMLParser


def inputs(page: str) -> dict[str, str]:
    """The values of a page's inputs that have one, by name; the last of several of one name."""
    reader = _Inputs()
    reader.feed(page)
    reader.close()
    return reader.found


class _Inputs(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, value = given.get("name"), given.get("value")
        if tag == "input" and name and value:
            self.found[name] = value
