"""Rules for texts that are stored."""

from __future__ import annotations

from mockserver.errors.catalogue import NUL_IN_TEXT
from mockserver.errors.problem import Refused


def require_storable(*texts: str) -> None:
    """Refuse what the real server's database cannot hold in an event.

    Raises: NUL_IN_TEXT.
    Source: recordings/actions.jsonl (a name with U+0000); that it holds for every stored text is assumed.
    """
    for text in texts:
        if "\0" in text:
            raise Refused(NUL_IN_TEXT)
