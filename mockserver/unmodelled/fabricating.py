"""Methods that nobody modelled, as operations: judged like all others, then answered by the shape of their service."""

from __future__ import annotations

from mockserver.operations.context import Context
from mockserver.pipeline import ServedOperation
from mockserver.spec.json_values import JsonObject
from mockserver.unmodelled.fabricated.engine import engine
from mockserver.unmodelled.judging import judged
from mockserver.unmodelled.paths import Known


def answer(context: Context | None, rpc: str, message: JsonObject) -> JsonObject:
    """What a method answers to a canonical message, in proto3 JSON.

    Args:
        context: None of methods that ask for no token.

    Raises: Refused.
    """
    return engine().of_anyone(rpc) if context is None else engine().answer(context, rpc, message)


def fabricated(known: Known) -> ServedOperation:
    """The operation of a method, however it was found."""

    def fabricate(context: Context | None, message: JsonObject) -> JsonObject:
        return answer(context, known.rpc, message)

    return judged(known, fabricate)
