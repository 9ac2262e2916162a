"""The surface as JSON has it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from mockserver.surface.difference import Difference
from mockserver.surface.finding import Found
from mockserver.surface.library import Surface
from mockserver.surface.lookup import Operation
from mockserver.surface.model import package_of


def found(surface: Surface, facts: Found) -> dict[str, Any]:
    """Operations with the fields of their requests, messages and enums."""
    return {
        "operations": [_operation(surface, operation) for operation in facts.operations],
        "messages": msgspec.to_builtins(facts.messages),
        "enums": msgspec.to_builtins(facts.enums),
    }


def compared(before: Surface, after: Surface, shown: Sequence[Difference], breaking: int) -> dict[str, Any]:
    """Differences of two versions, with how many of all break clients."""
    return {
        "before": before.version,
        "after": after.version,
        "breaking": breaking,
        "differences": msgspec.to_builtins(shown, order="deterministic"),
    }


def version(surface: Surface) -> dict[str, Any]:
    """What a version holds, as numbers."""
    packages = [surface.package(name) for name in surface.packages]
    services = list(surface.services())
    return {
        "version": surface.version,
        "services": len(services),
        "operations": sum(len(service.methods) for service in services),
        "messages": sum(len(package.messages) for package in packages),
        "enums": sum(len(package.enums) for package in packages),
    }


def _operation(surface: Surface, operation: Operation) -> dict[str, Any]:
    request = operation.method.request
    message = surface.message(request) if package_of(request) in surface.packages else None
    return {
        **msgspec.to_builtins(operation.method),
        "name": operation.name,
        "fields": msgspec.to_builtins(message.fields) if message else {},
        "required_oneofs": list(message.required_oneofs) if message else [],
    }
