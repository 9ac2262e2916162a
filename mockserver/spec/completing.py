"""What an authored operation leaves out of its form, completed from the surface; what is authored wins.

Parameters are taken as they are authored or derived altogether. Of body and answers each part is derived that is not
authored, so that an operation can add an example, a link or a description to what is derived.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from mockserver.spec.writing.fields import Schema
from mockserver.spec.writing.messages import INPUT, reached
from mockserver.spec.writing.names import SchemaNames, schema_names
from mockserver.spec.writing.operations import binding_of, derived_parts
from mockserver.surface.library import Surface
from mockserver.surface.model import package_of

_RPC = "x-rpc"
_LAID_OVER = ("requestBody", "responses")
_COMPLETE = ("description", "content")


class NotReached(ValueError):
    """An operation stands at a path that does not lead to its method, or names one that the surface lacks."""


class Completing:
    """Completes the operations of a document whose files are in a folder."""

    def __init__(self, folder: Path, surface: Surface, operations: Iterable[Mapping[str, Any]]) -> None:
        """Take all operations of the document, as requests are called after what answers hold (`request_name`)."""
        self._surface = surface
        self._folder = folder
        self._operations = operations

    def completed(self, path: str, verb: str, operation: dict[str, Any]) -> dict[str, Any]:
        """An operation with all its parts.

        Raises: NotReached.
        """
        rpc = operation.get(_RPC)
        if not rpc or _is_complete(operation):
            return operation
        try:
            method = self._surface.method(rpc)
            binding = binding_of(rpc, method, verb, path)
        except KeyError as error:
            raise NotReached(f"{operation.get('operationId')}: {error}") from error
        derived = derived_parts(method, binding, path, self._surface, self._references)
        if not method.permission:
            derived["security"] = []
        merged = {part: _laid_over(derived[part], operation.get(part, {})) for part in _LAID_OVER if part in derived}
        return {**derived, **operation, **merged}

    @functools.cached_property
    def _references(self) -> _ToFiles:
        methods = [self._surface.method(operation[_RPC]) for operation in self._operations if operation.get(_RPC)]
        answers = set(reached(self._surface, (method.response for method in methods)))
        return _ToFiles(self._folder / "openapi", answers, schema_names(self._surface))


class _ToFiles:
    """References to the files that the document is written in."""

    def __init__(self, folder: Path, answers: Collection[str], names: SchemaNames) -> None:
        self._folder = folder
        self._answers = answers
        self._names = names

    def answer(self, target: str) -> Schema:
        """A reference to a message as answers hold it, or to a shared schema."""
        return self._schema(target, self._names.of(target) if "." in target else "")

    def request(self, target: str) -> Schema:
        """A reference to a message as requests hold it."""
        return self._schema(target, request_name(target, self._answers, self._names))

    def shared(self, section: str, name: str) -> Schema:
        """A reference to a parameter or an answer that operations share."""
        return {"$ref": f"{self._folder}/common.yaml#/{section}/{name}"}

    def _schema(self, target: str, name: str) -> Schema:
        if not name:
            return self.shared("schemas", target)
        return {"$ref": f"{self._folder}/schemas/{package_of(target)}.yaml#/{name}"}


def request_name(message: str, answers: Collection[str], names: SchemaNames) -> str:
    """The name of the schema of a message as requests hold it; empty for what is no message.

    Args:
        answers: all messages that answers hold, whose schemas have the shorter names.
    """
    return names.of(message) + (INPUT if message in answers else "") if "." in message else ""


def _is_complete(operation: Mapping[str, Any]) -> bool:
    """Whether nothing is left out, so that nothing need be derived."""
    answers = operation.get("responses", {})
    return "default" in answers and all(
        "$ref" in answer or all(part in answer for part in _COMPLETE) for answer in answers.values()
    )


def _laid_over(derived: Mapping[str, Any], authored: Mapping[str, Any]) -> dict[str, Any]:
    if "$ref" in authored or "$ref" in derived:
        return dict(authored)
    return {
        **derived,
        **{
            key: _laid_over(derived[key], value)
            if isinstance(value, dict) and isinstance(derived.get(key), dict)
            else value
            for key, value in authored.items()
        },
    }
