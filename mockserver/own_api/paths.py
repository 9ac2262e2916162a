"""Templates of paths, such as `/things/{id}`."""

from __future__ import annotations

import functools
import re

_FIELD = re.compile(r"\{([^}]+)\}")


def fields_of(template: str) -> list[str]:
    """Names of the fields, from the left."""
    return _FIELD.findall(template)


def fits(template: str, path: str) -> bool:
    """Whether a decoded path is one of a template's."""
    return _pattern(template).fullmatch(path) is not None


def matching_order(template: str) -> list[bool]:
    """Sorts templates as OpenAPI wants them to be matched: literal segments before fields, from the left."""
    return ["{" in segment for segment in template.split("/")]


@functools.lru_cache(maxsize=4096)
def _pattern(template: str) -> re.Pattern[str]:
    literals = [re.escape(literal) for literal in _FIELD.split(template)[::2]]
    return re.compile("[^/]+".join(literals))
