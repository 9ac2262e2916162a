"""All operations of the surface in one document, those that nobody modelled marked as such."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from mockserver.spec.completing import request_name
from mockserver.spec.writing.fields import Schema
from mockserver.spec.writing.messages import MessageSchemas, reached
from mockserver.spec.writing.names import candidates, schema_names
from mockserver.spec.writing.operations import PATH_FIELD, blank, derived_parts
from mockserver.surface.library import Surface
from mockserver.surface.model import Binding, Method, json_name, package_of
from mockserver.surface.offered import ways

UNMODELLED = "x-unmodelled"
"""Marks operations that the surface has and nobody modelled."""
FABRICATED = "x-fabricated"
"""Says of each of those whether an answer can be made up."""

_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def add_all(document: dict[str, Any], surface: Surface, can_fabricate: Callable[[str], bool]) -> None:
    """Add what a full document lacks: operations that HTTP reaches, and the schemas of their messages.

    Args:
        can_fabricate: whether an answer can be made up, of a `package.Service/Method`.
    """
    document["paths"] = {path: dict(item) for path, item in document["paths"].items()}
    modelled = {operation.get("x-rpc"): operation for item in document["paths"].values() for operation in item.values()}
    taken = {operation["operationId"] for operation in modelled.values()}
    templates = {blank(path): path for path in document["paths"]}
    requests: dict[str, None] = {}
    answers: dict[str, None] = {}
    rows = [way for way in _first(ways(surface)) if way[0] not in modelled]
    for _, method, binding in rows:
        answers[method.response] = None
        if binding.body:
            requests[method.request] = None
    references = _References(surface, list(requests), list(answers))
    for rpc, method, binding in rows:
        path = templates.setdefault(blank(binding.path), _named(binding.path))
        operation_id = next(name for name in candidates(package_of(method.request), method.name) if name not in taken)
        taken.add(operation_id)
        operation = {
            "operationId": operation_id,
            "tags": [rpc.partition("/")[0]],
            "summary": " ".join(_WORDS.split(method.name)).capitalize(),
            UNMODELLED: True,
            FABRICATED: can_fabricate(rpc),
            "x-rpc": rpc,
            **_access(method),
            **derived_parts(method, binding, path, surface, references),
        }
        document["paths"].setdefault(path, {})[binding.verb.lower()] = operation
    document["components"]["schemas"] = references.schemas() | document["components"]["schemas"]
    used = {operation["tags"][0] for item in document["paths"].values() for operation in item.values()}
    known = {tag["name"] for tag in document["tags"]}
    document["tags"] = [*document["tags"], *({"name": name} for name in sorted(used - known))]


class _References:
    """Schemas of messages, which requests and answers refer to by name."""

    def __init__(self, surface: Surface, requests: list[str], answers: list[str]) -> None:
        self._surface = surface
        self._names = schema_names(surface)
        self._answers = dict.fromkeys(reached(surface, answers))
        self._requests = dict.fromkeys(reached(surface, requests))

    def answer(self, target: str) -> Schema:
        """A reference to a message as answers hold it, or to a shared schema."""
        return {"$ref": f"#/components/schemas/{self._names.of(target) if '.' in target else target}"}

    def request(self, target: str) -> Schema:
        """A reference to a message as requests hold it."""
        return {"$ref": f"#/components/schemas/{request_name(target, self._answers, self._names) or target}"}

    def shared(self, section: str, name: str) -> Schema:
        """A reference to a parameter or an answer that operations share."""
        return {"$ref": f"#/components/{section}/{name}"}

    def schemas(self) -> dict[str, Schema]:
        """All that is referred to."""
        of_answers = MessageSchemas(self._surface, self.answer, {})
        of_requests = MessageSchemas(self._surface, self.request, {})
        made = {self._names.of(name): of_answers.answer(name) for name in self._answers}
        for name in self._requests:
            made[request_name(name, self._answers, self._names)] = of_requests.request(name)
        return made


def _first(found: Iterable[tuple[str, Method, Binding]]) -> Iterator[tuple[str, Method, Binding]]:
    """Of ways that are the same the first, which is the one that is served: v2beta binds some of v2's again."""
    taken = set()
    for rpc, method, binding in found:
        way = binding.verb, blank(binding.path)
        if way not in taken:
            taken.add(way)
            yield rpc, method, binding


def _access(method: Method) -> dict[str, Any]:
    return {"x-permission": method.permission} if method.permission else {"security": []}


def _named(path: str) -> str:
    return PATH_FIELD.sub(lambda found: f"{{{json_name(found[1])}}}", path)
