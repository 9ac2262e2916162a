"""The page `docs/operations.md`: how much of ZITADEL is modelled, by service."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mockserver.spec.modelled import modelled_in
from mockserver.surface.library import Surface
from mockserver.surface.model import Service

PAGE = Path("docs/operations.md")

_HEAD = """\
# What is modelled

{modelled} of {total} operations of ZITADEL are modelled: they answer what the real server answers. All others are
known: a request is judged as there (token, organisation, permission, field rules), and then refused with 501 and gRPC's
code 12 in a message that names the operation, or made up, or passed on to a real server:
[unmodelled.md](unmodelled.md).

This page is written by `make derived`; `zitadel-mock surface find WORDS` tells more of any operation.

| service | modelled | operations |
| --- | --- | --- |
"""


def overview(entry: Path, surface: Surface) -> str:
    """The page.

    Raises: OSError, yaml.YAMLError, DanglingReference.
    """
    modelled = modelled_in(entry)
    services = list(surface.services())
    total = sum(len(service.methods) for service in services)
    head = _HEAD.format(modelled=len(modelled), total=total)
    return head + "".join(_rows(services, modelled)) + "\n" + "".join(_names(services, modelled))


def _rows(services: list[Service], modelled: frozenset[str]) -> Iterator[str]:
    for service in services:
        yield f"| {service.name} | {len(_of(service, modelled)) or ''} | {len(service.methods)} |\n"


def _names(services: list[Service], modelled: frozenset[str]) -> Iterator[str]:
    for service in services:
        names = _of(service, modelled)
        if names:
            yield f"- {service.name}: {', '.join(names)}\n"


def _of(service: Service, modelled: frozenset[str]) -> list[str]:
    return [name for name in service.methods if f"{service.name}/{name}" in modelled]
