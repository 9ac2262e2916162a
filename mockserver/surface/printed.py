"""The surface as people read it in a terminal, line by line."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from mockserver.surface.difference import Breaks, Change, Client, Difference
from mockserver.surface.finding import Found
from mockserver.surface.library import Surface
from mockserver.surface.lookup import Operation
from mockserver.surface.model import MessageType, package_of
from mockserver.surface.text import binding_line, field_line

_CLIENTS = {Client.JSON: "JSON", Client.PROTOBUF: "protobuf"}
_SIGNS = {Change.ADDED: "+", Change.REMOVED: "-"}


def found_lines(surface: Surface, found: Found) -> Iterator[str]:
    """Operations with the fields of their requests, then messages, then enums."""
    for operation in found.operations:
        yield from _operation(operation)
        yield f"  request {operation.method.request}"
        yield from (f"  {line}" for line in _fields(surface, operation.method.request))
        yield f"  response {operation.method.response}"
    for message in found.messages:
        yield f"message {message.name}"
        yield from _inner(message)
    for enum in found.enums:
        yield f"enum {enum.name}"
        yield from (f"  {number} {name}" for name, number in enum.numbers.items())


def difference_lines(differences: Iterable[Difference]) -> Iterator[str]:
    """Differences by what they belong to; `!` stands before what breaks clients."""
    for (owner, name), group in itertools.groupby(differences, lambda each: (each.owner, each.name)):
        yield f"{owner.value} {name}"
        yield from (_difference(each) for each in group)


def _difference(difference: Difference) -> str:
    sign = "!" if difference.breaks else _SIGNS.get(difference.change, "~")
    head = f"{difference.part} {difference.change.value}".lstrip()
    told = f"{difference.before or 'nothing'} -> {difference.after or 'nothing'}"
    if difference.change in _SIGNS:
        told = difference.before or difference.after
    return f"  {sign} {head}: {told}{_broken(difference.breaks)}"


def _broken(breaks: Breaks) -> str:
    return f"  [breaks {' and '.join(_CLIENTS[client] for client in Client if client in breaks)}]" if breaks else ""


def _operation(operation: Operation) -> Iterator[str]:
    method = operation.method
    yield f"operation {operation.name}"
    for binding in method.bindings:
        yield f"  {binding_line(binding)}"
    yield f"  permission {method.permission or 'none'}"
    if method.check_field:
        yield f"  permission limited to {method.check_field}"
    if method.org_field:
        yield f"  organisation chosen by {method.org_field}"
    if method.status != 200:
        yield f"  status {method.status}"


def _fields(surface: Surface, name: str) -> Iterator[str]:
    package = package_of(name)
    if package in surface.packages:
        yield from _inner(surface.message(name))


def _inner(message: MessageType) -> Iterator[str]:
    for field in message.fields.values():
        yield f"  {field_line(field, package_of(message.name))}"
    for oneof in message.required_oneofs:
        yield f"  one field of {oneof} must be set"
