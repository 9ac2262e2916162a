"""A document of the user's own as it stands in its files, as one that is ready for Connexion."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from mockserver.own_api.pointers import Pointers
from mockserver.own_api.unusable import UnusableDocument
from mockserver.own_api.version31 import as_version_30
from mockserver.spec.tree import DanglingReference, read_tree

_READ = ("3.0.", "3.1.")
_SWAGGER = "is Swagger 2.0; convert it to OpenAPI 3 first, for instance with `npx swagger2openapi`"


def read_document(file: Path) -> dict[str, Any]:
    """The document of a file with all that it refers to in others, as OpenAPI 3.0 and of values that JSON has.

    Whether it is a valid one is Connexion's to say.

    Raises: UnusableDocument, naming the file.
    """
    try:
        _require_object(file)
        document: dict[str, Any] = _as_json(read_tree(file))
    except UnicodeDecodeError as error:
        raise UnusableDocument(f"{file}: is no text in UTF-8: {error.reason}") from error
    except OSError as error:
        raise UnusableDocument(f"{file}: cannot be read: {error.strerror}") from error
    except yaml.YAMLError as error:
        raise UnusableDocument(f"{file}: is neither YAML nor JSON: {_one_line(error)}") from error
    except DanglingReference as error:
        raise UnusableDocument(f"{file}: in {error}") from error
    except (AttributeError, TypeError) as error:
        raise UnusableDocument(f"{file}: paths and components must be objects of objects") from error
    if str(document["openapi"]).startswith("3.1."):
        document = as_version_30(document)
    pointers = Pointers(document)
    for reference in _references(document):
        if not pointers.leads(reference):
            raise UnusableDocument(f"{file}: $ref {reference} leads nowhere")
    return document


def _require_object(file: Path) -> None:
    """Refuse what is no OpenAPI 3 at all, before anything of it is looked at.

    Raises: UnusableDocument; OSError, yaml.YAMLError, UnicodeDecodeError.
    """
    document = yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
    if not isinstance(document, dict):
        raise UnusableDocument(f"{file}: is no OpenAPI document: it must be an object with openapi, info and paths")
    if "swagger" in document:
        raise UnusableDocument(f"{file}: {_SWAGGER}")
    version = document.get("openapi")
    if not str(version).startswith(_READ):
        said = "says no version" if version is None else f"says openapi: {version}"
        raise UnusableDocument(f"{file}: {said}; OpenAPI 3.0 and 3.1 are read, such as openapi: 3.0.3")
    if not isinstance(document.get("paths", {}), dict):
        raise UnusableDocument(f"{file}: paths must be an object")


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
