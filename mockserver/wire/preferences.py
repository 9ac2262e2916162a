"""What a single request asks to go wrong: `Prefer: code=400, example=COMMAND-dg422` and `x-mock-delay: 800`."""

from __future__ import annotations

from collections.abc import Mapping

from mockserver.errors.codes import HTTP_STATUS, Code
from mockserver.errors.lookup import problems_by_id, row_for
from mockserver.errors.problem import Problem, invalid_argument
from mockserver.spec.operation import OperationSpec
from mockserver.store.delays import MAX_DELAY_MS
from mockserver.wire.http import HttpRequest

PREFER = b"prefer"
DELAY = b"x-mock-delay"


def asked_delay_ms(request: HttpRequest) -> float:
    """What `x-mock-delay` says; 0 where it did not come.

    Raises: INVALID_ARGUMENT without an ID.
    """
    text = request.text(DELAY)
    if not text:
        return 0.0
    if not (text.isascii() and text.isdigit() and len(text) < 9) or int(text) > MAX_DELAY_MS:
        raise invalid_argument(f"x-mock-delay: expected milliseconds from 0 to {MAX_DELAY_MS:.0f}, got {text!r}")
    return float(text)


def preferred_problem(request: HttpRequest, spec: OperationSpec) -> Problem | None:
    """The error that `Prefer` asks an operation to answer; None where it asks for none, or for success.

    `example` is an error ID of the operation or the name of a gRPC code. `code` alone is an HTTP status: the first
    error of the operation with it, or else the gRPC code that stands for it. Other preferences are none of ours.

    Raises: INVALID_ARGUMENT without an ID, saying what can be asked for.
    """
    wanted = preferences(request.text(PREFER))
    example, code = wanted.get("example"), wanted.get("code")
    if example:
        problem = _named(example, spec)
        if code is not None and code != str(HTTP_STATUS[problem.code]):
            raise invalid_argument(
                f"Prefer: {example} is answered with status {HTTP_STATUS[problem.code]}, not {code}; leave code out"
            )
        return problem
    return _of_status(code, spec) if code is not None else None


def preferences(header: str) -> Mapping[str, str]:
    """Names, in lower case, and values; of a name that comes twice the first counts (RFC 7240)."""
    found: dict[str, str] = {}
    for item in header.replace(";", ",").split(","):
        name, _, value = item.partition("=")
        found.setdefault(name.strip().lower(), value.strip().strip('"'))
    return found


def _named(example: str, spec: OperationSpec) -> Problem:
    if example in Code.__members__ and Code[example] is not Code.OK:
        return Problem("", Code[example], f"{example} was asked for")
    if example not in spec.error_ids:
        raise invalid_argument(
            f"Prefer: {spec.id} never answers {example!r}; it answers {', '.join(spec.error_ids) or 'no error ID'}; "
            "names of gRPC codes such as UNAVAILABLE are understood too"
        )
    return row_for(problems_by_id()[example], spec.path)


def _of_status(status: str, spec: OperationSpec) -> Problem | None:
    if status == str(spec.status):
        return None
    for error_id in spec.error_ids:
        problem = row_for(problems_by_id()[error_id], spec.path)
        if str(HTTP_STATUS[problem.code]) == status:
            return problem
    for code, standing in HTTP_STATUS.items():
        if str(standing) == status and code is not Code.OK:
            return Problem("", code, f"{code.name} was asked for")
    statuses = sorted({standing for code, standing in HTTP_STATUS.items() if code is not Code.OK})
    raise invalid_argument(
        f"Prefer: no error has the status {status!r}; those there are: {', '.join(map(str, statuses))}"
    )
