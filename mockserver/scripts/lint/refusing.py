"""What the engine cannot read, asked of the engine itself: needs no parser."""

from __future__ import annotations

from collections.abc import Iterator

from mockserver.scripts.chain import run_chain
from mockserver.scripts.lint.finding import Finding, Level
from mockserver.scripts.model import Run, Script
from mockserver.scripts.threads import at_once
from mockserver.scripts.trial import Person, surroundings_of

_ENDS_AT_ONCE = "throw new Error;"
"""Before a script, so that it is read and not run."""


def refusals(source: str) -> Iterator[Finding]:
    """What the engine cannot read."""
    hashbang = source.startswith("#!")
    script = source if hashbang else _ENDS_AT_ONCE + source
    if hashbang:
        first, _, rest = source.partition("\n")
        script = f"{first}\n{_ENDS_AT_ONCE}{rest}"
    failure = run_alone(Script(name="run", source=script, allowed_to_fail=True)).failure
    if failure is None or not failure.message.startswith("SyntaxError"):
        return
    line, column = max(failure.line, 1), max(failure.column, 1)
    if line == (2 if hashbang else 1):
        column = max(column - len(_ENDS_AT_ONCE), 1)
    yield Finding(line, column, Level.ERROR, "syntax", failure.message.removeprefix("SyntaxError: "))


def run_alone(script: Script) -> Run:
    """The run of a script for somebody made up."""
    surroundings = surroundings_of(Person())
    return at_once(lambda: run_chain([script], surroundings, {}, {})).runs[0]
