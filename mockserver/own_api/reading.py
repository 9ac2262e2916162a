"""A document of the user's own as it stands in its files, as one that is ready for Connexion."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from mockserver.own_api.joining import joined
from mockserver.own_api.pointers import Pointers
from mockserver.own_api.unusable import UnusableDocument
from mockserver.own_api.version31 import as_version_30, as_whole_30

_READ = ("3.0.", "3.1.")
_SWAGGER = "is Swagger 2.0; convert it to OpenAPI 3 first, for instance with `npx swagger2openapi`"


def read_document(file: Path) -> dict[str, Any]:
    """The document of a file with all that it refers to in others, as OpenAPI 3.0 and of values that JSON has.

    Whether it is a valid one is Connexion's to say.

    Raises: UnusableDocument, naming the file.
    """
    try:
        newer = _version(file, _read(file)).startswith("3.1.")
        document = joined(file, lambda each: as_version_30(_read(each)) if newer else _read(each))
    except UnicodeDecodeError as error:
        raise UnusableDocument(f"{file}: is no text in UTF-8: {error.reason}") from error
    except OSError as error:
        raise UnusableDocument(f"{file}: cannot be read: {error.strerror}") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise UnusableDocument(f"{file}: is neither YAML nor JSON: {_one_line(error)}") from error
    except (AttributeError, TypeError) as error:
        raise UnusableDocument(f"{file}: paths and components must be objects of objects") from error
    pointers = Pointers(document)
    for reference in _references(document):
        if not pointers.leads(reference):
            raise UnusableDocument(f"{file}: $ref {reference} leads nowhere")
    return as_whole_30(document) if newer else document


def _read(file: Path) -> Any:
    return _as_json(yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader))


def _version(file: Path, document: Any) -> str:
    """The version of OpenAPI that a document says. Raises: UnusableDocument where it is none that is read."""
    if not isinstance(document, dict):
        raise UnusableDocument(f"{file}: is no OpenAPI document: it must be an object with openapi, info and paths")
    if "swagger" in document:
        raise UnusableDocument(f"{file}: {_SWAGGER}")
    version = str(document.get("openapi", ""))
    if not version.startswith(_READ):
        said = f"says openapi: {version}" if version else "says no version"
        raise UnusableDocument(f"{file}: {said}; OpenAPI 3.0 and 3.1 are read, such as openapi: 3.0.3")
    paths = document.get("paths", {})
    if not isinstance(paths, dict) or not all(isinstance(item, dict) for item in paths.values()):
        raise UnusableDocument(f"{file}: paths must be an object of objects, such as /things: {{get: ...}}")
    return version


def _as_json(node: Any) -> Any:
    """YAML has dates, and keys that are numbers, such as a response's status."""
    if isinstance(node, dict):
        return {str(name): _as_json(value) for name, value in node.items()}
    if isinstance(node, list):
        return [_as_json(item) for item in node]
    if isinstance(node, datetime.date):
        return node.isoformat().replace("+00:00", "Z")
    return node


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _references(item)
    elif isinstance(node, Mapping):
        reference = node.get("$ref")
        if isinstance(reference, str):
            yield reference
            return
        for value in node.values():
            yield from _references(value)


def _one_line(error: object) -> str:
    return " ".join(str(error).split())
