"""The report as one HTML page."""

from __future__ import annotations

from html import escape

from ..outcome import Outcome

_STYLE = "body{font:15px sans-serif;margin:2em;max-width:70em}td,th{padding:.2em 1em;text-align:right}\
td:first-child,th:first-child{text-align:left}pre{background:#eee;padding:1em;white-space:pre-wrap}"


def page(outcome: Outcome) -> str:
    """Complete, without anything from elsewhere."""
    rows = "\n".join(
        f"<tr><td>{escape(operation)}</td><td>{numbers['sent']}</td><td>{numbers['done']}</td>"
        f"<td>{numbers['share']:.0%}</td></tr>"
        for operation, numbers in outcome.statistics.data().items()
    )
    findings = "\n".join(
        f"<h2>{number}. {escape(finding.operation)}: {escape(finding.check)}</h2>\n<p>{escape(finding.message)}</p>\n"
        f"<pre>{escape(f'{finding.status} {finding.answer}')}</pre>\n"
        f"<pre>{escape(finding.curl(outcome.base_url))}</pre>\n<pre>{escape(finding.pytest(number))}</pre>"
        for number, finding in enumerate(outcome.findings, 1)
    )
    errors = "\n".join(f"<p>Not tested: {escape(error)}</p>" for error in outcome.errors)
    return f"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>zitadel-mock fuzz</title>
<style>{_STYLE}</style>
<h1>zitadel-mock fuzz</h1>
<p>{escape(outcome.summary)}</p>
{findings}
{errors}
<table>
<tr><th>Operation</th><th>Requests</th><th>Done</th><th>2xx</th></tr>
{rows}
</table>
</html>
"""
