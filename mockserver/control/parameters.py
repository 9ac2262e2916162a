"""A query as a struct, and what is told where it is none; Flask is not needed for it."""

from __future__ import annotations

from typing import Any, TypeVar
from urllib.parse import parse_qsl

import msgspec

from mockserver.control.problems import ControlProblem

Parameters = TypeVar("Parameters")


def parameters(query: bytes, kind: type[Parameters]) -> Parameters:
    """A query as a struct; `host` is not part of it. Of a parameter that comes twice the first counts.

    Raises: ControlProblem, naming the parameter.
    """
    given = dict(reversed(parse_qsl(query.decode("utf-8", "replace"), keep_blank_values=True)))
    given.pop("host", None)
    try:
        return msgspec.convert(given, kind, strict=False)
    except msgspec.ValidationError as error:
        raise invalid(error, kind) from None


def decoded(data: bytes, kind: type[Parameters]) -> Parameters:
    """A body of JSON as a struct; an empty one is an empty object.

    Raises: ControlProblem, naming the field.
    """
    try:
        return msgspec.json.decode(data or b"{}", type=kind)
    except msgspec.ValidationError as error:
        raise invalid(error, kind) from None
    except msgspec.DecodeError as error:
        raise ControlProblem(400, f"the body is no JSON: {error}", fix="send one JSON object") from None


def invalid(error: msgspec.ValidationError, kind: Any) -> ControlProblem:
    """What is wrong with what should have been a struct, by field."""
    detail, _, place = str(error).partition(" - at `$")
    field = place.removesuffix("`").removeprefix(".")
    known = ", ".join(row.encode_name for row in msgspec.structs.fields(kind))
    fix = f"the fields are: {known}; /__admin/openapi.json describes them"
    if "unknown field" in detail:
        unknown = detail.rpartition("`")[0].rpartition("`")[2]
        if field:
            fix = f"/__admin/openapi.json describes the fields of {field}"
        field = f"{field}.{unknown}" if field else unknown
    return ControlProblem(400, detail, field=field, fix=fix)
