"""The primary domain that an organisation's name gives it."""

from __future__ import annotations

import unicodedata

from mockserver.errors.catalogue import ORGANISATION_DOMAIN_EMPTY
from mockserver.errors.problem import Refused

_MAX_LABEL_BYTES = 63
_MAX_DOMAIN_BYTES = 253


def organisation_domain(name: str, external_domain: str) -> str:
    """Make `acme-ltd.localhost` of `Acme Ltd.`.

    Spaces become hyphens; everything but letters, marks, ASCII digits and hyphens is dropped; at most 63 bytes; no
    hyphen at either end; lower case.

    Raises: ORGANISATION_DOMAIN_EMPTY, where nothing of the name is left.
    Source: the real server's source; recordings/orgs.jsonl for plain names. A cut never leaves half a character here.
    """
    label = "".join(c for c in name.replace(" ", "-") if _allowed(c))
    room = min(_MAX_LABEL_BYTES, _MAX_DOMAIN_BYTES - len(external_domain.encode()) - 1)
    label = label.encode()[:room].decode(errors="ignore").removeprefix("-").removesuffix("-")
    if not label:
        raise Refused(ORGANISATION_DOMAIN_EMPTY)
    return f"{label}.{external_domain}".lower()


def _allowed(character: str) -> bool:
    return character in "0123456789-" or unicodedata.category(character)[0] in "LM"
