"""The file `schemathesis.toml`, with which Schemathesis as it is finds its hooks."""

from __future__ import annotations

_HOOKS = f"{__package__}.stock"
"""The module of the hooks, under the name that this package has. It is not imported: its hooks are for all runs."""

_FILE = """\
# Makes `schemathesis run openapi.yaml --url URL -H 'Authorization: Bearer TOKEN'` clean in this folder.
# Why each kind of finding is none, and by which recording of the real server, stands in contracts/fuzz/checks.py:
# a valid request refused because of state, 405 without `Allow`, 500 for an unprintable path or a text with NUL.

# Ids that exist are put into requests, and those narrow forms, no others, are dropped.
hooks = "{hooks}"
"""


def configuration(hooks: str = _HOOKS) -> str:
    """The file's text, for hooks in a module of this name."""
    return _FILE.format(hooks=hooks)
