"""Connexion's validators for a document of the user's own, which name the field that is wrong."""

from __future__ import annotations

import datetime
import json
import math
import re
from collections.abc import AsyncGenerator, Iterable, Iterator, Mapping
from typing import Any, NoReturn

import msgspec
from connexion.datastructures import MediaTypeDict
from connexion.exceptions import BadRequestProblem, ProblemException
from connexion.json_schema import Draft4RequestValidator
from connexion.utils import is_null, is_nullable
from connexion.validators import VALIDATOR_MAP
from connexion.validators.json import JSONRequestBodyValidator
from connexion.validators.parameter import ParameterValidator
from jsonschema import FormatChecker, ValidationError
from jsonschema.exceptions import best_match
from jsonschema.validators import extend
from starlette.types import Scope

_MOST_ERRORS = 10
_LONGEST = 300
_BODY = "body"


def _required(_: Any, names: Iterable[str], instance: Any, schema: Mapping[str, Any]) -> Iterator[ValidationError]:
    """What is missing; fields that are the server's to tell are not missed in a request."""
    if not isinstance(instance, dict):
        return
    properties = schema.get("properties", {})
    for name in names:
        if name not in instance and not properties.get(name, {}).get("readOnly"):
            yield ValidationError("is required", path=[name])


def _pattern(validator: Any, pattern: str, instance: Any, schema: Any) -> Iterator[ValidationError]:
    """What does not fit a pattern; one that Python cannot read, such as of JavaScript's `\\p{L}`, is not held."""
    try:
        yield from _FITS(validator, pattern, instance, schema)
    except re.error:
        return


_FITS: Any = Draft4RequestValidator.VALIDATORS["pattern"]
_FORMATS = FormatChecker()


@_FORMATS.checks("date-time", raises=ValueError)
def _is_date_time(value: object) -> bool:
    """Whether a text is a moment with its offset, as RFC 3339 writes it."""
    return not isinstance(value, str) or datetime.datetime.fromisoformat(value).tzinfo is not None


_Validator: Any = extend(Draft4RequestValidator, {"required": _required, "pattern": _pattern})


class NamingParameters(ParameterValidator):
    """Validates parameters."""

    @staticmethod
    def validate_parameter(
        parameter_type: str, value: Any, param: Mapping[str, Any], param_name: str | None = None
    ) -> str | None:
        """What is wrong with a parameter; None where nothing is."""
        del param_name
        where = f"{parameter_type} parameter {param['name']!r}"
        if value is None:
            return f"{where}: is required" if param.get("required") else None
        if is_nullable(param) and is_null(value):
            return None
        error = best_match(_Validator(param.get("schema", {}), format_checker=_FORMATS).iter_errors(value))
        return None if error is None else f"{where}: {_cut(error.message)}"


class NamingBody(JSONRequestBodyValidator):
    """Validates bodies of JSON."""

    @property
    def _validator(self) -> Any:
        return _Validator(self._schema, format_checker=_FORMATS)

    async def _parse(self, stream: AsyncGenerator[bytes, None], scope: Scope) -> Any:
        """Raises: BadRequestProblem."""
        del scope
        body = b"".join([chunk async for chunk in stream])
        try:
            return read_json(body.decode(self._encoding)) if body else None
        except (ValueError, LookupError) as error:
            raise BadRequestProblem(detail=f"{_BODY}: is no JSON: {_cut(str(error))}") from error

    def _validate(self, body: Any) -> None:
        """Raises: ProblemException: 400."""
        if body is None and not self._nullable:
            raise BadRequestProblem(detail=f"{_BODY}: is required")
        # The best of what an error consists of tells more than that none of several schemas fits.
        errors = [best_match([error]) or error for error in self._validator.iter_errors(body)][:_MOST_ERRORS]
        if errors:
            rows = [{"field": _field(error), "message": _cut(error.message)} for error in errors]
            detail = "; ".join(f"{row['field']}: {row['message']}" for row in rows)
            raise ProblemException(status=400, title="Bad Request", detail=detail, ext={"errors": rows})


def read_json(text: str | bytes) -> Any:
    """A text as JSON that can be written again.

    Raises: ValueError for what is none, and for numbers and halves of characters that no answer could hold.
    """
    try:
        parsed = json.loads(text, parse_constant=_no_number, parse_float=_float)
        msgspec.json.encode(parsed)
    except (RecursionError, OverflowError) as error:
        raise ValueError(str(error)) from error
    return parsed


def _float(text: str) -> float:
    value = float(text)
    return value if math.isfinite(value) else _no_number(text)


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number of JSON, or too large")


def validators() -> dict[str, Any]:
    """Connexion's `validator_map`."""
    bodies: Any = VALIDATOR_MAP["body"]
    return {"parameter": NamingParameters, "body": MediaTypeDict({**bodies, "*/*json": NamingBody})}


def _field(error: ValidationError) -> str:
    """Where in the body: `body.lines[0].amount`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.absolute_path)
    return _BODY + "".join(steps)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
