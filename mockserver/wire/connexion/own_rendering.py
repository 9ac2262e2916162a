"""Answers of operations of the user's own as HTTP has them."""

from __future__ import annotations

from mockserver.own_api.answer import Answer
from mockserver.own_api.operation import is_json
from mockserver.wire.common_headers import BESIDE
from mockserver.wire.http import Header, HttpRequest, Response
from mockserver.wire.marks import FABRICATED
from mockserver.wire.responses import encode_json, header_value

_EXPOSE = b"access-control-expose-headers"
_TOKEN = frozenset(b"!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz")
"""What a header's name is made of; an OpenAPI document may have any text there."""
_SENT_OTHERWISE = frozenset({b"content-type", b"content-length", b"transfer-encoding", b"connection", b"date"})


def rendered(answer: Answer, request: HttpRequest) -> Response:
    """An answer; one of which anything was made up bears the mark of that.

    A page of another origin may read all headers, as those of a backend are the document's to say.
    """
    headers: list[Header] = [(b"content-type", header_value(answer.media_type))] if answer.media_type else []
    for name, value in answer.headers.items():
        coded = name.encode("ascii", "replace")
        if coded and _TOKEN.issuperset(coded) and coded not in _SENT_OTHERWISE:
            headers.append((coded, header_value(value)))
    if answer.made:
        headers.append(FABRICATED)
    if request.headers.get(b"origin") and headers:
        headers.append((_EXPOSE, b", ".join(name for name, _ in headers)))
    return Response(answer.status, headers, _body(answer), transport="json", reached=True, added=BESIDE)


def _body(answer: Answer) -> bytes:
    if not answer.media_type:
        return b""
    return encode_json(answer.value) if is_json(answer.media_type) else str(answer.value).encode()
