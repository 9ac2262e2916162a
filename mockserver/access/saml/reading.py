"""XML from outside, read so that it can do no harm: nothing is looked up, nothing defined, all is bounded."""

from __future__ import annotations

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers.expat import ExpatError, ParserCreate

MOST_BYTES = 500_000
"""As much as the API takes of metadata."""
_MOST_ELEMENTS = 20_000
_DEEPEST = 100


class Unreadable(ValueError):
    """Something is not what it is taken for; the message says what it is instead."""


class _Limited:
    """Builds elements, as long as they are not too many."""

    def __init__(self) -> None:
        self._builder = TreeBuilder()
        self._elements = 0
        self._depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        if self._elements > _MOST_ELEMENTS or self._depth > _DEEPEST:
            raise Unreadable(f"it has more than {_MOST_ELEMENTS} elements, or more than {_DEEPEST} within each other")
        self._builder.start(_named(name), {_named(key): value for key, value in attributes.items()})

    def end(self, name: str) -> None:
        self._depth -= 1
        self._builder.end(_named(name))

    def data(self, text: str) -> None:
        self._builder.data(text)

    def close(self) -> Element:
        return self._builder.close()


def read_xml(data: bytes) -> Element:
    """The root of a document; names have their namespace in braces, as `xml.etree` writes them.

    A document with a type declaration is refused whole: entities come with one, and SAML has no use for it.

    Raises: Unreadable.
    """
    if len(data) > MOST_BYTES:
        raise Unreadable(f"it has more than {MOST_BYTES} bytes")
    building = _Limited()
    parser = ParserCreate(namespace_separator="}")
    parser.StartDoctypeDeclHandler = _refuse_type
    parser.StartElementHandler = building.start
    parser.EndElementHandler = building.end
    parser.CharacterDataHandler = building.data
    try:
        parser.Parse(data, True)
    except (ExpatError, ValueError, LookupError) as error:
        raise error if isinstance(error, Unreadable) else Unreadable(f"it is no XML: {error}") from error
    return building.close()


def text_of(element: Element | None) -> str:
    """What stands in an element, without blanks around it; empty where there is none."""
    return (element.text or "").strip() if element is not None else ""


def _refuse_type(*_: object) -> None:
    raise Unreadable("it has a document type declaration, which is not read")


def _named(name: str) -> str:
    return f"{{{name}" if "}" in name else name
