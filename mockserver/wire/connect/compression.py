"""gzip, the one compression that services of v2 know."""

from __future__ import annotations

import zlib

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem, Refused, invalid_argument
from mockserver.wire.body import too_large
from mockserver.wire.grpc.framing import GZIP_WBITS

GZIP = b"gzip"

_HEADER_BYTES = 10
_MAGIC = b"\x1f\x8b\x08"


def require_known(encoding: bytes) -> bool:
    """Whether a message under this name of a compression is compressed.

    Raises: Refused with UNIMPLEMENTED for any other name than `gzip` and `identity`; case matters.
    """
    if encoding in (b"", b"identity"):
        return False
    if encoding == GZIP:
        return True
    text = f'unknown compression "{encoding.decode("latin-1")}": supported encodings are gzip'
    raise Refused(Problem("", Code.UNIMPLEMENTED, text))


def accepts_gzip(header: bytes) -> bool:
    """Whether a list of compressions names gzip, exactly: `gzip;q=1.0`, `GZIP` and `*` do not count."""
    return any(name.strip() == GZIP for name in header.split(b","))


def decompressed(data: bytes, limit: int) -> bytes:
    """What gzip holds.

    Args:
        limit: most bytes that may come out.

    Raises: Refused: INVALID_ARGUMENT where it is no gzip, RESOURCE_EXHAUSTED over the limit, which the real server does
        not have (assumed).
    """
    if not data:
        return b""
    if len(data) < _HEADER_BYTES:
        raise invalid_argument("get decompressor: unexpected EOF")
    if not data.startswith(_MAGIC):
        raise invalid_argument("get decompressor: gzip: invalid header")
    plain: list[bytes] = []
    size = 0
    while data:
        decompressor = zlib.decompressobj(wbits=GZIP_WBITS)
        try:
            plain.append(decompressor.decompress(data, limit - size + 1))
        except zlib.error as error:
            raise invalid_argument(f"decompress: {error}") from None
        size += len(plain[-1])
        if size > limit:
            raise Refused(too_large(size, limit))
        if not decompressor.eof:
            raise invalid_argument("decompress: unexpected EOF")
        data = decompressor.unused_data
    return b"".join(plain)
