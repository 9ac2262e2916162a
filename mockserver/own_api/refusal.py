"""Why an operation does not do what was asked."""

from __future__ import annotations


class NotDone(Exception):
    """An operation refuses what was asked.

    Attributes:
        status: HTTP status.
        detail: what is wrong, in one line.
    """

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
