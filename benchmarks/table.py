"""Results as tables, in Markdown, which reads well in a terminal too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.cases import CANNED, SET, TITLES
from benchmarks.results import Results, Server
from benchmarks.spread import Spread

BEGIN = "<!-- results: written by `make bench` -->"
END = "<!-- end of results -->"


class NoPlace(Exception):
    """A document has no place for results."""


def tables(results: Results) -> str:
    """All of a run."""
    return "\n".join(_parts(results))


def illustrated(results: str, picture: str) -> str:
    """Results below a picture, so that no document links one that was never drawn.

    Args:
        picture: path of the file, from the folder of the document.
    """
    return f"![CPU time of one SetTriggerActions]({picture})\n\n{results}"


def inserted(document: str, results: str) -> str:
    """A document with results between its two marks. Raises: NoPlace where it has not both marks, in order."""
    head, begin, rest = document.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise NoPlace(f"needs the lines {BEGIN} and {END}")
    return f"{head}{BEGIN}\n\n{results}\n{END}{tail}"


def shown(spread: Spread) -> str:
    """Median and range."""
    if spread.count == 1:
        return _number(spread.median)
    return f"{_number(spread.median)} ({_number(spread.low)}–{_number(spread.high)})"


def _number(value: float) -> str:
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _parts(results: Results) -> Iterator[str]:
    machine, settings = results.machine, results.settings
    yield (
        f"Measured on {results.measured_at[:10]}: {machine['cpu']}, {machine['cores']} cores, {machine['memory']}, "
        f"Linux {machine['kernel']}, Python {machine['python']}; {settings['rounds']:.0f} rounds of "
        f"{settings['seconds']:.0f} s a measurement, {settings['connections']:.0f} connections. "
        "Median (range)."
    )
    yield ""
    if results.ratios:
        rows = [
            [
                ratio.title,
                shown(ratio.ratio),
                _goal(ratio.ratio, ratio.goal),
                shown(ratio.ours_us),
                shown(ratio.reference_us),
            ]
            for ratio in results.ratios.values()
        ]
        yield from _table(["CPU a request: ours / other", "ratio", "goal", "ours, µs", "other, µs"], rows)
    if results.servers:
        rows = [row for name, server in results.servers.items() for row in _server_rows(results, name, server)]
        head = ["server", "asked for", "CPU, µs a request", "requests a second", "p50, ms", "p99, ms"]
        yield from _table([*head, "first answer, s", "peak memory, MB"], rows)
    if results.facts:
        rows = [
            [fact.title, f"{shown(fact.value)} {fact.unit}", _goal(fact.value, fact.goal)]
            for fact in results.facts.values()
        ]
        yield from _table(["our server alone", "measured", "goal"], rows)
    for name, reason in results.left_out.items():
        yield f"Left out: {name}: {reason}."
        yield ""


def _server_rows(results: Results, name: str, server: Server) -> Iterator[list[str]]:
    for load in results.loads:
        if load.server == name:
            first = load.case in {CANNED, SET}
            yield [
                f"{server.title} {server.version}" if first else server.title,
                TITLES[load.case],
                shown(load.cpu_us),
                shown(load.requests_per_s),
                shown(load.p50_ms),
                shown(load.p99_ms),
                shown(server.first_answer_s) if first else "",
                shown(server.peak_mb) if first else "",
            ]


def _goal(value: Spread, goal: float | None) -> str:
    if goal is None:
        return ""
    return f"≤ {goal:g}" if value.median <= goal else f"≤ {goal:g}, missed"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    for row in (head, ["-" * width for width in widths], *rows):
        yield "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
    yield ""
