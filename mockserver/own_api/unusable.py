"""Why a document cannot be served."""

from __future__ import annotations


class UnusableDocument(Exception):
    """A document of the user's own cannot be served; the message names its file and says why in one line."""
