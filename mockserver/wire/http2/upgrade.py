"""The header `HTTP2-Settings` of a request of HTTP/1.1 that asks for HTTP/2 (RFC 7540, 3.2.1)."""

from __future__ import annotations

import base64
import binascii

from h2.exceptions import ProtocolError
from h2.settings import Settings
from hyperframe.exceptions import HyperframeError
from hyperframe.frame import SettingsFrame


def upgrade_settings(value: bytes) -> bytes | None:
    """What h2 takes: the value with its padding; None where it holds no settings, and there can be no upgrade."""
    padded = value + b"=" * (-len(value) % 4)
    frame = SettingsFrame(0)
    try:
        frame.parse_body(memoryview(base64.b64decode(padded, altchars=b"-_", validate=True)))
        Settings(client=True).update(frame.settings)
    except (binascii.Error, HyperframeError, ProtocolError):
        return None
    return padded
