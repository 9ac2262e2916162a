"""Small scripts as trees: what they do, one row a kind, and how they are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeAlias

from .values import Text, Value

INDENT: Final = "  "


@dataclass(frozen=True, slots=True)
class SetClaim:
    """`api.v1.claims.setClaim`, or the same function of `userinfo`; within a loop its number may end the key."""

    through: str
    key: Text
    value: Value
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Later:
    """A claim of an object that is changed behind the call."""

    key: Text


@dataclass(frozen=True, slots=True)
class CopyClaim:
    """A claim that has the value of one that an earlier action set."""

    key: Text
    of: str


@dataclass(frozen=True, slots=True)
class Promised:
    """A claim that is set when the function has ended."""

    key: Text
    value: Value


@dataclass(frozen=True, slots=True)
class CountMetadata:
    """A claim with the number of entries that the user has."""

    key: Text


@dataclass(frozen=True, slots=True)
class AppendLog:
    """`appendLogIntoClaims`."""

    line: Text


@dataclass(frozen=True, slots=True)
class SetMetadata:
    """`api.v1.user.setMetadata`; an empty key ends the run."""

    key: str
    value: Value


@dataclass(frozen=True, slots=True)
class Log:
    """A line of `zitadel/log`; `level` is the name of its function."""

    level: str
    text: str


@dataclass(frozen=True, slots=True)
class Throw:
    """Throw any value."""

    value: Value


@dataclass(frozen=True, slots=True)
class Return:
    """End the function; any value but `undefined` and `null` is a failure."""

    js: str
    fails: bool


@dataclass(frozen=True, slots=True)
class If:
    """A condition that is known."""

    js: str
    holds: bool
    then: tuple[Statement, ...]
    otherwise: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A loop that counts from 0."""

    times: int
    body: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Try:
    """What is thrown is caught; what the host ends is not."""

    body: tuple[Statement, ...]
    caught: tuple[Statement, ...]


Statement: TypeAlias = (
    "SetClaim | Later | CopyClaim | Promised | CountMetadata | AppendLog | SetMetadata | Log | Throw | Return | If | "
    "Repeat | Try"
)


class Flaw(Enum):
    """What may be wrong with a script as a whole; nothing of its function is run then."""

    NONE = "none"
    SYNTAX = "it does not parse"
    NAME = "it has no function of the action's name"
    TOP = "its top level throws"


@dataclass(frozen=True, slots=True)
class Script:
    """An action's script."""

    body: tuple[Statement, ...]
    flaw: Flaw = Flaw.NONE


def written(script: Script, name: str) -> str:
    """The script of an action with this name."""
    function = "other" if script.flaw is Flaw.NAME else name
    head = "throw new Error('top');\n" if script.flaw is Flaw.TOP else ""
    end = "" if script.flaw is Flaw.SYNTAX else "}"
    return "\n".join([f"{head}function {function}(ctx, api) {{", *_lines(script.body, 0), end])


def _lines(body: Sequence[Statement], depth: int) -> list[str]:
    inner = [line for statement in body for line in _statement(statement, depth)]
    return [f"{INDENT}{line}" for line in inner]


def _statement(statement: Statement, depth: int) -> list[str]:
    match statement:
        case SetClaim(through, key, value, numbered):
            # A loop's number stands in the variable of its depth, which is one less than that of its body.
            name = f"{key.js} + i{depth - 1}" if numbered else key.js
            return [f"api.v1.{through}.setClaim({name}, {value.js});"]
        case Later(key):
            return [f"var o = {{n: 1}}; api.v1.claims.setClaim({key.js}, o); o.n = 2;"]
        case CopyClaim(key, of):
            return [f"api.v1.claims.setClaim({key.js}, ctx.v1.claims.{of});"]
        case Promised(key, value):
            return [f"Promise.resolve().then(function () {{ api.v1.claims.setClaim({key.js}, {value.js}); }});"]
        case CountMetadata(key):
            return [f"api.v1.claims.setClaim({key.js}, ctx.v1.user.getMetadata().count);"]
        case AppendLog(line):
            return [f"api.v1.claims.appendLogIntoClaims({line.js});"]
        case SetMetadata(name, value):
            return [f"api.v1.user.setMetadata('{name}', {value.js});"]
        case Log(level, text):
            return [f"require('zitadel/log').{level}('{text}');"]
        case Throw(value):
            return [f"throw {value.js};"]
        case Return(js):
            return [f"return {js};"]
        case If(js, _, then, otherwise):
            tail = ["} else {", *_lines(otherwise, depth)] if otherwise else []
            return [f"if ({js}) {{", *_lines(then, depth), *tail, "}"]
        case Repeat(times, body):
            name = f"i{depth}"
            return [f"for (var {name} = 0; {name} < {times}; {name}++) {{", *_lines(body, depth + 1), "}"]
        case Try(body, caught):
            return ["try {", *_lines(body, depth), "} catch (e) {", *_lines(caught, depth), "}"]
