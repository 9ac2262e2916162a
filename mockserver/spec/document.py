"""Where the OpenAPI document is, and where what is made of it is kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from mockserver.later import Later

if TYPE_CHECKING:
    import yaml
else:
    yaml = Later("yaml")

_IN_PACKAGE = Path(__file__).with_name("openapi.yaml")
_IN_REPOSITORY = Path(__file__).parents[2] / "openapi.yaml"


def spec_path() -> Path:
    """In the installed package, or at the top of the repository that it is developed in."""
    return _IN_PACKAGE if _IN_PACKAGE.exists() else _IN_REPOSITORY


def load_document(path: Path) -> dict[str, Any]:
    """Read an OpenAPI document as it stands.

    Raises: OSError, yaml.YAMLError.
    """
    document: dict[str, Any] = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    return document
