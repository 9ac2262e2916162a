"""What is answered to requests that cannot be read, in the words of the real server's HTTP library, which is Go's."""

from __future__ import annotations

from mockserver.wire.http import Response
from mockserver.wire.responses import TEXT


class Refused(Exception):
    """A request is refused while it is read; its connection ends with the answer.

    Attributes:
        response: what is answered.
    """

    def __init__(self, response: Response) -> None:
        super().__init__(response.status)
        self.response = response


def _text(status: int, text: bytes) -> Response:
    return Response(status, [TEXT], text)


BAD_REQUEST = _text(400, b"400 Bad Request")
NO_HOST = _text(400, b"400 Bad Request: missing required Host header")
BAD_HOST = _text(400, b"400 Bad Request: malformed Host header")
TIMED_OUT = _text(408, b"408 Request Timeout")
EXPECTATION_FAILED = Response(417, [], b"")
HEAD_TOO_LARGE = _text(431, b"431 Request Header Fields Too Large")
UNSUPPORTED_ENCODING = _text(501, b"Unsupported transfer encoding")
EXHAUSTED = _text(
    503,
    b"503 Service Unavailable: connections hold too much of unfinished requests and unread answers; "
    b"try again, or raise --max-buffered-bytes",
)
UNSUPPORTED_VERSION = _text(505, b"505 HTTP Version Not Supported: unsupported protocol version")
