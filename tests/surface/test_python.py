"""Python classes for messages of the surface."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from mockserver.surface.library import Surface, from_folder, surface
from mockserver.surface.python import modules

PROJECT = Path(__file__).parents[2] / "pyproject.toml"

FACTS = """\
service Demo
 Do DoRequest DoResponse
message DoRequest
 1 id string
 2 kind Kind
 3 size uint64
 4 until google.protobuf.Timestamp optional
 5 key bytes oneof=secret
 6 word string oneof=secret
 7 rows Row repeated
 8 plain Plain
message DoResponse
 1 id string
 2 kind Kind
 3 kinds Kind repeated
 4 size uint64
 5 from google.protobuf.Duration
 6 rows Row repeated
 7 plain Plain
 8 labels map<string,Plain>
 9 more google.protobuf.Struct
message Plain
 1 on bool
 2 inner Plain.Inner
message Plain.Inner
 1 outer Plain
message Row
 1 kind Kind optional
message Unused
 1 id string
enum Kind
 KIND_NONE 0
 KIND_ONE 1
"""

MODULE = '''\
"""Messages of demo.v1, written by `make derived`."""

from __future__ import annotations

from typing import Any, Final, Literal

import msgspec

from mockserver.operations.messages.base import Message
from mockserver.spec.wellknown import Base64, Duration, Timestamp, Uint64

Kind = Literal["", "KIND_ONE"]
"""demo.v1.Kind; empty stands for the zero value"""
KindName = Literal["KIND_NONE", "KIND_ONE"]
"""demo.v1.Kind"""


class KindNumber:
    """demo.v1.Kind"""

    KIND_NONE: Final = 0
    KIND_ONE: Final = 1


class DoRequest(Message, frozen=True):
    """demo.v1.DoRequest"""

    id: str = ""
    kind: int = 0
    size: int = 0
    until: Timestamp = Timestamp("")
    key: Base64 | None = None
    word: str | None = None
    rows: tuple[RowInput, ...] = ()
    plain: Plain | None = None


class DoResponse(Message, frozen=True):
    """demo.v1.DoResponse"""

    id: str = ""
    kind: Kind = ""
    kinds: tuple[KindName, ...] = ()
    size: Uint64 = Uint64("")
    from_: Duration = Duration("")
    rows: tuple[Row, ...] = ()
    plain: Plain | None = None
    labels: dict[str, Plain] = msgspec.field(default_factory=dict)
    more: dict[str, Any] | None = None


class Plain(Message, frozen=True):
    """demo.v1.Plain"""

    on: bool = False
    inner: PlainInner | None = None


class PlainInner(Message, frozen=True):
    """demo.v1.Plain.Inner"""

    outer: Plain | None = None


class RowInput(Message, frozen=True):
    """demo.v1.Row"""

    kind: int | None = None


class Row(Message, frozen=True):
    """demo.v1.Row"""

    kind: KindName | None = None
'''


def surface_of(folder: Path, facts: str) -> Surface:
    """A surface of one package."""
    (folder / "demo.v1.txt").write_text(facts, "utf-8")
    return from_folder(folder)


def test_each_kind_of_field(tmp_path: Path) -> None:
    """Requests hold numbers, answers names and texts; what nothing uses is left out."""
    assert modules(surface_of(tmp_path, FACTS), ["demo.v1.Demo/Do"]) == {"demo_v1": MODULE}


def test_two_messages_of_one_name(tmp_path: Path) -> None:
    """A nested message whose name another one has is told of, instead of being lost."""
    facts = FACTS + "message PlainInner\n 1 id string\n"
    clashing = facts.replace(" 8 plain Plain\n", " 8 plain Plain\n 9 other PlainInner\n")

    with pytest.raises(ValueError, match="two messages would be PlainInner in Python"):
        modules(surface_of(tmp_path, clashing), ["demo.v1.Demo/Do"])


def test_an_unknown_method() -> None:
    """A method that the surface has not is an error."""
    with pytest.raises(KeyError):
        modules(surface(), ["zitadel.management.v1.ManagementService/Nope"])


def test_all_that_there_is_is_formatted(tmp_path: Path) -> None:
    """Modules for every operation of the real server are formatted and free of findings as they are written."""
    rpcs = [f"{service.name}/{name}" for service in surface().services() for name in service.methods]
    for name, text in modules(surface(), rpcs).items():
        (tmp_path / f"{name}.py").write_text(text, "utf-8")

    for command in (["format", "--check"], ["check"]):
        arguments = [*command, "--config", str(PROJECT), "--config", 'src = ["."]', "--no-cache", str(tmp_path)]
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *arguments], cwd=PROJECT.parent, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout
