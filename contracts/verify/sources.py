"""Gives each check its sources: facts of the recordings' index, what sources.yaml names, or none: it is *assumed*."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import yaml

from .check import Check
from .evidence import read_evidence

SOURCES = Path(__file__).with_name("sources.yaml")
ASSUMED = "assumed"


class SourceError(ValueError):
    """A check has no source and is not marked as assumed."""


def read_sources(path: Path = SOURCES) -> Mapping[str, tuple[str, ...]]:
    """Sources by the title of a check; none for what is assumed. Raises: OSError, yaml.YAMLError."""
    rows = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    return {title: () if named == ASSUMED else tuple(named) for title, named in rows.items()}


def sourced(checks: Iterable[Check]) -> Iterator[Check]:
    """The checks with their sources. Raises: SourceError."""
    evidence, written = read_evidence(), read_sources()
    for check in checks:
        if check.sources:
            yield check
        elif check.title in written:
            yield dataclasses.replace(check, sources=written[check.title])
        elif check.facts:
            yield dataclasses.replace(check, sources=tuple(_found(check, evidence)))
        else:
            raise SourceError(f"{check.title} has no source: name one in {SOURCES.name}, or mark it {ASSUMED}")


def _found(check: Check, evidence: Mapping[str, str]) -> Iterable[str]:
    """Where all facts of a check are recorded; else the section that tells of their kind, if there is one."""
    if all(fact in evidence for fact in check.facts):
        return dict.fromkeys(evidence[fact] for fact in check.facts)
    return (check.otherwise,) if check.otherwise else ()
