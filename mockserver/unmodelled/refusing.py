"""Methods that nobody modelled, as operations: judged like all others, then refused. Never a success."""

from __future__ import annotations

from typing import NoReturn

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem, Refused
from mockserver.operations.context import Context
from mockserver.pipeline import ServedOperation
from mockserver.spec.json_values import JsonObject
from mockserver.unmodelled.judging import judged
from mockserver.unmodelled.paths import Known


def not_modelled(rpc: str) -> Problem:
    """The refusal of a method, which says what to do."""
    return Problem(
        "",
        Code.UNIMPLEMENTED,
        f"this mock does not model {rpc}; `zitadel-mock routes` lists what it serves. Start it with --unmodelled"
        " fabricate (or send `Prefer: unmodelled=fabricate`) for an answer that is made up, with --unmodelled"
        " forward=URL for that of a real server",
    )


def refused(known: Known) -> ServedOperation:
    """The operation of a method, however it was found.

    It authenticates, chooses the organisation, asks for the permission, and holds the rules of the request's fields, as
    the real server does; what would follow is refused.
    Source: recordings/edges-foreign_operations-1.jsonl.
    """

    def refuse(_: Context | None, __: JsonObject) -> NoReturn:
        raise Refused(not_modelled(known.rpc))

    return judged(known, refuse)
