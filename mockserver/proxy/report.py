"""What a run of the proxy has seen: counts, findings, the table at its end."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field

from mockserver.proxy.violation import Violation
from mockserver.traffic.reading import Reading

_MAX_KEPT = 10_000
"""Most findings that are kept for the report; beyond them they are only counted."""
_SAME, _VIOLATIONS, _NOT_RUN = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Finding:
    """A violation and the exchange that it was seen in."""

    exchange: int
    operation: str
    method: str
    path: str
    status: int
    violation: Violation

    @property
    def line(self) -> str:
        """The finding in one line."""
        seen = f"{self.method} {self.path} {self.status}"
        return _printable(f"{seen} {self.violation.kind}: {self.violation.where}: {self.violation.text}")


@dataclass(slots=True)
class Report:
    """Grows with each exchange.

    Attributes:
        show: prints a line.
    """

    show: Callable[[str], None]
    exchanges: int = 0
    outside: int = 0
    failed: int = 0
    findings: list[Finding] = field(default_factory=list)
    _seen: Counter[str] = field(default_factory=Counter)
    _found: Counter[tuple[str, str]] = field(default_factory=Counter)

    def take(self, reading: Reading, path: str, violations: Sequence[Violation]) -> None:
        """Count an exchange and show its violations.

        Args:
            path: without secrets.
        """
        self.exchanges += 1
        if not reading.within:
            self.outside += 1
            return
        self._seen[reading.name] += 1
        method, status = reading.exchange.method, reading.exchange.status
        for violation in violations:
            self._found[reading.name, violation.kind] += 1
            finding = Finding(self.exchanges, reading.name, method, path, status, violation)
            self.show(finding.line)
            if len(self.findings) < _MAX_KEPT:
                self.findings.append(finding)

    def fail(self, text: str) -> None:
        """Count a request that upstream did not answer."""
        self.failed += 1
        self.show(_printable(text))

    @property
    def exit_code(self) -> int:
        """0: no violation; 1: violations; 2: a request got no answer, or there was nothing to judge."""
        if self._found:
            return _VIOLATIONS
        return _NOT_RUN if self.failed or not self._seen else _SAME

    def table(self) -> list[str]:
        """The summary in lines."""
        rows = [("OPERATION", "EXCHANGES", "VIOLATIONS")]
        for name, count in sorted(self._seen.items()):
            kinds = [f"{kind} {found}" for (of, kind), found in sorted(self._found.items()) if of == name]
            rows.append((name, str(count), ", ".join(kinds) or "none"))
        widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
        lines = [_printable(f"{name:<{widths[0]}}  {count:>{widths[1]}}  {kinds}") for name, count, kinds in rows]
        judged = self._seen.total()
        total = f"{self.exchanges} exchanges, {judged} judged, {self._found.total()} violations"
        outside = f"; {self.outside} outside of the API" if self.outside else ""
        failed = f"; {self.failed} without an answer from upstream" if self.failed else ""
        return [*lines, total + outside + failed]

    def as_json(self) -> str:
        """The report as JSON."""
        return json.dumps(
            {
                "exchanges": self.exchanges,
                "judged": self._seen.total(),
                "outside": self.outside,
                "unanswered": self.failed,
                "violations": self._found.total(),
                "operations": {
                    name: {
                        "exchanges": count,
                        "violations": {kind: found for (of, kind), found in self._found.items() if of == name},
                    }
                    for name, count in sorted(self._seen.items())
                },
                "findings": [asdict(finding) for finding in self.findings],
            },
            indent=2,
        )


def _printable(text: str) -> str:
    """One line, whatever stood in the traffic."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)
