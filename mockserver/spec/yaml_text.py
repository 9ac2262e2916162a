"""A document as YAML, to be read by people and tools."""

from __future__ import annotations

from typing import Any

import yaml


class _Plain(yaml.CSafeDumper):
    """Writes what stands twice twice, and long texts as blocks."""

    def ignore_aliases(self, data: Any) -> bool:
        del data
        return True


def _text(dumper: yaml.CSafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Plain.add_representer(str, _text)


def yaml_text(document: Any) -> str:
    """The document in YAML, in its own order."""
    text: str = yaml.dump(document, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=120)
    return text
