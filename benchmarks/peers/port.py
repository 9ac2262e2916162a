"""How peers are told their port."""

from __future__ import annotations

import sys


def port_argument() -> int:
    """The only argument of the command line."""
    return int(sys.argv[1])
