"""A run of an action's script, and what a test can say of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mockserver.scripts.trying import metadata_value


@dataclass(frozen=True, slots=True)
class ScriptError:
    """Why a run failed.

    Attributes:
        line: in the script, from 1; 0 where there is none. `column` likewise.
    """

    message: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.message} (line {self.line}, column {self.column})" if self.line else self.message


@dataclass(frozen=True, slots=True)
class ActionRun:
    """What a script did; nothing of it is kept.

    Attributes:
        error: None where it succeeded.
        took_ms: on the wall.
        claims: those that it set.
        before: all that there were before; `after` those that there are behind it.
        lines: what it wrote to the server's log.
        metadata: what is written of a user, by key.
        sets: fields of a user that it set, by name.
        grants: those that it gave: projectId, projectGrantId, roles.
        attributes: of a SAML response: name, format, values.
        calls: those that it made: method, url, status, error.
    """

    action: str
    error: ScriptError | None
    took_ms: float
    claims: dict[str, Any]
    before: dict[str, Any]
    after: dict[str, Any]
    lines: list[str]
    metadata: dict[str, Any]
    sets: dict[str, Any]
    grants: list[dict[str, Any]]
    attributes: list[dict[str, Any]]
    calls: list[dict[str, Any]]

    @classmethod
    def of(cls, shown: Mapping[str, Any]) -> ActionRun:
        """Read the answer of the control API, of the run that was the last."""
        run = shown["runs"][-1]
        error = run["error"]
        return cls(
            action=run["action"],
            error=ScriptError(error["message"], error["line"], error["column"]) if error is not None else None,
            took_ms=run["durationMs"],
            claims=run["claims"],
            before=shown["before"],
            after=shown["claims"],
            lines=[line["text"] for line in run["lines"]],
            metadata={entry["key"]: metadata_value(entry) for entry in run["metadata"]},
            sets={entry["name"]: entry["value"] for entry in run["sets"]},
            grants=run["grants"],
            attributes=run["attributes"],
            calls=run["calls"],
        )

    def assert_succeeded(self) -> None:
        """Check that it did not fail.

        Raises: AssertionError, with the error and its place.
        """
        __tracebackhide__ = True
        if self.error is not None:
            raise AssertionError(f"{self.action} failed: {self.error}")

    def assert_failed(self, text: str = "") -> None:
        """Check that it failed, with an error that holds a text.

        Raises: AssertionError.
        """
        __tracebackhide__ = True
        if self.error is None:
            raise AssertionError(f"{self.action} succeeded; it set {_json(self.claims)}")
        if text not in self.error.message:
            raise AssertionError(f"{self.action} failed, but not with {text!r}: {self.error}")

    def assert_claims(self, expected: Mapping[str, Any], *, only: bool = False) -> None:
        """Check that it succeeded and set these claims, and with `only` no others.

        Raises: AssertionError, with a line for each difference.
        """
        __tracebackhide__ = True
        self.assert_succeeded()
        wrong = [
            f"{key}: expected {_json(value)}, got {_json(self.claims[key])}"
            if key in self.claims
            else f"{key}: expected {_json(value)}, but it was not set"
            for key, value in expected.items()
            if key not in self.claims or self.claims[key] != value
        ]
        if only:
            wrong += [f"{key}: set to {_json(self.claims[key])}" for key in self.claims if key not in expected]
        if wrong:
            raise AssertionError("\n".join([f"{self.action} set other claims:", *wrong]))

    def assert_logged(self, text: str) -> None:
        """Check that a line of the log holds a text.

        Raises: AssertionError, with the lines.
        """
        __tracebackhide__ = True
        if not any(text in line for line in self.lines):
            raise AssertionError("\n".join([f"{self.action} logged no {text!r}, but:", *self.lines]))

    def assert_faster_than(self, milliseconds: float) -> None:
        """Check how long it took, on the wall.

        Raises: AssertionError.
        """
        __tracebackhide__ = True
        if self.took_ms >= milliseconds:
            raise AssertionError(f"{self.action} took {self.took_ms:.1f} ms, not less than {milliseconds:g}")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
