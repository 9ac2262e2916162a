"""Versions of the surface out of texts, as short as a test needs them."""

from __future__ import annotations

from textwrap import dedent

from mockserver.surface import text
from mockserver.surface.library import Surface

PACKAGE = "zitadel.a.v1"


def surface(content: str, version: str = "some", **others: str) -> Surface:
    """A version that holds the package `zitadel.a.v1`, and others by the letter in its place."""
    texts = {PACKAGE: content} | {f"zitadel.{letter}.v1": other for letter, other in others.items()}
    return Surface.of(version, (text.read(name, dedent(each).strip("\n")) for name, each in texts.items()))
