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

    def lines(self, depth: int) -> list[str]:
        """As it is written, within so many loops."""
        # A loop's number stands in the variable of its depth, which is one less than that of its body.
        name = f"{self.key.js} + i{depth - 1}" if self.numbered else self.key.js
        return [f"api.v1.{self.through}.setClaim({name}, {self.value.js});"]


@dataclass(frozen=True, slots=True)
class Later:
    """A claim of an object that is changed behind the call."""

    key: Text

    def lines(self, depth: int) -> list[str]:
        """As it is written, within so many loops."""
        del depth
        return [f"var o = {{n: 1}}; api.v1.claims.setClaim({self.key.js}, o); o.n = 2;"]


@dataclass(frozen=True, slots=True)
class CopyClaim:
    """A claim that has the value of one that an earlier action set."""

    key: Text
    of: str

    def lines(self, depth: int) -> list[str]:
        """As it is written, within so many loops."""
        del depth
        return [f"api.v1.claims.setClaim({self.key.js}, ctx.v1.claims.{self.of});"]


@dataclass(frozen=True, slots=True)
class Promised:
    """A claim that is set when the function has ended."""

    key: Text
    value: Value

    def lines(self, depth: int) -> list[str]:
        """As it is written, within so many loops."""
        del depth
        call = f"api.v1.claims.setClaim({self.key.js}, {self.value.js});"
        return [f"Promise.resolve().then(function () {{ {call} }});"]


@dataclass(frozen=True, slots=True)
class CountMetadata:
    """A claim with the number of entries that the user has."""

    key: Text

    def lines(self, depth: int) -> list[str]:
        """As it is written, within so many loops."""
        del depth
        return [f"api.v1.claims.setClaim({self.key.js}, ctx.v1.user.getMetadata().count);"]


@dataclass(frozen=True, slots=True)
class AppendLog:
    """`appendLogIntoClaims`."""

    line: Text

    def lines(self, depth: int) -> list[str]:
        """As it is written, within so many loops."""
        del depth
        return [f"api.v1.claims.appendLogIntoClaims({self.line.js});"]


@dataclass(frozen=True, slots=True)
class SetMetadata:
    """`api.v1.user.setMetadata`; an empty key ends the run."""

    key: str
    value: Value

    def lines(self, depth: int) -> list[str]:
        """As it is written, within so many loops."""
        del depth
        return [f"api.v1.user.setMetadata('{self.key}', {self.value.js});"]


@dataclass(frozen=True, slots=True)
class Log:
    """A line of `zitadel/log`; `level` is the name of its function."""

    level: str
    text: str

    def lines(self, depth: int) -> list[str]:
        """As it is written, within so many loops."""
        del depth
        return [f"require('zitadel/log').{self.level}('{self.text}');"]


@dataclass(frozen=True, slots=True)
class Throw:
    """Throw any value."""

    value: Value

    def lines(self, depth: int) -> list[str]:
        """As it is written, within so many loops."""
        del depth
        return [f"throw {self.value.js};"]


@dataclass(frozen=True, slots=True)
class Return:
    """End the function; any value but `undefined` and `null` is a failure."""

    js: str
    fails: bool

    def lines(self, depth: int) -> list[str]:
        """As it is written, within so many loops."""
        del depth
        return [f"return {self.js};"]


@dataclass(frozen=True, slots=True)
class If:
    """A condition that is known."""

    js: str
    holds: bool
    then: tuple[Statement, ...]
    otherwise: tuple[Statement, ...]

    def lines(self, depth: int) -> list[str]:
        """As it is written, within so many loops."""
        tail = ["} else {", *_lines(self.otherwise, depth)] if self.otherwise else []
        return [f"if ({self.js}) {{", *_lines(self.then, depth), *tail, "}"]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A loop that counts from 0."""

    times: int
    body: tuple[Statement, ...]

    def lines(self, depth: int) -> list[str]:
        """As it is written, within so many loops."""
        name = f"i{depth}"
        return [f"for (var {name} = 0; {name} < {self.times}; {name}++) {{", *_lines(self.body, depth + 1), "}"]


@dataclass(frozen=True, slots=True)
class Try:
    """What is thrown is caught; what the host ends is not."""

    body: tuple[Statement, ...]
    caught: tuple[Statement, ...]

    def lines(self, depth: int) -> list[str]:
        """As it is written, within so many loops."""
        return ["try {", *_lines(self.body, depth), "} catch (e) {", *_lines(self.caught, depth), "}"]


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
    inner = [line for statement in body for line in statement.lines(depth)]
    return [f"{INDENT}{line}" for line in inner]
