"""Scripts in colour."""

from __future__ import annotations

import functools
import time
from typing import Any

from markupsafe import Markup, escape
from pygments.lexers.javascript import JavascriptLexer
from pygments.token import STANDARD_TYPES

_BUDGET_S = 0.08
"""CPU time. What takes longer to tell apart stays in one colour: of an unclosed string Pygments looks through all the
rest, again and again, which took it two seconds for 40,000 bytes of quotes."""


def highlighted(script: str) -> Markup:
    """A script as HTML: every character of it as text, words of the language in spans of Pygments' short classes."""
    lexer = JavascriptLexer()  # the first one is long in the making, which is not the script's fault
    end_s = time.thread_time() + _BUDGET_S
    parts: list[str] = []
    done = 0
    # The lexer alone: its formatter would change line breaks and knows no limit.
    for index, kind, text in lexer.get_tokens_unprocessed(script):
        css_class = _class_of(kind)
        parts.append(f'<span class="{css_class}">{escape(text)}</span>' if css_class else escape(text))
        done = index + len(text)
        if time.thread_time() > end_s:
            break
    return Markup("".join(parts)) + script[done:]  # noqa: S704 (all text in it is escaped)


@functools.cache
def _class_of(kind: Any) -> str:
    found = STANDARD_TYPES.get(kind)
    return _class_of(kind.parent) if found is None else found
