"""The page `docs/operations.md`: what of ZITADEL is modelled, can be made up, or is refused, by service."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from mockserver.spec.document import spec_path
from mockserver.surface.library import Surface, surface
from mockserver.surface.model import Service
from mockserver.surface.offered import services as offered
from mockserver.unmodelled.described import Status, status_of

PAGE = Path("docs/operations.md")

_HEAD = """\
# What is modelled

{modelled} of {total} operations of ZITADEL are modelled: they answer what the real server answers. Another {fabricated}
are known: a request is judged as there (token, organisation, permission, field rules), and then refused with 501 and
gRPC's code 12 in a message that names the operation, or made up, or passed on to a real server:
[unmodelled.md](unmodelled.md). {refused} more are never made up, since what they would add or change is modelled; they
are refused in a message that names the operation to call. The other {elsewhere} are none that callers of an instance
reach, such as those of the system API.

This page is written by `make derived`; `zitadel-mock routes --all` lists all operations with their paths, and
`zitadel-mock surface find WORDS` tells more of any.

| service | modelled | can be made up | refused | operations |
| --- | --- | --- | --- | --- |
"""


def overview(facts: Surface) -> str:
    """The page, of the document that is served.

    Raises: OSError, yaml.YAMLError, DanglingReference.
    """
    reached = {service.name for service in offered(facts)}
    services = list(facts.services())
    counts = {service.name: _counted(service) if service.name in reached else Counter() for service in services}
    sums = sum(counts.values(), Counter[Status]())
    total = sum(len(service.methods) for service in services)
    said = {status.value: sums[status] for status in Status}
    head = _HEAD.format(**said, total=total, elsewhere=total - sums.total())
    return head + "".join(_row(each, counts[each.name]) for each in services) + "\n" + "".join(_names(services))


def _counted(service: Service) -> Counter[Status]:
    return Counter(status_of(f"{service.name}/{name}") for name in service.methods)


def _row(service: Service, counts: Counter[Status]) -> str:
    cells = [service.name, *(counts[status] or "" for status in Status), len(service.methods)]
    return f"| {' | '.join(map(str, cells))} |\n"


def _names(services: list[Service]) -> Iterator[str]:
    for service in services:
        names = [name for name in service.methods if status_of(f"{service.name}/{name}") is Status.MODELLED]
        if names:
            yield f"- {service.name}: {', '.join(names)}\n"


def main() -> None:
    """Write the page; run by `make derived`."""
    (spec_path().parent / PAGE).write_text(overview(surface()), "utf-8")


if __name__ == "__main__":
    main()
