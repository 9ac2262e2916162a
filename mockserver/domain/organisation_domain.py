"""The primary domain that an organisation's name gives it."""

from __future__ import annotations

import re
import unicodedata

from mockserver.domain.text import lower_case
from mockserver.errors.catalogue import ORGANISATION_DOMAIN_EMPTY
from mockserver.errors.problem import Refused

_MAX_LABEL_BYTES = 63
_MAX_DOMAIN_BYTES = 253
_LONE_BYTE = re.compile("[\udc80-\udcff]")


def organisation_domain(name: str, external_domain: str) -> str:
    """Make `acme-ltd.localhost` of `Acme Ltd.`.

    Spaces become hyphens; everything but letters, marks, ASCII digits and hyphens is dropped; at most 63 bytes; no
    hyphen at either end; lower case.

    Raises: ORGANISATION_DOMAIN_EMPTY, where nothing of the name is left.
    Source: recordings/edges-names-*.jsonl; a cut within a character leaves a U+FFFD for each byte that is left of it.
    """
    label = "".join(c for c in name.replace(" ", "-") if _allowed(c))
    room = min(_MAX_LABEL_BYTES, _MAX_DOMAIN_BYTES - len(external_domain.encode()) - 1)
    label = _decoded(label.encode()[:room]).removeprefix("-").removesuffix("-")
    if not label:
        raise Refused(ORGANISATION_DOMAIN_EMPTY)
    return lower_case(f"{label}.{external_domain}")


def _decoded(cut: bytes) -> str:
    # Surrogates stand for single bytes here.
    return _LONE_BYTE.sub("\ufffd", cut.decode(errors="surrogateescape"))


def _allowed(character: str) -> bool:
    return character in "0123456789-" or unicodedata.category(character)[0] in "LM"
