"""Names that a test writes, held against those that there are, so that a slip does not pass for a rule."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def require_known(what: str, name: str, known: Iterable[str]) -> None:
    """Refuse a name that there is not.

    Raises: ValueError, with the names that come closest.
    """
    names = list(known)
    if name not in names:
        raise unknown(what, name, names)


def unknown(what: str, name: str, known: Iterable[str]) -> ValueError:
    """The error that tells of a name that there is not, with the names that come closest."""
    names = list(known)
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.4)
    hint = f"did you mean {' or '.join(near)}?" if near else f"there are: {', '.join(names)}"
    return ValueError(f"there is no {what} {name!r}; {hint}")
