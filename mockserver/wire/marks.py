"""The mark of answers that are no model's own: made up, or a real server's."""

from __future__ import annotations

from mockserver.wire.http import Header, Response

NAME = b"x-zitadel-mock"
FABRICATED: Header = (NAME, b"fabricated")
FORWARDED: Header = (NAME, b"forwarded")


def mark_of(response: Response) -> str:
    """`fabricated` or `forwarded`; empty for all that is modelled or refused."""
    return next((value.decode("ascii") for name, value in response.headers if name == NAME), "")
