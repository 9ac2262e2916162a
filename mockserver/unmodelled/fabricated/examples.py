"""What the document gives as examples of fields, by their names."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from mockserver.spec.document import load_document, spec_path

_MESSAGES = "openapi/messages.yaml"


def example_of(name: str) -> Any:
    """The example of a field, by its JSON name; None where there is none, or several messages give different ones."""
    return _examples().get(name)


@functools.cache
def _examples() -> Mapping[str, Any]:
    authored = load_document(spec_path().parent / _MESSAGES)
    found: dict[str, Any] = {}
    differing = set()
    for message in authored.values():
        for name, said in message.get("fields", {}).items():
            if "example" in said and found.setdefault(name, said["example"]) != said["example"]:
                differing.add(name)
    return {name: example for name, example in found.items() if name not in differing}
