"""Rules for texts that are stored or compared."""

from __future__ import annotations

from mockserver.errors.catalogue import NUL_IN_TEXT
from mockserver.errors.problem import Problem, Refused


def lower_case(text: str) -> str:
    """The text in lower case as Go has it: character by character, each becoming one.

    Source: recordings/edges-names-*.jsonl (`İ` becomes `i` without its dot, `Σ` becomes `σ` at the end of a word too).
    """
    return text.lower() if text.isascii() else "".join(character.lower()[0] for character in text)


def unique_name(name: str) -> str:
    """What must be unique of a name: the real server keeps unique values in lower case."""
    return lower_case(name)


def require_storable(*texts: str, otherwise: Problem = NUL_IN_TEXT) -> None:
    """Refuse what the real server's database cannot hold in an event.

    Raises: NUL_IN_TEXT, or the problem given for it.
    Source: recordings/actions.jsonl (a name with U+0000); that it holds for every stored text is assumed.
    """
    for text in texts:
        if "\0" in text:
            raise Refused(otherwise)
