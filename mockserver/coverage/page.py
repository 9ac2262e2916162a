"""Coverage as one HTML page that needs nothing beside it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from mockserver.coverage.items import ANY_OPERATION, OF_ACTIONS, Dimension, Item
from mockserver.coverage.measure import Coverage, Share
from mockserver.coverage.text import columns

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0; width: 100%; }
th, td { border-bottom: 1px solid #ccc; padding: .3rem .6rem; text-align: left; vertical-align: top; }
td.number { text-align: right; white-space: nowrap; }
code { border-radius: .2rem; display: inline-block; margin: .1rem; padding: 0 .3rem; }
.touched { background: #d7f0d7; color: #114411; }
.missing { background: #f8dada; color: #661111; text-decoration: line-through; }
"""


def page(coverage: Coverage) -> str:
    """The whole page."""
    summary = "".join(_summary(dimension, coverage.share(dimension)) for dimension in coverage.dimensions)
    operations = "".join(_operation(coverage, name) for name in coverage.operations)
    access = _codes(coverage, coverage.chosen(Dimension.ERROR_IDS, ANY_OPERATION))
    actions = "".join(
        f"<h2>{escape(dimension.capitalize())}</h2>\n<p>{_codes(coverage, coverage.chosen(dimension))}</p>\n"
        for dimension in OF_ACTIONS
        if coverage.chosen(dimension)
    )
    heads = "".join(f"<th>{escape(column)}</th>" for column in columns(coverage))
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>API coverage</title>'
        f"<style>{_STYLE}</style></head><body>\n<h1>API coverage: {coverage.share().percent:.1f} %</h1>\n"
        f"<p>{coverage.exchanges} exchanges, {coverage.matched} of them of described operations. "
        'Green was touched, <span class="missing">struck through</span> was not.</p>\n'
        f"<table><tr><th></th><th>touched</th><th>of</th><th>percent</th></tr>{summary}</table>\n"
        f"<h2>Operations</h2>\n<table><tr><th>operation</th>{heads}</tr>\n{operations}</table>\n"
        f"<h2>Error IDs of access</h2>\n<p>{access}</p>\n"
        f"<h2>Matrix</h2>\n<p>{_codes(coverage, coverage.chosen(Dimension.MATRIX))}</p>\n{actions}</body></html>\n"
    )


def _summary(name: str, share: Share) -> str:
    numbers = (str(share.touched), str(share.total), f"{share.percent:.1f}")
    cells = "".join(f'<td class="number">{number}</td>' for number in numbers)
    return f"<tr><td>{escape(name)}</td>{cells}</tr>\n"


def _operation(coverage: Coverage, name: str) -> str:
    itself = _codes(coverage, coverage.chosen(Dimension.OPERATIONS, name))
    cells = "".join(f"<td>{_codes(coverage, coverage.chosen(column, name))}</td>" for column in columns(coverage))
    return f"<tr><td>{itself}</td>{cells}</tr>\n"


def _codes(coverage: Coverage, items: Iterable[Item]) -> str:
    return " ".join(_code(item.name, "touched" if coverage.counts[item] else "missing") for item in items)


def _code(name: str, style: str) -> str:
    return f'<code class="{style}">{escape(name)}</code>'
