"""Field rules of messages, compiled from the surface, and the sentence that a broken one answers.

The real server validates with protoc-gen-validate; this is how its Go code judges, and in which order: fields outside
of oneofs, then oneofs, then fields that are `optional`; each message's in the order of its file.
Source: recordings/actions.jsonl, setup.jsonl, search.jsonl, edges-*.jsonl for the sentences; the order of oneofs and
optional fields is that library's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mockserver.errors.problem import invalid_argument
from mockserver.spec.json_values import JsonObject
from mockserver.spec.value_rules import Judge, value_judges
from mockserver.surface.library import Surface
from mockserver.surface.model import Field, MessageType, json_name

_NOTHING: Mapping[str, object] = {
    "string": "",
    "bytes": "",
    "bool": False,
    **dict.fromkeys(("int32", "uint32", "int64", "uint64", "sint32", "sint64", "double", "float"), 0),
}
"""What a scalar holds that is not set; an enum holds 0, a message nothing."""
_EMBEDDED = ": embedded message failed validation | caused by: "
_REQUIRED = ": value is required"


class FieldRules:
    """All rules of one message."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge

    def check(self, message: JsonObject) -> None:
        """Let a canonical message pass, or refuse it for the first rule that it breaks.

        Raises: INVALID_ARGUMENT without an ID.
        """
        broken = self._judge(message)
        if broken is not None:
            raise invalid_argument(broken)


@dataclass(frozen=True, slots=True)
class _FieldJudge:
    """A field with what judges it, whose words stand behind the field's name."""

    name: str
    title: str
    unset: object
    judge: Judge


class RuleBook:
    """The rules of all messages of a surface, each compiled when it is first asked for."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface
        self._judges: dict[str, Judge] = {}
        self._ruled: dict[str, bool] = {}

    def of(self, name: str) -> FieldRules | None:
        """The rules of a message by its full name; None where no such message can break one."""
        return FieldRules(self._judge(name)) if self._can_break(name) else None

    def _judge(self, name: str) -> Judge:
        if name not in self._judges:
            self._judges[name] = self._compiled(self._surface.message(name))
        return self._judges[name]

    def _later(self, name: str) -> Judge:
        """The judge of a message that may hold the one that is being compiled."""

        def judge(message: JsonObject) -> str | None:
            return self._judge(name)(message)

        return judge

    def _can_break(self, name: str) -> bool:
        """Whether a message has a rule, or one that it can hold has."""
        if name not in self._ruled:
            seen: set[str] = set()
            waiting = [name]
            found = False
            while waiting and not found:
                message = self._surface.message(waiting.pop())
                seen.add(message.name)
                fields = message.fields.values()
                found = bool(message.required_oneofs) or any(field.rules for field in fields)
                waiting += [field.type for field in fields if self._is_message(field) and field.type not in seen]
            self._ruled[name] = found
        return self._ruled[name]

    def _is_message(self, field: Field) -> bool:
        return self._surface.is_message(field.type)

    def _compiled(self, message: MessageType) -> Judge:
        label = f"invalid {go_name(message.name)}."
        plain = tuple(
            self._judged(field for field in message.fields.values() if not field.oneof and not field.optional)
        )
        oneofs = tuple(self._oneofs(message))
        optional = tuple(self._judged(field for field in message.fields.values() if field.optional))

        def judge(value: JsonObject) -> str | None:
            for field in plain:
                broken = field.judge(value.get(field.name, field.unset))
                if broken is not None:
                    return f"{label}{field.title}{broken}"
            for fields, required in oneofs:
                chosen = next((name for name in fields if name in value), None)
                if chosen is None:
                    if required:
                        return f"{label}{required}{_REQUIRED}"
                    continue
                field_judge = fields[chosen]
                broken = field_judge.judge(value[chosen]) if field_judge is not None else None
                if broken is not None and field_judge is not None:
                    return f"{label}{field_judge.title}{broken}"
            for field in optional:
                broken = field.judge(value[field.name]) if field.name in value else None
                if broken is not None:
                    return f"{label}{field.title}{broken}"
            return None

        return judge

    def _oneofs(self, message: MessageType) -> Iterator[tuple[Mapping[str, _FieldJudge | None], str]]:
        """Each oneof that can break a rule: its fields by JSON name, and its title where one of them must be set."""
        for oneof in dict.fromkeys(field.oneof for field in message.fields.values() if field.oneof):
            fields = [field for field in message.fields.values() if field.oneof == oneof]
            judged = {field.name: field for field in self._judged(fields)}
            required = go_field(oneof) if oneof in message.required_oneofs else ""
            if judged or required:
                yield {json_name(field.name): judged.get(json_name(field.name)) for field in fields}, required

    def _judged(self, fields: Iterable[Field]) -> Iterator[_FieldJudge]:
        for field in fields:
            judge = self._field_judge(field)
            if judge is not None:
                yield _FieldJudge(json_name(field.name), go_field(field.name), self._unset(field), judge)

    def _unset(self, field: Field) -> object:
        if field.repeated or field.key_type:
            return ()
        return 0 if self._surface.is_enum(field.type) else _NOTHING.get(field.type)

    def _field_judge(self, field: Field) -> Judge | None:
        """What judges a field; None where nothing that it holds can break a rule."""
        if field.key_type:
            return None
        rules = dict(field.rules)
        items = {name.removeprefix("items."): rules.pop(name) for name in list(rules) if name.startswith("items.")}
        if not field.repeated:
            return self._value_judge(field, rules)
        whole = list(value_judges("repeated", rules, {}))
        each = self._value_judge(field, items, in_list=True)
        if each is not None:
            whole.append(_of_items(each))
        return _first(whole)

    def _value_judge(self, field: Field, rules: Mapping[str, Any], *, in_list: bool = False) -> Judge | None:
        if self._surface.is_message(field.type):
            return self._embedded(field.type, required=bool(rules.get("required")))
        is_enum = self._surface.is_enum(field.type)
        numbers = self._surface.enum(field.type).numbers if is_enum else {}
        kind = "enum" if is_enum else field.type
        # Within a list the library prints the numbers of excluded values, not their names.
        return _first(list(value_judges(kind, rules, {} if in_list else numbers, defined=frozenset(numbers.values()))))

    def _embedded(self, name: str, *, required: bool) -> Judge | None:
        can_break = self._can_break(name)
        if not can_break and not required:
            return None
        below = self._later(name)

        def judge(value: Any) -> str | None:
            if value is None:
                return _REQUIRED if required else None
            broken = below(value) if can_break else None
            return None if broken is None else f"{_EMBEDDED}{broken}"

        return judge


def go_name(message: str) -> str:
    """A message's name without its package; one inside another is joined to it as Go does."""
    return "_".join(part for part in message.split(".") if part[:1].isupper())


def go_field(name: str) -> str:
    """The name of a field in Go, of its protobuf name."""
    title = json_name(name)
    return title[:1].upper() + title[1:]


def _first(judges: list[Judge]) -> Judge | None:
    """What tells the first broken one of several rules."""
    if len(judges) < 2:
        return judges[0] if judges else None

    def judge(value: Any) -> str | None:
        for each in judges:
            broken = each(value)
            if broken is not None:
                return broken
        return None

    return judge


def _of_items(each: Callable[[Any], str | None]) -> Judge:
    def judge(values: Any) -> str | None:
        for index, value in enumerate(values):
            broken = each(value)
            if broken is not None:
                return f"[{index}]{broken}"
        return None

    return judge
