"""The surface out of plain facts, as JSON holds them.

A service is a mapping of its methods, each with `request`, `response`, `http` (a `google.api.HttpRule`) and `option`
(ZITADEL's own); a message has `fields`, `required_oneofs` and `maps`; an enum is a mapping of its numbers. Numbers of
rules may be texts, as in the JSON form of protobuf.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mockserver.surface.model import (
    Binding,
    EnumType,
    Field,
    MessageType,
    Method,
    Package,
    RuleValue,
    Service,
    package_of,
)

_VERBS = ("get", "put", "post", "delete", "patch")
_PREFIXES = {
    "zitadel.admin.v1": "/admin/v1",
    "zitadel.auth.v1": "/auth/v1",
    "zitadel.management.v1": "/management/v1",
    "zitadel.system.v1": "/system/v1",
}
"""Where the real server's gateway serves the paths of services of v1."""

Facts = Mapping[str, Any]


def from_folder(folder: Path) -> tuple[Package, ...]:
    """The packages of a folder: a `PACKAGE.Service.json` for each service, `messages.json` and `enums.json`.

    Raises: OSError, ValueError, KeyError.
    """

    def facts(file: Path) -> Facts:
        read: Facts = json.loads(file.read_text("utf-8"))
        return read

    services = {file.stem: facts(file) for file in sorted(folder.glob("zitadel.*.json"))}
    return packages(services, facts(folder / "messages.json"), facts(folder / "enums.json"))


def packages(services: Facts, messages: Facts, enums: Facts) -> tuple[Package, ...]:
    """Packages, sorted by name, of services, messages and enums by their full names."""
    held = [_by_package(facts) for facts in (services, messages, enums)]
    return tuple(
        Package(
            name,
            {full: Service(full, _methods(name, fact)) for full, fact in held[0].get(name, {}).items()},
            {full: _message(full, fact) for full, fact in held[1].get(name, {}).items()},
            {full: EnumType(full, fact) for full, fact in held[2].get(name, {}).items()},
        )
        for name in sorted({*held[0], *held[1], *held[2]})
    )


def _by_package(facts: Facts) -> dict[str, dict[str, Any]]:
    held: dict[str, dict[str, Any]] = {}
    for full, fact in facts.items():
        held.setdefault(package_of(full), {})[full] = fact
    return held


def _methods(package: str, methods: Facts) -> dict[str, Method]:
    return {name: _method(name, fact, _PREFIXES.get(package, "")) for name, fact in sorted(methods.items())}


def _method(name: str, fact: Facts, prefix: str) -> Method:
    option: Facts = fact.get("option", {})
    access: Facts = option.get("auth_option", option)
    return Method(
        name,
        fact["request"],
        fact["response"],
        access.get("permission", ""),
        access.get("check_field_name", ""),
        access.get("org_field", ""),
        option.get("http_response", {}).get("success_code", 200),
        tuple(_bindings(fact.get("http"), prefix)),
    )


def _bindings(rule: Facts | None, prefix: str) -> Iterator[Binding]:
    if rule is None:
        return
    for binding in (rule, *rule.get("additional_bindings", ())):
        for verb in _VERBS:
            if verb in binding:
                yield Binding(verb.upper(), prefix + binding[verb], binding.get("body", ""))


def _message(name: str, fact: Facts) -> MessageType:
    fields = (_field(field, fact.get("maps", {})) for field in fact.get("fields", ()))
    return MessageType(name, {field.name: field for field in fields}, tuple(fact.get("required_oneofs", ())))


def _field(fact: Facts, maps: Facts) -> Field:
    entry = maps.get(fact["type"])
    return Field(
        fact["number"],
        fact["name"],
        entry["value"] if entry else fact["type"],
        entry["key"] if entry else "",
        repeated=fact.get("repeated", False) and not entry,
        optional=fact.get("optional", False),
        oneof=fact.get("oneof", ""),
        deprecated=fact.get("deprecated", False),
        rules=dict(_rules(fact.get("rules", {}))),
    )


def _rules(rules: Facts, prefix: str = "") -> Iterator[tuple[str, RuleValue]]:
    """Rules without the type that they are for, which the field has."""
    for kind, values in rules.items():
        for name, value in values.items():
            if kind == "repeated" and name == "items":
                yield from _rules(value, "items.")
            else:
                yield prefix + name, _value(value)


def _value(value: Any) -> RuleValue:
    if isinstance(value, list):
        return " ".join(map(str, value)) if len(value) > 1 else _value(value[0])
    if isinstance(value, str):
        return int(value) if value.removeprefix("-").isdecimal() else value
    if isinstance(value, float):
        return f"{value:g}"
    plain: RuleValue = value
    return plain
