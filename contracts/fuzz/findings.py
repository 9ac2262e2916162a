"""What was found: the requests that show it, what is wrong, and how a test tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .curl import curl
from .pytest_case import Imports, pytest_case
from .steps import Step


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with one operation.

    The last of `steps`, which hold names for ids, got the answer that is wrong; `shown` is the same request with the
    ids of this run. `assertion` is Python that fails for such a `response`.
    """

    check: str
    operation: str
    phase: str
    message: str
    status: int
    answer: str
    steps: Sequence[Step]
    shown: Step
    assertion: str

    def curl(self, base_url: str) -> str:
        """A line for a shell in which `ZITADEL_PAT` is the token."""
        return curl(self.shown, base_url)

    def pytest(self, number: int) -> str:
        """A test that fails as long as the server answers like this."""
        name = f"test_{number}_{self.check}"
        return pytest_case(name, f"{self.operation}: {self.message}", self.steps, self.assertion)


def pytest_file(findings: Sequence[Finding], imports: Imports) -> str:
    """A module of tests, one for each finding."""
    tests = [finding.pytest(number) for number, finding in enumerate(findings, 1)]
    return "\n\n\n".join([imports.text(), *tests]) + "\n"
