"""A run of the coverage command from start to end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mockserver.contracts.ci.history import HistoryError, add_to_history
from mockserver.contracts.ci.step_summary import add_to_step_summary
from mockserver.coverage.items import Item
from mockserver.coverage.journal import Journal
from mockserver.coverage.measure import Coverage, measure
from mockserver.coverage.page import page
from mockserver.coverage.text import as_json, markdown, table
from mockserver.traffic.described import DescribedApi
from mockserver.traffic.document import resolved_document
from mockserver.traffic.exchange import ExchangeSource, UnreadableTraffic
from mockserver.traffic.har_reader import HarFile

_ENOUGH, _UNDER = 0, 1


class CannotMeasure(Exception):
    """There is nothing to measure, or nowhere to write; the message says why in one line."""


def run(  # noqa: PLR0913 (one parameter a flag)
    files: Sequence[Path],
    *,
    journal: str = "",
    admin_token: str = "",
    json: bool,
    html: Path | None,
    fail_under: float,
    history: Path | None = None,
    keywords: bool = False,
    actions: bool = False,
) -> tuple[str, int]:
    """Measure the traffic of HAR files, and that in the journal of a running server.

    Args:
        journal: the server's URL; empty where only files are measured.
        admin_token: its `--admin-token`, if it has one.
        keywords: whether what schemas of requests allow and forbid counts too.
        actions: whether triggers, what scripts use, and executions count too; a journal alone tells of them.
        history: the file that gets a line with the shares.

    Returns: what to print, and the exit code: 0, or 1 where less than `fail_under` per cent was touched.

    Raises: CannotMeasure.
    """
    sources: list[ExchangeSource] = [HarFile(file) for file in files]
    deliveries: list[Item] | None = [] if actions else None
    try:
        if journal:
            read = Journal(journal, admin_token)
            sources.append(read)
            deliveries = list(read.deliveries()) if actions else None
        coverage = measure(DescribedApi(resolved_document()), sources, keywords=keywords, deliveries=deliveries)
    except UnreadableTraffic as error:
        raise CannotMeasure(str(error)) from error
    if not coverage.matched:
        raise CannotMeasure(f"none of {coverage.exchanges} exchanges is one of a described operation")
    if html is not None:
        try:
            html.write_text(page(coverage), "utf-8")
        except OSError as error:
            raise CannotMeasure(f"--html: cannot write {html}: {error.strerror}") from error
    try:
        if history is not None:
            figures = {"all": coverage.share().percent}
            figures |= {dimension.value: coverage.share(dimension).percent for dimension in coverage.dimensions}
            add_to_history(history, "zitadel-mock coverage: what was touched", figures)
    except (HistoryError, OSError) as error:
        raise CannotMeasure(f"--history: {error}") from error
    try:
        add_to_step_summary(markdown(coverage))
    except OSError as error:
        raise CannotMeasure(f"the summary of this step cannot be written: {error}") from error
    return as_json(coverage) if json else "\n".join(table(coverage)), _exit_code(coverage, fail_under)


def _exit_code(coverage: Coverage, fail_under: float) -> int:
    return _UNDER if coverage.share().percent < fail_under else _ENOUGH
