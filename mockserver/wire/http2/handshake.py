"""How a connection begins: our settings, and what h2 is told about them."""

from __future__ import annotations

from collections.abc import Iterable

from h2.config import H2Configuration
from h2.connection import AllowedStreamIDs, H2Connection
from h2.settings import SettingCodes, Settings
from h2.stream import H2Stream
from hpack.struct import Header

from mockserver.wire import limits

_WINDOW_BYTES = 1 << 20
"""How much a peer may send ahead, on a stream and on the connection."""
_SETTINGS = {
    SettingCodes.MAX_CONCURRENT_STREAMS: limits.MAX_STREAMS,
    SettingCodes.INITIAL_WINDOW_SIZE: _WINDOW_BYTES,
    SettingCodes.MAX_HEADER_LIST_SIZE: 64 << 10,
}
_CONFIG = H2Configuration(
    client_side=False,
    header_encoding=None,
    validate_inbound_headers=False,
    validate_outbound_headers=False,
    normalize_outbound_headers=False,
)
"""Fields of requests are validated in `request.py`, so that bad ones end their stream and not the connection. Those of
answers have lower-case names already, and need no look at what only requests can have wrong."""


class _Connection(H2Connection):
    """h2, which would end the connection where a request's body is not as long as its head says."""

    def _begin_new_stream(self, stream_id: int, allowed_ids: AllowedStreamIDs) -> H2Stream:
        stream = super()._begin_new_stream(stream_id, allowed_ids)
        # h2 4.4.1 has no other way; `declared.py` compares instead, and only the stream ends (RFC 9113, 8.1.1).
        stream._initialize_content_length = _ignore  # type: ignore[method-assign]
        return stream


def _ignore(headers: Iterable[Header]) -> None:
    del headers


def new_h2() -> H2Connection:
    """h2 for one connection, which has still to be initiated."""
    h2 = _Connection(_CONFIG)
    h2.local_settings = Settings(client=False, initial_values=_SETTINGS)
    return h2


def introduced(h2: H2Connection) -> None:
    """Finish what initiating began.

    h2 would end the connection of a peer that opens too many streams, though it may not have read our settings yet;
    they are refused one by one instead, so that h2's own bound is lifted once ours is said.
    """
    unbounded = {**_SETTINGS, SettingCodes.MAX_CONCURRENT_STREAMS: H2Connection.HIGHEST_ALLOWED_STREAM_ID}
    h2.local_settings = Settings(client=False, initial_values=unbounded)
    h2.increment_flow_control_window(_WINDOW_BYTES)
