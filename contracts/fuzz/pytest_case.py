"""A finding as a test for pytest."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .callers import ADMIN
from .steps import Step


@dataclass(frozen=True, slots=True)
class Imports:
    """The head of a module of tests: where the package and the document are, and how the findings were made."""

    package: str
    spec: Path
    seed: int

    def text(self) -> str:
        """Docstring, imports and a fixture."""
        return textwrap.dedent(f'''\
            """Found by `zitadel-mock fuzz --seed {self.seed}`.

            Needs ZITADEL_URL, and ZITADEL_PAT for a token with the role IAM_OWNER.
            """

            from pathlib import Path

            import pytest

            from {self.package}.again import Again, error_id, look


            @pytest.fixture
            def server():
                with Again.of_environment(Path({str(self.spec)!r})) as again:
                    yield again''')


def pytest_case(name: str, text: str, steps: Sequence[Step], assertion: str) -> str:
    """One function; it takes the fixture `server`."""
    lines = [f"def {name}(server):", *_comment(text)]
    for number, step in enumerate(steps, 1):
        target = "response = " if number == len(steps) else ""
        lines.append(f"    {target}server.send({_arguments(step)})")
    lines.append(f"    {assertion}")
    return "\n".join(lines)


def _arguments(step: Step) -> str:
    arguments = [repr(step.method), repr(step.path)]
    if step.headers:
        arguments.append(f"headers={dict(step.headers)!r}")
    if step.body is not None:
        arguments.append(f"body={step.body!r}")
    if step.caller != ADMIN:
        arguments.append(f"caller={step.caller!r}")
    if step.authorization:
        arguments.append(f"authorization={step.authorization!r}")
    if step.keep:
        arguments.append(f"keep={step.keep!r}")
    return ", ".join(arguments)


def _comment(text: str) -> list[str]:
    # Escaped, so that no text of a server can end the comment or be no source at all.
    return [f"    # {line.encode('unicode_escape').decode('ascii')}" for line in text.splitlines() if line]
