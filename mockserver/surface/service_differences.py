"""What became of a service and its operations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mockserver.surface.difference import ALL, JSON, NOBODY, Breaks, Change, Difference, Owner, counted
from mockserver.surface.message_differences import Messages
from mockserver.surface.model import Binding, Method, Service
from mockserver.surface.text import binding_line

_VARIABLE = re.compile(r"{\w+")


def service_differences(before: Service | None, after: Service | None, messages: Messages) -> Iterator[Difference]:
    """The differences of two versions of a service, either of which may not be there."""
    service = before or after
    if service is None:
        return
    if after is None:
        yield Difference(Owner.SERVICE, service.name, "", Change.REMOVED, _size(service), "", ALL)
    elif before is None:
        yield Difference(Owner.SERVICE, service.name, "", Change.ADDED, "", _size(service), NOBODY)
    old, new = (side.methods if side else {} for side in (before, after))
    for name in sorted({*old, *new}):
        if name not in new:
            yield Difference(Owner.SERVICE, service.name, name, Change.REMOVED, _told(old[name]), "", ALL)
        elif name not in old:
            yield Difference(Owner.SERVICE, service.name, name, Change.ADDED, "", _told(new[name]), NOBODY)
        else:
            for change, was, now, breaks in _method(old[name], new[name], messages):
                yield Difference(Owner.SERVICE, service.name, name, change, was, now, breaks)


def _method(old: Method, new: Method, messages: Messages) -> Iterator[tuple[Change, str, str, Breaks]]:
    for change, was, now in (
        (Change.REQUEST, old.request, new.request),
        (Change.RESPONSE, old.response, new.response),
    ):
        if was != now:
            yield change, was, now, messages.swapped(was, now)
    if old.permission != new.permission:
        breaks = ALL if _asks_more(old.permission, new.permission) else NOBODY
        yield Change.PERMISSION, old.permission or "none", new.permission or "none", breaks
    for label, was, now in (
        ("check_field", old.check_field, new.check_field),
        ("org_field", old.org_field, new.org_field),
    ):
        if was != now:
            yield Change.SCOPE, was and f"{label}={was}", now and f"{label}={now}", ALL if was else NOBODY
    if old.status != new.status:
        yield Change.STATUS, str(old.status), str(new.status), JSON
    yield from _bindings(old, new)


def _asks_more(before: str, after: str) -> bool:
    """Whether callers who had what was needed may lack what is needed now."""
    return after not in ("", "authenticated") or (after == "authenticated" and not before)


def _bindings(old: Method, new: Method) -> Iterator[tuple[Change, str, str, Breaks]]:
    """What became of the ways by HTTP; the names of a path's variables do not count."""
    was, now = ({_key(binding): binding for binding in method.bindings} for method in (old, new))
    for key in was.keys() & now.keys():
        if was[key].body != now[key].body:
            yield Change.BODY, was[key].body, now[key].body, JSON
    gone = [binding for key, binding in was.items() if key not in now]
    come = [binding for key, binding in now.items() if key not in was]
    for index in range(max(len(gone), len(come))):
        lost, found = ("".join(map(binding_line, side[index : index + 1])) for side in (gone, come))
        yield Change.PATH, lost, found, JSON if lost else NOBODY


def _key(binding: Binding) -> tuple[str, str]:
    return binding.verb, _VARIABLE.sub("{", binding.path)


def _told(method: Method) -> str:
    """How a method is reached."""
    return ", ".join(f"{binding.verb} {binding.path}" for binding in method.bindings) or "gRPC and Connect only"


def _size(service: Service) -> str:
    return counted(len(service.methods), "operation")
