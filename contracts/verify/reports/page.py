"""The report as one HTML page that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from .summary import Summary, check_text

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem; color: #1b1b1b; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
th, td { border-bottom: 1px solid #ccc; padding: .35rem .5rem; text-align: left; vertical-align: top; }
td { overflow-wrap: anywhere; } code { font-size: 90%; } .differs { color: #a40000; } .same { color: #0b6b2b; }
"""


def page(summary: Summary) -> str:
    """The page."""
    verdict = "The same" if summary.passed else "Differences"
    counts = [
        (operation, str(checks), f"{failed} differ" if failed else "same")
        for operation, checks, failed in summary.counts()
    ]
    parts = [
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{verdict} - zitadel-mock verify</title>',
        f"<style>{_STYLE}</style></head><body>",
        f'<h1 class="{"same" if summary.passed else "differs"}">{verdict}</h1>',
        f"<p>Server: <code>{escape(summary.base_url)}</code></p>",
        *(f"<p>{escape(line)}</p>" for line in summary.lines),
    ]
    for title, findings in (
        ("Differences", summary.judged.new),
        ("Known differences", summary.judged.known),
        ("Differences from what is assumed", summary.judged.assumed),
    ):
        if findings:
            rows = [
                (row.operation, check_text(row), row.transport, row.expected, row.seen, f"openapi.yaml#{row.where}")
                for row in findings
            ]
            parts += [f"<h2>{title}</h2>", _table(("Operation", "Check", "Over", "Expected", "Seen", "Spec"), rows)]
    parts += ["<h2>Operations</h2>", _table(("Operation", "Checks", "Result"), counts), "</body></html>"]
    return "\n".join(parts) + "\n"


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in header)
    body = "\n".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table>"
