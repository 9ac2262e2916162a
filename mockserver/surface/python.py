"""Python classes for messages of the surface: a module a package, as text.

A class holds a message as operations know it: canonical proto3 JSON, with Python's names. Requests have enums and
64-bit integers as numbers, answers as names and as texts; a message that both hold has a class for each where they
differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum, auto

from mockserver.surface.library import Surface
from mockserver.surface.model import WELL_KNOWN, EnumType, Field, MessageType, attribute_name, package_of
from mockserver.surface.python_text import ModuleText
from mockserver.surface.reach import reached

HOME = "mockserver.operations.messages"
"""The Python package of messages."""

_PLAIN = {"string": ("str", '""'), "bool": ("bool", "False"), "int32": ("int", "0"), "uint32": ("int", "0")}
"""Types of Python with their zero values."""
_LONG = "uint64"
_TEXTS = {
    "bytes": "Base64",
    _LONG: "Uint64",
    f"{WELL_KNOWN}.Duration": "Duration",
    f"{WELL_KNOWN}.Timestamp": "Timestamp",
}
"""What is a text, empty where it is not set, and the type that `mockserver.spec.wellknown` has for it."""
_STRUCT = f"{WELL_KNOWN}.Struct"
_INPUT = "Input"
"""Ends the name of a request's class where the answer's has the plain one."""
_NUMBERS = "Number"
_NAMES = "Name"


class Side(Enum):
    """Where a message stands."""

    REQUEST = auto()
    ANSWER = auto()


def modules(surface: Surface, rpcs: Iterable[str], home: str = HOME) -> dict[str, str]:
    """By name, such as `zitadel_management_v1`, the modules for all that some methods take and answer.

    Args:
        rpcs: as `package.Service/Method`.
        home: the Python package that the modules stand in.

    Raises: KeyError where there is no such method, or no Python type for a field; ValueError where two messages would
        have one name.
    """
    methods = [surface.method(rpc) for rpc in rpcs]
    classes = _Classes(
        surface,
        home,
        {
            Side.REQUEST: frozenset(reached(surface, [method.request for method in methods])),
            Side.ANSWER: frozenset(reached(surface, [method.response for method in methods])),
        },
    )
    return {_module(package): classes.module(package) for package in classes.packages}


def _module(package: str) -> str:
    return package.replace(".", "_")


def _short(name: str) -> str:
    """The name of a class, of a message's full name: that of a nested one begins with the outer one's."""
    return name.removeprefix(f"{package_of(name)}.").replace(".", "")


class _Classes:
    """The classes of all messages that are reached."""

    def __init__(self, surface: Surface, home: str, sides: Mapping[Side, frozenset[str]]) -> None:
        self._surface = surface
        self._home = home
        self._sides = sides
        self._messages = {side: frozenset(filter(surface.is_message, names)) for side, names in sides.items()}
        both = self._messages[Side.REQUEST] & self._messages[Side.ANSWER]
        self._twofold = frozenset(name for name in both if self._differs(name))
        self._onefold = both - self._twofold

    @property
    def packages(self) -> list[str]:
        """The packages that need a module, sorted."""
        return sorted({package_of(name) for names in self._sides.values() for name in names})

    def module(self, package: str) -> str:
        """The module of one package."""
        text = ModuleText(f"Messages of {package}, written by `make derived`.")
        facts = self._surface.package(package)
        for enum in facts.enums.values():
            self._add_enum(text, enum)
        for message in facts.messages.values():
            for side in Side:
                is_there = side is Side.ANSWER and message.name in self._onefold
                if message.name in self._sides[side] and not is_there:
                    self._add_message(text, message, side)
        return text.finished()

    def _differs(self, name: str) -> bool:
        """Whether a message looks different in requests and in answers."""
        return any(
            self._surface.is_enum(field.type) or field.type == _LONG
            for inner in self._messages[Side.REQUEST].intersection(reached(self._surface, [name]))
            for field in self._surface.message(inner).fields.values()
        )

    def _add_enum(self, text: ModuleText, enum: EnumType) -> None:
        if enum.name in self._sides[Side.REQUEST]:
            rows = [f"{name}: Final = {number}" for name, number in enum.numbers.items()]
            text.use("typing", "Final")
            text.add_class(f"{_short(enum.name)}{_NUMBERS}", "", enum.name, rows)
        if enum.name in self._sides[Side.ANSWER]:
            others = [name for name, number in enum.numbers.items() if number]
            text.add_literal(_short(enum.name), ["", *others], f"{enum.name}; empty stands for the zero value")
            if self._is_named(enum.name):
                text.add_literal(_short(enum.name) + _NAMES, enum.numbers, enum.name)

    def _is_named(self, enum: str) -> bool:
        """Whether answers hold an enum where its zero value is not left out."""
        return any(
            field.type == enum and _always_shown(field)
            for name in self._messages[Side.ANSWER]
            for field in self._surface.message(name).fields.values()
        )

    def _add_message(self, text: ModuleText, message: MessageType, side: Side) -> None:
        text.use(f"{HOME}.base", "Message")
        rows = [self._row(text, message, field, side) for field in message.fields.values()]
        text.add_class(self._class_name(message.name, side), "Message, frozen=True", message.name, rows)

    def _class_name(self, name: str, side: Side) -> str:
        return _short(name) + (_INPUT if side is Side.REQUEST and name in self._twofold else "")

    def _row(self, text: ModuleText, message: MessageType, field: Field, side: Side) -> str:
        annotation, default = self._typed(text, package_of(message.name), field, side)
        return f"{attribute_name(field.name)}: {annotation} = {default}"

    def _typed(self, text: ModuleText, package: str, field: Field, side: Side) -> tuple[str, str]:
        """How a field is annotated, and its value where it is not set."""
        one, zero = self._single(text, package, field, side)
        if field.key_type:
            text.use("msgspec")
            return f"dict[{_PLAIN[field.key_type][0]}, {one}]", "msgspec.field(default_factory=dict)"
        if field.repeated:
            return f"tuple[{one}, ...]", "()"
        if zero == "None" or ((field.optional or field.oneof) and package_of(field.type) != WELL_KNOWN):
            return f"{one} | None", "None"
        return one, zero

    def _single(self, text: ModuleText, package: str, field: Field, side: Side) -> tuple[str, str]:
        """How one value is annotated, and its zero value; that of a message is None."""
        kind = field.type
        if kind in _PLAIN:
            return _PLAIN[kind]
        if kind == _LONG and side is Side.REQUEST:
            return "int", "0"
        if kind in _TEXTS:
            text.use("mockserver.spec.wellknown", _TEXTS[kind])
            return _TEXTS[kind], f'{_TEXTS[kind]}("")'
        if kind == _STRUCT:
            text.use("typing", "Any")
            return "dict[str, Any]", "None"
        if not self._surface.is_enum(kind):
            return self._qualified(text, package, kind, self._class_name(kind, side)), "None"
        if side is Side.REQUEST:
            return "int", "0"
        name = _short(kind) + (_NAMES if _always_shown(field) else "")
        return self._qualified(text, package, kind, name), '""'

    def _qualified(self, text: ModuleText, package: str, full_name: str, name: str) -> str:
        other = package_of(full_name)
        if other == package:
            return name
        text.use(self._home, _module(other))
        return f"{_module(other)}.{name}"


def _always_shown(field: Field) -> bool:
    """Whether a field's zero value is told of: in a list, in a map, and where it is known whether it is set."""
    return field.repeated or field.optional or bool(field.oneof or field.key_type)
