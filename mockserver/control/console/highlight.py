"""Scripts in colour."""

from __future__ import annotations

import functools

from markupsafe import Markup, escape
from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexers.javascript import JavascriptLexer

_MOST_CHARACTERS = 100_000
"""Longer ones are shown in one colour: colouring takes about a second for a million characters."""


@functools.lru_cache(maxsize=64)
def highlighted(script: str) -> Markup:
    """A script as HTML, every character of it as text, words of the language in spans with a class each.

    Returns: no more and no fewer line breaks than the script has.
    """
    if len(script) > _MOST_CHARACTERS:
        return escape(script)
    lexer = JavascriptLexer(stripnl=False, ensurenl=False)
    return Markup(highlight(script, lexer, HtmlFormatter(nowrap=True)))  # noqa: S704 (Pygments escapes what it formats)
