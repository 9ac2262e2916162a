"""What one connection may hold, and for how long; README lists it for users."""

from __future__ import annotations

MAX_HEAD_BYTES = 1 << 20
"""Request line with headers, and likewise trailers: more is refused as soon as it has come, with 431."""
MAX_UNREAD_BYTES = 16 << 20
"""Answers that wait for a peer that does not read: from here on no further request of the connection is answered."""
IDLE_S = 75.0
"""How long a connection may stay without a byte received or sent; every received byte moves it."""
FREE_BYTES = 64 << 10
"""What each connection may hold beside the server's budget (`budget.py`), so that nobody can use up what calls need."""
LINGER_S = 1.0
"""How long what a peer still sends is dropped once all was said to it; closed at once, it might lose answers."""
MAX_STREAMS = 250
"""Requests that a connection of HTTP/2 may have open at a time: what is more is refused, each by itself."""
TURN_S = 0.005
"""How long one connection works on what came of it before others have their turn."""
