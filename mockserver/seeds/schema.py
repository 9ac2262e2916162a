"""The JSON Schema of state files, for editors."""

from __future__ import annotations

from typing import Any

import msgspec

from mockserver.seeds.row_parts import whole_seed


def json_schema() -> dict[str, Any]:
    """The schema, JSON Schema 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "zitadel-mock state",
        **msgspec.json.schema(whole_seed()),
    }


def schema_text() -> str:
    """The schema as it is printed and published."""
    return msgspec.json.format(msgspec.json.encode(json_schema()), indent=2).decode() + "\n"
