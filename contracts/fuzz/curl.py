"""A request as a line for a shell."""

from __future__ import annotations

import shlex

from .callers import ADMIN
from .steps import Step


def curl(step: Step, base_url: str) -> str:
    """The line; tokens are the variables `ZITADEL_PAT`, and `ZITADEL_PAT_VIEWER` and so on for other callers."""
    parts = ["curl", "-i", "-X", step.method, "--path-as-is"]
    if step.caller:
        variable = "ZITADEL_PAT" if step.caller == ADMIN else f"ZITADEL_PAT_{step.caller.upper()}"
        parts += ["-H", f'"Authorization: Bearer ${variable}"']
    elif step.authorization:
        parts += ["-H", _quoted(f"Authorization: {step.authorization}")]
    for name, value in step.headers.items():
        # curl takes a name with a semicolon for a header without value.
        parts += ["-H", _quoted(f"{name}: {value}" if value else f"{name};")]
    if step.body is not None:
        parts += ["--data-raw", _quoted(step.body)]
    return " ".join([*parts, _quoted(base_url + step.path)])


def _quoted(text: str) -> str:
    if text.isprintable():
        return shlex.quote(text)
    data = text.encode("utf-8", "surrogateescape")
    return "$'" + "".join(_escaped(byte) for byte in data) + "'"


def _escaped(byte: int) -> str:
    character = chr(byte)
    if byte < 128 and character.isprintable() and character not in "'\\":
        return character
    return f"\\x{byte:02x}"
