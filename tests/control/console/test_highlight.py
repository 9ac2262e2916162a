"""Scripts in colour."""

from __future__ import annotations

import html
import re

from hypothesis import example, given
from hypothesis import strategies as st

from mockserver.control.console.highlight import highlighted

TAGS = re.compile(r'<span class="[a-z0-9]+">|</span>')


@given(st.text() | st.text(alphabet="\"'`<>&\\/*${}\r\n a1"))
@example("\"'`<\\" * 8_000)
@example("a\r\n\tb\n\n")
@example("<script>alert('x')</script>")
def test_nothing_is_lost(script: str) -> None:
    """Without its spans the HTML is the script, character for character, however hard it is to tell apart."""
    shown = str(highlighted(script))

    assert html.unescape(TAGS.sub("", shown)) == script
    assert "<" not in TAGS.sub("", shown)


def test_words_have_classes() -> None:
    """Keywords, texts and comments can be coloured."""
    shown = highlighted("const a = 'b'; // c")

    for word in (
        '<span class="kd">const</span>',
        '<span class="s1">&#39;b&#39;</span>',
        '<span class="c1">// c</span>',
    ):
        assert word in shown
