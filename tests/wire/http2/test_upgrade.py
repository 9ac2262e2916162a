"""The header by which HTTP/1.1 hands a connection over."""

from __future__ import annotations

import base64

import pytest
from h2.connection import H2Connection
from hyperframe.frame import SettingsFrame

from mockserver.wire.http2.upgrade import upgrade_settings


def encoded(frame: SettingsFrame) -> bytes:
    """Settings as the header has them, without padding."""
    return base64.urlsafe_b64encode(frame.serialize_body()).rstrip(b"=")


def test_settings_of_a_client() -> None:
    """What the package h2 sends as a client is what it takes as a server."""
    value = H2Connection().initiate_upgrade_connection()

    assert value is not None
    assert upgrade_settings(value) == value


def test_settings_without_padding() -> None:
    """The header has no padding, and no settings at all is a value too."""
    window = encoded(SettingsFrame(0, settings={SettingsFrame.INITIAL_WINDOW_SIZE: 100}))

    assert upgrade_settings(window) == window
    assert upgrade_settings(encoded(SettingsFrame(0, settings={SettingsFrame.MAX_FRAME_SIZE: 1 << 15}))) is not None
    assert upgrade_settings(b"") == b""


@pytest.mark.parametrize(
    "value",
    [b"!", b"a", b"AAQ", b"\xff\xfe", encoded(SettingsFrame(0, settings={SettingsFrame.INITIAL_WINDOW_SIZE: 1 << 31}))],
)
def test_no_settings(value: bytes) -> None:
    """What is no list of settings, or has one that is out of range, allows no upgrade."""
    assert upgrade_settings(value) is None
