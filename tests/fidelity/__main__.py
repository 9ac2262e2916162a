"""`make fidelity`: replay every recording against this server, and write the figures with all that shows them."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from contracts.ci.history import add_to_history
from contracts.fidelity.figures import UNEXPLAINED, Judged, as_document, percent, share, tallied
from contracts.fidelity.traces import judged, lines_of, reasons_of
from contracts.pending import read_pending
from contracts.reading import read_trace
from contracts.replayer import replay
from contracts.server_process import server_process
from contracts.target import Target
from contracts.test_recordings import TRACES
from contracts.verify.spec import Spec, read_spec
from mockserver.spec.description import description_file
from tests.fidelity import cases, rpc
from tests.fidelity.files import FIGURES, HISTORY, PAGE, TITLE, shares, shown
from tests.protocols.serving import serving


def over_http(spec: Spec, target: Target) -> Iterator[Judged]:
    """Every trace, replayed."""
    pending = read_pending()
    for trace in TRACES:
        exchanges, seen = read_trace(trace), replay(trace, target)
        yield from judged(spec, exchanges, lines_of(exchanges, seen), reasons_of(pending, seen))


def main() -> int:
    """Measure and write. Returns the exit code: 1 where something differs that is not pending."""
    spec = read_spec(description_file())
    with tempfile.TemporaryDirectory() as folder:
        with server_process(Path(folder)) as target:
            exchanges = list(over_http(spec, target))
        exchanges += cases.judged(cases.logins(), cases.steps())
        # The bytes were recorded on a server that knows its own names alone.
        with serving(Path(folder), "--instances", "fixed") as started:
            exchanges += rpc.judged(spec, rpc.replayed(started.target))
    rows = tallied(exchanges)
    FIGURES.write_text(json.dumps(as_document(rows), indent=1) + "\n", "utf-8")
    add_to_history(HISTORY, TITLE, shares(rows), changes_only=True)
    for path, text in shown(rows, PAGE.read_text("utf-8")).items():
        path.write_text(text, "utf-8")
    unexplained = [one for one in exchanges if one.reason == UNEXPLAINED]
    for one in unexplained:
        sys.stderr.write(f"{one.file}:{one.line} differs, and is not pending\n")
    sys.stdout.write(f"{percent(share(rows))} of {len(exchanges):,} exchanges agree; wrote {FIGURES}\n")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
