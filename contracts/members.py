"""Members of JSON objects, read with complaints that name the place."""

from __future__ import annotations

from collections.abc import Collection

from .exchange import Json


def members_of(value: Json, name: str, *, required: set[str], optional: Collection[str] = ()) -> dict[str, Json]:
    """An object that has all required members and no unknown ones. Raises: ValueError."""
    members = object_in(value, name)
    if missing := required - members.keys():
        raise ValueError(f"{name} lacks {', '.join(sorted(missing))}")
    if unknown := members.keys() - required - set(optional):
        raise ValueError(f"{name} has unknown members: {', '.join(sorted(unknown))}")
    return members


def headers_in(value: Json, name: str) -> dict[str, str]:
    """An object of texts, its names in lower case. Raises: ValueError."""
    return {key.lower(): header for key, header in texts_in(value, name).items()}


def texts_in(value: Json, name: str) -> dict[str, str]:
    """An object of texts. Raises: ValueError."""
    return {key: text_in(member, f"{name}.{key}") for key, member in object_in(value, name).items()}


def object_in(value: Json, name: str) -> dict[str, Json]:
    """An object. Raises: ValueError."""
    if not isinstance(value, dict):
        raise ValueError(f"{name} is no object")
    return value


def list_in(value: Json, name: str) -> list[Json]:
    """A list. Raises: ValueError."""
    if not isinstance(value, list):
        raise ValueError(f"{name} is no list")
    return value


def text_in(value: Json, name: str) -> str:
    """A text. Raises: ValueError."""
    if not isinstance(value, str):
        raise ValueError(f"{name} is no text: {value!r}")
    return value


def whole_in(value: Json, name: str) -> int:
    """An integer, which `true` is not. Raises: ValueError."""
    if type(value) is not int:
        raise ValueError(f"{name} is no integer: {value!r}")
    return value
