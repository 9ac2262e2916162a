"""A document in the form in which Connexion serves it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from mockserver.own_api.operation import METHODS, Operation
from mockserver.own_api.paths import matching_order
from mockserver.own_api.pointers import Pointers
from mockserver.own_api.schemas import Schemas

_CONTROLLER = "x-openapi-router-controller"
"""Where Connexion would look for functions."""
_PARAMETERS = "parameters"


def prepared(document: Mapping[str, Any], operations: Iterable[Operation]) -> dict[str, Any]:
    """A document whose operations have the names that they are served by.

    Paths whose segments are literal stand before those that have fields there, as OpenAPI wants them to be matched, and
    parameters say their types, which Connexion asks for.
    """
    names = {(operation.method.lower(), operation.path): operation.name for operation in operations}
    schemas = Schemas(Pointers(document))
    paths = {
        path: _item(path, item, names, schemas)
        for path, item in sorted(document["paths"].items(), key=lambda row: matching_order(row[0]))
    }
    components = dict(document.get("components", {}))
    if _PARAMETERS in components:
        components[_PARAMETERS] = {name: _parameter(each, schemas) for name, each in components[_PARAMETERS].items()}
    return {**document, "paths": paths, "components": components}


def _item(path: str, item: Mapping[str, Any], names: Mapping[tuple[str, str], str], schemas: Schemas) -> dict[str, Any]:
    whole = {name: value for name, value in item.items() if name not in METHODS}
    for method in METHODS:
        if method in item:
            kept = {name: value for name, value in item[method].items() if name != _CONTROLLER}
            whole[method] = _with_parameters(kept, schemas) | {"operationId": names[method, path]}
    return _with_parameters(whole, schemas)


def _with_parameters(holder: dict[str, Any], schemas: Schemas) -> dict[str, Any]:
    if _PARAMETERS not in holder:
        return holder
    return holder | {_PARAMETERS: [_parameter(each, schemas) for each in holder[_PARAMETERS]]}


def _parameter(parameter: Any, schemas: Schemas) -> Any:
    if not isinstance(parameter, Mapping) or "schema" not in parameter:
        return parameter
    whole = schemas.whole(parameter["schema"])
    return {**parameter, "schema": {"type": _type_of(whole, schemas), **whole}}


def _type_of(schema: Mapping[str, Any], schemas: Schemas) -> str:
    """The type of a parameter that does not say it: that of its values, or of all its alternatives; else a text."""
    values = schema.get("enum") or ()
    if values and all(isinstance(value, int) and not isinstance(value, bool) for value in values):
        return "integer"
    options = [schemas.whole(each) for each in (*schema.get("anyOf", ()), *schema.get("oneOf", ()))]
    types = {str(option.get("type")) for option in options}
    return types.pop() if len(types) == 1 and "None" not in types else "string"
