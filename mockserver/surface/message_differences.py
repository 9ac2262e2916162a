"""What became of a message and its fields. In JSON fields travel by name, in protobuf by number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mockserver.surface.difference import ALL, JSON, NOBODY, PROTOBUF, Breaks, Change, Difference, Owner, counted
from mockserver.surface.enum_differences import enum_differences
from mockserver.surface.library import Surface
from mockserver.surface.model import EnumType, Field, MessageType, package_of
from mockserver.surface.reach import reached
from mockserver.surface.retyping import ENUM, same_shape, scalar_breaks
from mockserver.surface.strictness import refuses_unset, rule_changes
from mockserver.surface.text import field_facts, type_word


class Messages:
    """Holds the messages of two versions against each other."""

    def __init__(self, before: Surface, after: Surface, requests: Iterable[str]) -> None:
        """Take the names of the messages that clients send; rules count for these and for what they hold."""
        self._before = before
        self._after = after
        self._sent = frozenset(reached(before, requests))
        self._judging: set[tuple[str, str]] = set()
        self._turned = _messages(before) & _enums(after) | _enums(before) & _messages(after)

    def differences(self, before: MessageType | None, after: MessageType | None) -> Iterator[Difference]:
        """The differences of two versions of a message, either of which may not be there."""
        if before is not None and after is not None:
            yield from self._between(before, after)
        elif before is not None:
            yield Difference(Owner.MESSAGE, before.name, "", Change.REMOVED, _size(before), "", NOBODY)
        elif after is not None:
            yield Difference(Owner.MESSAGE, after.name, "", Change.ADDED, "", _size(after), NOBODY)

    def swapped(self, before: str, after: str) -> Breaks:
        """Whom it breaks that one type took the other's place: messages and enums are held against each other."""
        pair = before, after
        if pair in self._judging:
            # Types that hold each other: what this pair breaks is in the answer about that which led here.
            return NOBODY
        outermost = not self._judging
        self._judging.add(pair)
        breaks = self._swap(before, after)
        if outermost:
            self._judging.clear()
        return breaks

    def _swap(self, before: str, after: str) -> Breaks:
        old, new = _defined(self._before, before), _defined(self._after, after)
        if before == after and type(old) is type(new):
            return NOBODY
        if isinstance(old, MessageType) and isinstance(new, MessageType):
            return _union(self._between(old, new))
        if isinstance(old, EnumType) and isinstance(new, EnumType):
            return _union(enum_differences(old, new))
        kinds = (ENUM if isinstance(kind, EnumType) else name for name, kind in ((before, old), (after, new)))
        return scalar_breaks(*kinds)

    def _between(self, before: MessageType, after: MessageType) -> Iterator[Difference]:
        # Nearly all messages are equal; fields can still mean something else where a message became an enum.
        if before == after and not self._turned:
            return
        fresh = {field.number: field for name, field in after.fields.items() if name not in before.fields}
        heir: Field | None
        for name, field in before.fields.items():
            if name in after.fields:
                yield from self._field(before, after, field, after.fields[name])
            elif (heir := fresh.get(field.number)) and heir.type == field.type and same_shape(field, heir):
                del fresh[field.number]
                yield _difference(after, name, Change.RENAMED, name, heir.name, JSON)
                yield from self._field(before, after, field, heir)
            else:
                yield _difference(after, name, Change.REMOVED, _facts(field, before), "", ALL)
        is_sent = before.name in self._sent
        for field in fresh.values():
            breaks = ALL if is_sent and refuses_unset(field) else NOBODY
            yield _difference(after, field.name, Change.ADDED, "", _facts(field, after), breaks)
        yield from _required(before, after, ALL if is_sent else NOBODY)

    def _field(self, before: MessageType, after: MessageType, old: Field, new: Field) -> Iterator[Difference]:
        """What became of a field that is there in both."""
        if old.number != new.number:
            yield _difference(after, new.name, Change.RENUMBERED, str(old.number), str(new.number), PROTOBUF)
        types = _type(old, before), _type(new, after)
        breaks = self.swapped(old.type, new.type) if same_shape(old, new) else ALL
        if types[0] != types[1] or breaks:
            yield _difference(after, new.name, Change.RETYPED, *types, breaks)
        for flag, said, unsaid in (
            ("optional", Change.PRESENCE, Change.PRESENCE),
            ("deprecated", Change.DEPRECATED, Change.NOT_DEPRECATED),
        ):
            was, now = getattr(old, flag), getattr(new, flag)
            if was != now:
                yield _difference(after, new.name, said if now else unsaid, flag * was, flag * now, NOBODY)
        if old.oneof != new.oneof:
            rivals = _members(after, new.oneof) & before.fields.keys() - _members(before, old.oneof) - {old.name}
            breaks = ALL if rivals else NOBODY
            yield _difference(after, new.name, Change.ONEOF, old.oneof, new.oneof, breaks)
        for rule in rule_changes(old.rules, new.rules):
            breaks = ALL if rule.change is Change.STRICTER and before.name in self._sent else NOBODY
            yield _difference(after, new.name, rule.change, rule.before, rule.after, breaks)


def _required(before: MessageType, after: MessageType, breaks: Breaks) -> Iterator[Difference]:
    """Oneofs of which one field must be set, and whose fields need not have been set before; and the reverse."""
    old, new = ([_members(side, oneof) for oneof in side.required_oneofs] for side in (before, after))
    for oneof, members in zip(after.required_oneofs, new, strict=True):
        if not any(already <= members for already in old):
            yield _difference(after, oneof, Change.REQUIRED, "", _one_of(members), breaks)
    for oneof, members in zip(before.required_oneofs, old, strict=True):
        if not any(members & still for still in new):
            yield _difference(after, oneof, Change.NOT_REQUIRED, _one_of(members), "", NOBODY)


def _difference(message: MessageType, part: str, change: Change, before: str, after: str, breaks: Breaks) -> Difference:
    return Difference(Owner.MESSAGE, message.name, part, change, before, after, breaks)


def _defined(surface: Surface, name: str) -> MessageType | EnumType | None:
    package = package_of(name)
    if package not in surface.packages:
        return None
    facts = surface.package(package)
    return facts.messages.get(name) or facts.enums.get(name)


def _messages(surface: Surface) -> set[str]:
    return {name for package in surface.packages for name in surface.package(package).messages}


def _enums(surface: Surface) -> set[str]:
    return {name for package in surface.packages for name in surface.package(package).enums}


def _members(message: MessageType, oneof: str) -> frozenset[str]:
    return frozenset(field.name for field in message.fields.values() if oneof and field.oneof == oneof)


def _type(field: Field, message: MessageType) -> str:
    word = type_word(field, package_of(message.name))
    return f"{word} repeated" if field.repeated else word


def _facts(field: Field, message: MessageType) -> str:
    return f"{field.number} {field_facts(field, package_of(message.name))}"


def _size(message: MessageType) -> str:
    return counted(len(message.fields), "field")


def _one_of(members: frozenset[str]) -> str:
    return f"one of {', '.join(sorted(members))}"


def _union(differences: Iterator[Difference]) -> Breaks:
    return NOBODY.union(*(difference.breaks for difference in differences))
