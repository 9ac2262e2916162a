"""Texts as Go has them: of answers that it reads, where half of a surrogate pair is U+FFFD, and of what fails."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit


def not_connected(url: str, why: str) -> str:
    """What Go says of an address that it does not get through to."""
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return f"dial tcp {parts.hostname}:{port}: connect: {why}"


def whole(text: str) -> str:
    """A text without halves."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def whole_values(value: Any) -> Any:
    """A value of JSON in which no text has halves."""
    match value:
        case str():
            return whole(value)
        case dict():
            return {whole(name): whole_values(member) for name, member in value.items()}
        case list():
            return [whole_values(item) for item in value]
    return value
