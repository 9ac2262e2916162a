"""Sending a browser back to the client that it came from."""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Mapping
from html import escape

from mockserver.access.oauth.redirects import with_parameters
from mockserver.wire.http import Header, Response
from mockserver.wire.oauth.answers import not_cached, redirect

_SCRIPT = "document.forms[0].submit()"


def send(redirect_uri: str, parameters: Mapping[str, str], mode: str, *cookies: Header) -> Response:
    """Send a browser to a client, with what the client is to learn in the query, the fragment or a form."""
    if mode == "form_post":
        return _form_post(redirect_uri, parameters, *cookies)
    return redirect(with_parameters(redirect_uri, parameters, mode), *cookies)


def _form_post(redirect_uri: str, parameters: Mapping[str, str], *cookies: Header) -> Response:
    """A page that sends itself on; without scripts it has a button (OAuth 2.0 Form Post Response Mode)."""
    fields = "\n".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in parameters.items()
        if value
    )
    body = (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Back to the application</title></head>\n'
        f'<body><form method="post" action="{escape(redirect_uri)}">\n{fields}\n<button>Continue</button></form>\n'
        f"<script>{_SCRIPT}</script></body></html>\n"
    )
    headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-security-policy", _policy()),
        (b"referrer-policy", b"no-referrer"),
        (b"x-content-type-options", b"nosniff"),
        *not_cached(),
        *cookies,
    ]
    return Response(200, headers, body.encode())


@functools.cache
def _policy() -> bytes:
    digest = base64.b64encode(hashlib.sha256(_SCRIPT.encode()).digest()).decode("ascii")
    return f"default-src 'none'; script-src 'sha256-{digest}'; base-uri 'none'; frame-ancestors 'none'".encode("ascii")
