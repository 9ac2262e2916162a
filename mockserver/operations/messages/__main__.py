"""Writes the modules of messages: `make derived`."""

from __future__ import annotations

from mockserver.operations.messages.derived import write

if __name__ == "__main__":
    write()
