"""What a document says that an operation answers: its example, else a value made up for its schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from mockserver.own_api.operation import Operation, is_json, json_of
from mockserver.own_api.pointers import Node, Pointers
from mockserver.own_api.values import Values

_NO_CONTENT = frozenset({204, 205, 304})
_DEFAULT = "default"
_FIRST_ERROR = 300


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer.

    Attributes:
        media_type: of the body; empty where there is none.
        value: of JSON what it says, else a text.
        headers: those that the document describes.
        made: whether any of it was made up.
    """

    status: int
    media_type: str = ""
    value: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    made: bool = False


class Described:
    """Reads the responses of a document's operations."""

    def __init__(self, pointers: Pointers) -> None:
        """Follow references by these pointers."""
        self._pointers = pointers

    def success(self, operation: Operation) -> int:
        """The status of success: the first of 2xx that is described, 200 where none is by its number."""
        statuses = sorted(int(status) for status in operation.responses if status.isdigit())
        described = [status for status in statuses if 200 <= status < _FIRST_ERROR]
        if described:
            return described[0]
        open_ended = "2XX" in operation.responses or _DEFAULT in operation.responses
        return statuses[0] if statuses and not open_ended else 200

    def knows(self, operation: Operation, status: int) -> bool:
        """Whether a status is described, by its number, its class or as the default."""
        return self._response(operation, status) is not None

    def has_example(self, operation: Operation, status: int) -> bool:
        """Whether the document has an example for just this status."""
        content = self._pointers.resolved(operation.responses.get(str(status))).get("content", {})
        return any(True for media_type in content for _ in self._examples(content[media_type]))

    def schema(self, operation: Operation, status: int) -> Node | None:
        """The schema of an answer in JSON; None where it has none."""
        content = (self._response(operation, status) or {}).get("content", {})
        media_type = json_of(content)
        return self._pointers.resolved(content[media_type].get("schema", {})) if media_type else None

    def example(self, operation: Operation, status: int) -> Any:
        """The first example of an answer in JSON; None where there is none."""
        content = (self._response(operation, status) or {}).get("content", {})
        media_type = json_of(content)
        return next((value for _, value in self._examples(content.get(media_type, {}))), None)

    def named(self, operation: Operation, name: str) -> int | None:
        """The first status that has an example of a name; None where none has."""
        for status in operation.responses:
            content = operation.responses[status].get("content", {})
            if any(name == each for media in content.values() for each, _ in self._examples(media)):
                return int(status) if status.isdigit() else self.success(operation)
        return None

    def answer(self, operation: Operation, status: int, values: Values, example: str = "") -> Answer:
        """The answer of a status.

        Args:
            example: the name of the one that is wanted; the first one where it is empty, or there is none so named.
        """
        response = self._response(operation, status) or {}
        headers = self._headers(response, values)
        content: Mapping[str, Any] = response.get("content", {})
        if not content or status in _NO_CONTENT:
            return Answer(status, headers=headers, made=values.made)
        media_type = json_of(content) or next(iter(content))
        examples = [*self._examples(content[media_type])]
        value = next((value for name, value in examples if name == example), examples[0][1] if examples else None)
        if not examples:
            value = values.of(content[media_type].get("schema", {}), "value")
        if not is_json(media_type) and not isinstance(value, str):
            value = str(value)
        return Answer(status, media_type, value, headers, made=values.made)

    def saying(self, operation: Operation, status: int, value: Any, values: Values) -> Answer:
        """The answer of a status whose JSON is known."""
        response = self._response(operation, status) or {}
        headers = self._headers(response, values)
        return Answer(status, json_of(response.get("content", {})), value, headers, values.made)

    def _headers(self, response: Node, values: Values) -> dict[str, str]:
        told = {}
        for name, node in response.get("headers", {}).items():
            header = self._pointers.resolved(node)
            value = header["example"] if "example" in header else values.of(header.get("schema", {}), name)
            told[name.lower()] = str(value)
        return told

    def _response(self, operation: Operation, status: int) -> Node | None:
        for key in (str(status), f"{status // 100}XX", _DEFAULT):
            if key in operation.responses:
                return operation.responses[key]
        return None

    def _examples(self, media: Node) -> Iterator[tuple[str, Any]]:
        """Names and values of the examples of a body; those of a whole schema have no name."""
        for name, node in media.get("examples", {}).items():
            example = self._pointers.resolved(node)
            if "value" in example:
                yield name, example["value"]
        for holder in (media, self._pointers.resolved(media.get("schema"))):
            if "example" in holder:
                yield "", holder["example"]
