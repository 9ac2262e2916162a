"""Annotations as GitHub Actions reads them from a job's output."""

from __future__ import annotations

from .summary import Summary

SHOWN = 50
"""GitHub shows no more of one step."""


def github(summary: Summary) -> str:
    """One line for each difference, and one for each known difference that no longer differs."""
    lines = [
        _annotation(
            "error",
            f"{finding.operation}: {finding.check} ({finding.transport})",
            f"{finding.what}: expected {finding.expected}, seen {finding.seen} (openapi.yaml#{finding.where})",
        )
        for finding in summary.judged.new[:SHOWN]
    ]
    lines += [
        _annotation("error", f"{entry.operation}: {entry.check}", "this known difference no longer differs")
        for entry in summary.judged.stale
    ]
    lines.append(_annotation("notice", "zitadel-mock verify", " / ".join(summary.lines)))
    return "\n".join(lines) + "\n"


def _annotation(level: str, title: str, message: str) -> str:
    name = _escaped(title).replace(":", "%3A").replace(",", "%2C")
    return f"::{level} title={name}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
