"""Reading the spec with Connexion: it validates the document, resolves its references and finds the functions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from connexion.exceptions import InvalidSpecification, ResolverError
from connexion.middleware.abstract import AbstractRoutingAPI
from connexion.operations.abstract import AbstractOperation
from connexion.resolver import Resolver
from connexion.spec import Specification

from mockserver.spec.compiled import BadSpec, CompiledSpec, SpecOperation
from mockserver.spec.completing import NotReached
from mockserver.spec.operation import STATUS
from mockserver.spec.tree import DanglingReference, read_tree
from mockserver.surface.library import surface

_KEPT = frozenset({"operationId", "parameters", "requestBody"})


class _Operations(AbstractRoutingAPI[SpecOperation]):
    """Takes each operation as Connexion reads it."""

    def __init__(self, specification: Specification, **kwargs: Any) -> None:
        self.found: list[SpecOperation] = []
        super().__init__(specification, **kwargs)

    def make_operation(self, operation: AbstractOperation) -> SpecOperation:
        definition: dict[str, Any] = self.specification["paths"][operation.path][operation.method]
        kept = {key: value for key, value in definition.items() if key in _KEPT or key.startswith("x-")}
        if "requestBody" in kept:
            # Resolved, a schema may hold itself.
            kept["requestBody"] = {"required": kept["requestBody"].get("required", False)}
        if "x-rpc" in kept:
            facts = surface().method(kept["x-rpc"])
            kept |= {"x-permission": facts.permission, STATUS: facts.status}
        kept["responses"] = {status: {} for status in definition["responses"]}
        return SpecOperation(operation.path, operation.method, kept)

    @staticmethod
    def _framework_path_and_name(_: AbstractOperation, path: str) -> tuple[str, str]:
        return path, path

    def _add_operation_internal(
        self, method: str, path: str, operation: SpecOperation, name: str | None = None
    ) -> None:
        del method, path, name
        self.found.append(operation)


def read_with_connexion(path: Path, function_of: Callable[[str], object]) -> CompiledSpec:
    """Read an OpenAPI document.

    Raises: BadSpec.
    """
    try:
        document = read_tree(path)
        specification: Specification = Specification.from_dict(document)  # type: ignore[no-untyped-call]  # (Connexion's)
        operations = _Operations(specification, resolver=Resolver(function_of)).found
    except (InvalidSpecification, ResolverError, DanglingReference, NotReached, yaml.YAMLError) as error:
        raise BadSpec(str(error)) from error
    extensions = {key: specification[key] for key in specification if key.startswith("x-")}
    return CompiledSpec(extensions, operations)
