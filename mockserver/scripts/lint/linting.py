"""Reads a script, and warns of what goes wrong on the real server, above all of what does so in silence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mockserver.scripts.authoring import TYPES, known_triggers
from mockserver.scripts.lint import calls, deeds, functions, language, refusing, values
from mockserver.scripts.lint.finding import Finding, Level, Rule
from mockserver.scripts.lint.reading import Reading
from mockserver.scripts.lint.syntax import Source, walk
from mockserver.scripts.lint.syntax import text as text_of
from mockserver.scripts.tables import TRIGGERS, Trigger

RULES: tuple[Rule, ...] = (
    functions.returns,
    values.comparisons,
    values.fields,
    values.nulls,
    values.written,
    deeds.claims,
    deeds.metadata,
    deeds.lists,
    deeds.grants,
    calls.modules,
    calls.fetching,
    calls.uncatchable,
    language.names,
    language.patterns,
)
_ALLOWS = re.compile(r"zitadel-mock-allow\s+([\w-]+(?:\s*,\s*[\w-]+)*)")


def lint(script: str, name: str, trigger: Trigger | None = None) -> list[Finding]:
    """What goes wrong with a script, in the order of its lines.

    Args:
        name: of the action.
        trigger: at which it runs; where it is None, a comment with types of a trigger tells (docs/scripts.md), and
            otherwise that one is taken which has the most of what the script asks for.
    """
    refused = list(refusing.refusals(script))
    if refused:
        return refused
    source = Source.of(script)
    findings: list[Finding] = []
    if trigger is None:
        told = TYPES.search(script)
        trigger = TRIGGERS.get((told[1], told[2])) if told is not None else None
        if told is not None and trigger is None:
            line = script.count("\n", 0, told.start()) + 1
            column = told.start() - script.rfind("\n", 0, told.start())
            findings.append(
                Finding(
                    line, column, Level.ERROR, "trigger", f"flow {told[1]} has no trigger {told[2]}: {known_triggers()}"
                )
            )
    function = functions.function_of(source, name)
    reading = Reading(source, function, trigger or _fitting(source, name))
    findings += functions.named_function(source, name)
    for rule in RULES:
        findings += rule(reading)
    allowed = dict(_allowed(source))
    kept = {finding for finding in findings if finding.rule not in allowed.get(finding.line, ())}
    return sorted(kept)


def _fitting(source: Source, name: str) -> Trigger:
    """The trigger in whose tables the fewest fields are missing; of several the first, token's before logins'."""
    function = functions.function_of(source, name)
    order = sorted(TRIGGERS.values(), key=lambda of: (of.flow != "2", of.flow, of.trigger))
    return min(order, key=lambda of: len(list(values.fields(Reading(source, function, of)))))


def _allowed(source: Source) -> Iterator[tuple[int, Iterable[str]]]:
    """By line, the rules that a comment on it, or before it, allows to be broken."""
    for node in walk(source.root):
        told = _ALLOWS.search(text_of(node)) if node.type == "comment" else None
        if told is not None:
            rules = frozenset(re.split(r"\s*,\s*", told[1]))
            yield node.start_point[0] + 1, rules
            yield node.end_point[0] + 2, rules
