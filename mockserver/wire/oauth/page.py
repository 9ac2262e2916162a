"""Pages for people, of one look: no script, nothing loaded from elsewhere, light or dark as the browser prefers."""

from __future__ import annotations

import base64
import functools
import hashlib
from html import escape
from string import Template

from mockserver.wire.http import Header, Response
from mockserver.wire.oauth.answers import not_cached

_STYLE = """
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0 auto; padding: 2rem 1rem; max-width: 34rem; background: Canvas; color: CanvasText; }
h1 { font-size: 1.5rem; margin: 0 0 1rem; }
p { overflow-wrap: anywhere; }
ul { list-style: none; margin: 1.5rem 0; padding: 0; }
li { margin: 0 0 .5rem; }
li a { display: block; padding: .75rem 1rem; border: 1px solid GrayText; border-radius: .5rem; }
li a { overflow-wrap: anywhere; }
a { color: LinkText; }
a:hover { text-decoration-thickness: 2px; }
a:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
li small { display: block; color: CanvasText; }
form { display: grid; gap: .75rem; margin: 1.5rem 0; }
label { display: grid; gap: .25rem; }
h2 { font-size: 1.15rem; margin: 1.5rem 0 0; }
input, select, textarea, button { font: inherit; padding: .6rem .75rem; border: 1px solid GrayText; }
input, select, textarea, button { border-radius: .5rem; max-width: 100%; box-sizing: border-box; }
button { background: ButtonFace; color: ButtonText; cursor: pointer; }
.check { grid-template-columns: auto 1fr; align-items: center; gap: .5rem; }
:is(input, select, textarea, button):focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
.error { border: 2px solid; border-radius: .5rem; padding: .6rem .75rem; }
"""

_PAGE = Template("""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<style>$style</style>
</head>
<body>
<main$attributes>
<h1>$title</h1>
$content
</main>
</body>
</html>
""")


def page(title: str, content: str, *cookies: Header, asks: bool = False, attributes: str = "") -> Response:
    """A page.

    Args:
        title: plain text.
        content: HTML, all foreign text in it escaped.
        asks: whether it has a form. Browsers hold its target against where they are sent on from there, which is the
            client's address, so that nothing can be said of it.
        attributes: HTML, of the element that holds the content.
    """
    body = _PAGE.substitute(title=escape(title), style=_STYLE, content=content, attributes=attributes)
    headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-security-policy", _policy(asks)),
        # Of a page without a referrer browsers call the origin of its form null.
        (b"referrer-policy", b"same-origin" if asks else b"no-referrer"),
        (b"x-content-type-options", b"nosniff"),
        *not_cached(),
        *cookies,
    ]
    return Response(200, headers, body.encode())


@functools.cache
def _policy(asks: bool) -> bytes:
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode("ascii")
    rules = (
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "base-uri 'none'",
        *(() if asks else ("form-action 'none'",)),
        "frame-ancestors 'none'",
    )
    return "; ".join(rules).encode("ascii")
