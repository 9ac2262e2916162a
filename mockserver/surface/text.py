"""The form in which facts about the surface are kept: a package a file, a line for each method, binding and field.

```
service OrganizationService
 AddOrganization AddOrganizationRequest AddOrganizationResponse permission=org.create status=201
  POST /v2/organizations *
message AddOrganizationRequest
 1 name string min_len=1 max_len=200
 2 admins AddOrganizationRequest.Admin repeated
 3 org_id string oneof=choice
 oneof choice
enum OrganizationState
 ORGANIZATION_STATE_UNSPECIFIED 0
```

Names of the same package stand without it. A line `oneof` names one of whose fields one must be set. A line is indented
by one space more than what it belongs to.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import structs

from mockserver.surface.model import (
    Binding,
    EnumType,
    Field,
    MessageType,
    Method,
    Package,
    RuleValue,
    Service,
)

_FLAGS = ("repeated", "optional", "deprecated")
_METHOD_TEXTS = ("permission", "check_field", "org_field")
_MAP = re.compile(r"map<(\w+),(.+)>")
_PLAIN = re.compile(r"[\w.+-]*[A-Za-z]", re.ASCII)
_WORD = re.compile(r'(?:[^\s"]|"(?:\\.|[^"\\])*")+')
_BOOLS = {"true": True, "false": False}


class BadSurface(ValueError):
    """A block that cannot be read; the message has the line where it starts and what is wrong with it."""


def written(package: Package) -> str:
    """A package as text."""
    return "".join(f"{line}\n" for line in _lines(package))


def read(name: str, text: str) -> Package:
    """The package of a text.

    Raises: BadSurface.
    """
    names = _Names(name)
    services, messages, enums = {}, {}, {}
    for number, (kind, short, lines) in _blocks(text):
        full = names.full(short)
        try:
            match kind:
                case "service":
                    services[full] = _service(full, lines, names)
                case "message":
                    messages[full] = _message(full, lines, names)
                case "enum":
                    enums[full] = _enum(full, lines, names)
                case _:
                    raise ValueError("a block is a service, a message or an enum")
        except (ValueError, TypeError, IndexError, KeyError) as error:
            raise BadSurface(f"{name}: cannot read the block of line {number}, {kind} {short}: {error}") from error
    return Package(name, services, messages, enums)


def _blocks(text: str) -> Iterator[tuple[int, tuple[str, str, list[str]]]]:
    """Each line that is not indented with those below it: its number, its two words, the lines."""
    head, inner, start = "", [], 0
    for number, line in enumerate([*text.splitlines(), ""], 1):
        if line.startswith(" "):
            inner.append(line)
            continue
        if head:
            kind, _, short = head.partition(" ")
            yield start, (kind, short, inner)
        head, inner, start = line, [], number


def _lines(package: Package) -> Iterator[str]:
    def short(name: str) -> str:
        return short_name(name, package.name)

    for service in package.services.values():
        yield f"service {short(service.name)}"
        for method in service.methods.values():
            yield " ".join(["", method.name, short(method.request), short(method.response), *_method_words(method)])
            for binding in method.bindings:
                yield f"  {binding_line(binding)}"
    for message in package.messages.values():
        yield f"message {short(message.name)}"
        for field in message.fields.values():
            yield f" {field_line(field, package.name)}"
        for oneof in message.required_oneofs:
            yield f" oneof {oneof}"
    for enum in package.enums.values():
        yield f"enum {short(enum.name)}"
        for name, number in enum.numbers.items():
            yield f" {name} {number}"


def short_name(name: str, package: str) -> str:
    """A name as the text of a package has it: those of the same package stand without it."""
    rest = name.removeprefix(f"{package}.")
    return rest if rest[:1].isupper() else name


def binding_line(binding: Binding) -> str:
    """A binding as its line, without what it is indented by."""
    return f"{binding.verb} {binding.path} {binding.body}".rstrip()


def field_line(field: Field, package: str) -> str:
    """A field as its line, without what it is indented by; names of the package stand without it."""
    return f"{field.number} {field.name} {field_facts(field, package)}"


def field_facts(field: Field, package: str) -> str:
    """A field's type, and what else its line says behind that."""
    return " ".join([type_word(field, package), *_field_words(field)])


def type_word(field: Field, package: str) -> str:
    """The type of a field; names of the package stand without it."""
    kind = short_name(field.type, package)
    return f"map<{field.key_type},{kind}>" if field.key_type else kind


def rule_words(rules: Mapping[str, RuleValue]) -> Iterator[str]:
    """Each rule as its word."""
    for name, value in rules.items():
        yield name if value is True else f"{name}={_word(value)}"


def _method_words(method: Method) -> Iterator[str]:
    for name in _METHOD_TEXTS:
        if getattr(method, name):
            yield f"{name}={getattr(method, name)}"
    if method.status != 200:
        yield f"status={method.status}"


def _field_words(field: Field) -> Iterator[str]:
    for flag in _FLAGS:
        if getattr(field, flag):
            yield flag
    if field.oneof:
        yield f"oneof={field.oneof}"
    yield from rule_words(field.rules)


def _word(value: RuleValue) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    # A text that looks like a number or a truth would be read as one, and a blank ends a word.
    plain = not isinstance(value, str) or (_PLAIN.fullmatch(value) and value not in _BOOLS)
    return str(value) if plain else json.dumps(value)


class _Names:
    """Full names of what a text calls by shorter ones."""

    def __init__(self, package: str) -> None:
        self.package = package

    def full(self, name: str) -> str:
        return f"{self.package}.{name}" if name[:1].isupper() else name


def _service(name: str, lines: Iterable[str], names: _Names) -> Service:
    methods: dict[str, Method] = {}
    last = ""
    for line in lines:
        first, *words = line.split()
        if line.startswith("  "):
            binding = Binding(first, *words)
            methods[last] = structs.replace(methods[last], bindings=(*methods[last].bindings, binding))
        else:
            last = first
            methods[last] = _method(last, *words, names=names)
    return Service(name, methods)


def _method(name: str, request: str, response: str, *words: str, names: _Names) -> Method:
    said = dict(_pairs(words))
    permission, check_field, org_field = (str(said.get(text, "")) for text in _METHOD_TEXTS)
    status = int(said.get("status", 200))
    return Method(name, names.full(request), names.full(response), permission, check_field, org_field, status)


def _message(name: str, lines: Iterable[str], names: _Names) -> MessageType:
    fields: dict[str, Field] = {}
    oneofs: list[str] = []
    for line in lines:
        words = _words(line)
        if words[0] == "oneof":
            oneofs.append(words[1])
        else:
            fields[words[1]] = _field(*words, names=names)
    return MessageType(name, fields, tuple(oneofs))


def _field(number: str, name: str, kind: str, *words: str, names: _Names) -> Field:
    key = _MAP.fullmatch(kind)
    rules = dict(_pairs(words))
    flags = {flag: bool(rules.pop(flag, False)) for flag in _FLAGS}
    oneof = str(rules.pop("oneof", ""))
    value_type = names.full(key[2] if key else kind)
    return Field(int(number), name, value_type, key[1] if key else "", oneof=oneof, rules=rules, **flags)


def _enum(name: str, lines: Iterable[str], _names: _Names) -> EnumType:
    return EnumType(name, {words[0]: int(words[1]) for words in map(str.split, lines)})


def _words(line: str) -> list[str]:
    return _WORD.findall(line) if '"' in line else line.split()


def _pairs(words: Iterable[str]) -> Iterator[tuple[str, RuleValue]]:
    for word in words:
        name, equals, value = word.partition("=")
        yield name, _value(value) if equals else True


def _value(word: str) -> RuleValue:
    if word.startswith('"'):
        return str(json.loads(word))
    return _BOOLS[word] if word in _BOOLS else int(word) if word.lstrip("-").isdigit() else word
