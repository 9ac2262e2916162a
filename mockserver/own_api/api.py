"""An OpenAPI document of the user's own as what it serves: operations, collections, answers."""

from __future__ import annotations

from collections.abc import Collection as Names
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mockserver.own_api.answer import Answer, Described
from mockserver.own_api.collection import Deriving
from mockserver.own_api.deeds import Call, Deeds
from mockserver.own_api.operation import Operation, operations_of
from mockserver.own_api.paths import fits, matching_order
from mockserver.own_api.pointers import Pointers
from mockserver.own_api.refusal import NotDone
from mockserver.own_api.schemas import Schemas
from mockserver.own_api.shown import Query
from mockserver.own_api.unusable import UnusableDocument
from mockserver.own_api.values import Values
from mockserver.store.instance import Instance

_NOT_FOUND = 404


class OwnApi:
    """What one document serves.

    Attributes:
        prefix: the path below which it does, without a slash at its end.
        document: as Connexion takes it.
    """

    def __init__(self, file: Path, prefix: str, document: dict[str, Any], taken: Names[str]) -> None:
        """Derive all that follows from a document.

        Args:
            taken: names of others' operations.

        Raises: UnusableDocument where it describes no operation.
        """
        self.file = file
        self.prefix = prefix
        self.document = document
        self.operations = tuple(operations_of(document, prefix, taken))
        if not self.operations:
            raise UnusableDocument(f"{file}: describes no operation; it needs paths with methods")
        self._templates: dict[str, list[str]] = {
            path: [] for path in sorted((each.path for each in self.operations), key=matching_order)
        }
        for operation in self.operations:
            self._templates[operation.path].append(operation.method)
        pointers = Pointers(document)
        self._schemas = Schemas(pointers)
        self._described = Described(pointers)
        self.collections = Deriving(self.operations, self._schemas, self._described).collections()
        self._deeds = Deeds(prefix, self.collections, self._schemas, self._described)

    def methods(self, path: str) -> list[str]:
        """The methods of the template that a decoded path means, given with the prefix; none where it means none."""
        below = path.removeprefix(self.prefix)
        found = next((template for template in self._templates if fits(template, below)), None)
        return self._templates[found] if found is not None else []

    def answer(
        self, instance: Instance, operation: Operation, fields: Mapping[str, str], query: Query, body: Any
    ) -> Answer:
        """Answer a request that was validated: out of its collection, else as the document says.

        Args:
            fields: what the path says, by the names of its template.
            body: JSON; None where there was none, or it was something else.

        Raises: NotDone.
        """

        def values(seed: str) -> Values:
            return self._values(instance, seed)

        try:
            done = self._deeds.answer(Call(instance, operation, fields, query, body, values))
        except NotDone as refusal:
            if refusal.status == _NOT_FOUND and self._described.has_example(operation, _NOT_FOUND):
                return self._described.answer(operation, _NOT_FOUND, values(operation.name))
            raise
        if done is not None:
            return done
        seed = " ".join((operation.name, *fields.values()))
        return self._described.answer(operation, self._described.success(operation), values(seed))

    def preferred(self, instance: Instance, operation: Operation, code: str, example: str) -> Answer:
        """The answer that a request prefers: of a status, or with the name of an example, or both.

        Raises: NotDone: 400, saying what can be preferred.
        """
        status: int | None = int(code) if code.isdecimal() and len(code) == 3 else None
        if not code:
            status = self._described.named(operation, example)
        if status is None or not self._described.knows(operation, status):
            wanted = f"code={code}" if code else f"example={example}"
            described = ", ".join(operation.responses)
            raise NotDone(400, f"Prefer: {wanted}: {operation.name} has no such answer; it describes {described}")
        return self._described.answer(operation, status, self._values(instance, operation.name), example)

    def _values(self, instance: Instance, seed: str) -> Values:
        return Values(self._schemas, f"{self.prefix} {seed}", instance.clock.now(), fake=instance.fake)
