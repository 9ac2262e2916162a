"""Reading the description of an API."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml


def read_document(path: Path) -> Any:
    """What a file of JSON or YAML holds. Raises: OSError, ValueError, yaml.YAMLError."""
    content = path.read_bytes()
    # Ours is JSON of some megabytes, which a reader of YAML takes eighty times as long for.
    return json.loads(content) if path.suffix == ".json" else yaml.load(content, Loader=yaml.CSafeLoader)
