"""The OpenAPI document itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

_IN_PACKAGE = Path(__file__).with_name("openapi.yaml")
_IN_REPOSITORY = Path(__file__).parents[2] / "openapi.yaml"


def spec_path() -> Path:
    """Where the document is: in the installed package, or at the top of the repository it is developed in."""
    return _IN_PACKAGE if _IN_PACKAGE.exists() else _IN_REPOSITORY


def load_document(path: Path) -> dict[str, Any]:
    """Read an OpenAPI document.

    Raises: OSError, yaml.YAMLError.
    """
    with path.open("rb") as file:
        document: dict[str, Any] = yaml.load(file, Loader=yaml.CSafeLoader)
    return document
