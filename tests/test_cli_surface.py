"""The commands of `zitadel-mock surface`, as users run them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import assert_one_line, run

BEFORE = """\
service ThingService
 SetThing SetThingRequest SetThingResponse permission=thing.write
  PUT /v2/things/{id} *
 GetThing GetThingRequest SetThingResponse permission=thing.read
message SetThingRequest
 1 id string
 2 name string max_len=200
 3 kind Kind
message SetThingResponse
message GetThingRequest
 1 id string
enum Kind
 KIND_UNSPECIFIED 0
"""
HARMLESS = BEFORE.replace(" 3 kind Kind", " 3 kind Kind\n 4 note string").replace(
    "_UNSPECIFIED 0", "_UNSPECIFIED 0\n KIND_NEW 1"
)
BREAKING = (
    HARMLESS.replace("2 name", "5 name").replace("max_len=200", "max_len=100").replace("thing.read", "thing.list")
)

TOLD = """\
service zitadel.thing.v2.ThingService
  ! GetThing permission: thing.read -> thing.list  [breaks JSON and protobuf]
message zitadel.thing.v2.SetThingRequest
  ! name renumbered: 2 -> 5  [breaks protobuf]
  ! name stricter: max_len=200 -> max_len=100  [breaks JSON and protobuf]
  + note added: 4 string
enum zitadel.thing.v2.Kind
  + KIND_NEW added: 1
before -> breaking: 5 differences, 3 breaking
"""


@pytest.fixture
def folders(tmp_path: Path) -> dict[str, str]:
    """Three versions in folders."""
    for name, content in (("before", BEFORE), ("harmless", HARMLESS), ("breaking", BREAKING)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "zitadel.thing.v2.txt").write_text(content)
    return {name: str(tmp_path / name) for name in ("before", "harmless", "breaking")}


def surface(*arguments: str, code: int = 0) -> str:
    """What the command prints, which ends with an exit code."""
    ended = run("surface", *arguments)
    assert ended.returncode == code, ended.stderr
    assert bool(ended.stderr) == (code != 0 and not ended.stdout), ended.stderr
    return ended.stdout


def as_json(*arguments: str, code: int = 0) -> Any:
    """What the command prints as JSON."""
    return json.loads(surface(*arguments, "--json", code=code))


def test_help() -> None:
    """Without a command, the commands are told."""
    assert {"list", "find", "show", "versions", "diff"} <= set(surface().split())


def test_list() -> None:
    """Services stand with their operations, and both are added up; JSON says the same."""
    lines = surface("list").splitlines()
    assert lines[-1].split() == ["942", "operations", "in", "37", "services"]
    rows = as_json("list")
    assert [line.split() for line in lines[:-1]] == [[str(row["operations"]), row["service"]] for row in rows]
    assert sum(row["operations"] for row in rows) == 942


def test_versions() -> None:
    """The versions at hand are told with their numbers, and which is served."""
    rows = as_json("versions")
    assert [(row["version"], row["operations"], row["served"]) for row in rows] == [
        ("2025-12-24", 942, True),
        ("proto-1.3.1", 867, False),
    ]
    assert "2025-12-24: 37 services, 942 operations, 2752 messages, 208 enums; served" in surface("versions")


def test_find(folders: dict[str, str]) -> None:
    """Operations are found with all that a call needs to know."""
    assert surface("find", "setThing", "put", "--of", folders["before"]) == (
        "operation zitadel.thing.v2.ThingService/SetThing\n"
        "  PUT /v2/things/{id} *\n"
        "  permission thing.write\n"
        "  request zitadel.thing.v2.SetThingRequest\n"
        "    1 id string\n"
        "    2 name string max_len=200\n"
        "    3 kind Kind\n"
        "  response zitadel.thing.v2.SetThingResponse\n"
    )
    (operation,) = as_json("find", "set", "trigger", "flow.write")["operations"]
    assert operation["name"] == "zitadel.management.v1.ManagementService/SetTriggerActions"
    assert operation["bindings"][0]["path"] == "/management/v1/flows/{flow_type}/trigger/{trigger_type}"
    assert operation["fields"]["action_ids"]["repeated"] is True


def test_nothing_found() -> None:
    """Where nothing has the words, the exit code and a line on stderr say so."""
    ended = run("surface", "find", "no", "such", "words")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == "zitadel-mock: nothing in 2025-12-24 has 'no such words'\n"
    assert json.loads(run("surface", "find", "nosuchword", "--json").stdout) == {
        "operations": [],
        "messages": [],
        "enums": [],
    }


def test_show(folders: dict[str, str]) -> None:
    """A thing is shown with what it holds; the end of its name is enough."""
    assert surface("show", "SetThingRequest", "--of", folders["before"]) == (
        "message zitadel.thing.v2.SetThingRequest\n"
        "  1 id string\n"
        "  2 name string max_len=200\n"
        "  3 kind Kind\n"
        "enum zitadel.thing.v2.Kind\n"
        "  0 KIND_UNSPECIFIED\n"
    )
    shown = as_json("show", "SetTriggerActions")
    assert shown["name"] == "zitadel.management.v1.ManagementService/SetTriggerActions"
    assert [message["name"] for message in shown["messages"]] == [
        "zitadel.management.v1.SetTriggerActionsResponse",
        "zitadel.v1.ObjectDetails",
    ]


def test_names_that_cannot_be_shown() -> None:
    """An unknown name is answered with the nearest, and one that means several things with these."""
    unknown = run("surface", "show", "SetTriggerAction")
    assert (unknown.returncode, unknown.stdout) == (1, "")
    assert "2025-12-24 has no SetTriggerAction; is it zitadel.management.v1.ManagementService/" in unknown.stderr
    assert_one_line(
        run("surface", "show", "AddHumanUser"), r"may be .*v1.*/AddHumanUser, .*v2.*; give more of the name"
    )


def test_diff(folders: dict[str, str]) -> None:
    """What breaks is told as such, by what it belongs to, and is exit code 1."""
    assert surface("diff", folders["before"], folders["breaking"], code=1) == TOLD


def test_diff_that_breaks_nothing(folders: dict[str, str]) -> None:
    """What clients do not notice is told too, and is exit code 0."""
    assert surface("diff", folders["before"], folders["harmless"]).endswith("2 differences, 0 breaking\n")
    assert surface("diff", folders["before"], folders["harmless"], "--breaking").count("\n") == 1


def test_diff_as_json(folders: dict[str, str]) -> None:
    """JSON has each difference with whom it breaks, and with `--breaking` those that do."""
    compared = as_json("diff", folders["before"], folders["breaking"], "--breaking", code=1)
    differences = compared.pop("differences")
    assert compared == {"before": "before", "after": "breaking", "breaking": 3}
    assert [(each["part"], each["change"], each["breaks"]) for each in differences] == [
        ("GetThing", "permission", ["json", "protobuf"]),
        ("name", "renumbered", ["protobuf"]),
        ("name", "stricter", ["json", "protobuf"]),
    ]
    assert len(as_json("diff", folders["before"], folders["breaking"], code=1)["differences"]) == 5


def test_diff_of_what_is_used(folders: dict[str, str]) -> None:
    """Who uses some operations alone is told, and fails, for those alone."""
    only = ("diff", folders["before"], folders["breaking"], "--only")
    assert "1 difference, 1 breaking" in surface(*only, "GetThing", code=1)
    assert "GetThing" not in surface(*only, "ThingService/SetThing", code=1)
    assert surface("diff", "proto-1.3.1", "2025-12-24", "--only", "SetTriggerActions").count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["diff", "2025-12-24"], "Missing argument 'AFTER'"),
        (["diff", "2025-12-24", "1.0"], r"'1\.0' is neither a version at hand \(2025-12-24, proto-1\.3\.1\)"),
        (["diff", "2025-12-24", "proto-1.3.1", "--only", "Nothing"], "neither version has an operation"),
        (["list", "--of", "nowhere"], "'nowhere' is neither a version at hand"),
        (["find"], "Missing argument 'WORDS"),
        (["nothing"], "No such command 'nothing'"),
    ],
)
def test_what_cannot_be_done_is_one_line(arguments: list[str], said: str) -> None:
    """What cannot be done is exit code 2, and one line that says why."""
    assert_one_line(run("surface", *arguments), said)
