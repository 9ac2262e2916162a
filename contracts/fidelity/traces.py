"""The recorded exchanges of HTTP with their verdicts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from contracts.exchange import Exchange
from contracts.fidelity.figures import UNEXPLAINED, Judged, Verdict
from contracts.pending import Entry
from contracts.placeholders import FREE_VALUES, REFERENCE
from contracts.replayer import Deviation
from contracts.verify.about import operation_of, transport_of
from contracts.verify.scripts import SCRIPTS, script_answers
from contracts.verify.spec import Spec

NO_OPERATION = "(none)"
"""Stands for the operation of requests that are about none of those in openapi.yaml."""


def judged(
    spec: Spec, exchanges: Iterable[Exchange], deviating: Collection[int], reasons: Mapping[int, str]
) -> Iterator[Judged]:
    """Each exchange of a trace with its verdict.

    Args:
        deviating: the lines that differed.
        reasons: why, by line; a line without one is unexplained.
    """
    exchanges = list(exchanges)
    of_scripts = script_answers(exchanges)
    for exchange in exchanges:
        request = exchange.request
        own = SCRIPTS if exchange.line in of_scripts else NO_OPERATION
        differs = exchange.line in deviating
        agreed = Verdict.FREE if _leaves_open(exchange) else Verdict.AGREED
        yield Judged(
            exchange.file,
            exchange.line,
            transport_of(request),
            operation_of(spec, request.method, request.path) or own,
            Verdict.DIFFERING if differs else agreed,
            reasons.get(exchange.line, UNEXPLAINED) if differs else "",
        )


def lines_of(exchanges: Sequence[Exchange], seen: Iterable[Deviation]) -> set[int]:
    """The lines that differed; a connection that was lost ends a replay, so that all behind it differ as well."""
    lines = set()
    for deviation in seen:
        lines.add(deviation.line)
        if deviation.difference.where == "connection":
            lines |= {exchange.line for exchange in exchanges if exchange.line > deviation.line}
    return lines


def reasons_of(entries: Iterable[Entry], seen: Iterable[Deviation]) -> dict[int, str]:
    """Why lines differ, as far as every difference of theirs is pending."""
    found: dict[int, str] = {}
    entries = list(entries)
    for deviation in seen:
        reason = next((entry.reason for entry in entries if entry.covers(deviation)), UNEXPLAINED)
        if found.get(deviation.line) != UNEXPLAINED:
            found[deviation.line] = reason
    return found


def _leaves_open(exchange: Exchange) -> bool:
    """Whether the recording marks a part of its answer as free."""
    if exchange.request.ignored or exchange.request.unordered:
        return True
    return not FREE_VALUES.keys().isdisjoint(REFERENCE.findall(repr(exchange.response.content)))
