"""What words are found in, and what names stand for."""

from __future__ import annotations

import pytest

from mockserver.surface.choosing import UnknownName, choose
from mockserver.surface.differences import differences
from mockserver.surface.finding import find, whole
from mockserver.surface.lookup import named, similar
from tests.surface.texts import PACKAGE, surface

CONTENT = """
service FlowService
 SetTrigger SetTriggerRequest SetTriggerResponse permission=flow.write
  POST /v1/flows/{flow_type} *
 GetFlow GetFlowRequest Flow permission=flow.read
message SetTriggerRequest
 1 flow_type FlowType
 2 action_ids string repeated
message SetTriggerResponse
message GetFlowRequest
message Flow
 1 trigger Trigger
 2 name string
message Trigger
 1 inner Flow repeated
 2 other zitadel.b.v1.Other
enum FlowType
 FLOW_TYPE_LOGIN 1
 FLOW_TYPE_TOKEN 2
"""
OTHER = "message Other\n 1 name string\nmessage Flow\n 1 name string"
SURFACE = surface(CONTENT, b=OTHER)


def names(words: str) -> dict[str, list[str]]:
    """What is found, by short names with the parts that are shown."""
    found = find(SURFACE, words.split())
    parts = {message.name: " ".join(message.fields) for message in found.messages}
    parts |= {enum.name: " ".join(enum.numbers) for enum in found.enums}
    known = {
        "operations": [operation.method.name for operation in found.operations],
        "parts": [f"{name.removeprefix('zitadel.')}: {said}" for name, said in parts.items()],
    }
    return {kind: each for kind, each in known.items() if each}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("settrigger", {"operations": ["SetTrigger"], "parts": ["a.v1.SetTriggerResponse: "]}),
        ("set_trigger REQUEST", {"operations": ["SetTrigger"]}),
        ("flow.read", {"operations": ["GetFlow"]}),
        ("post /v1/flows", {"operations": ["SetTrigger"]}),
        ("token", {"parts": ["a.v1.FlowType: FLOW_TYPE_TOKEN"]}),
        ("flowType login", {"parts": ["a.v1.FlowType: FLOW_TYPE_LOGIN"]}),
        ("other name", {"parts": ["b.v1.Other: name"]}),
        ("other", {"parts": ["a.v1.Trigger: other", "b.v1.Other: name"]}),
        ("action ids", {"parts": ["a.v1.SetTriggerRequest: action_ids"]}),
        ("trigger nothing", {}),
    ],
)
def test_words(words: str, found: dict[str, list[str]]) -> None:
    """All words must be there; a name that has them is shown as a whole, else the parts that have the rest."""
    assert names(words) == found
    assert bool(find(SURFACE, words.split())) == bool(found)


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("SetTrigger", [f"{PACKAGE}.FlowService/SetTrigger"]),
        ("FlowService/SetTrigger", [f"{PACKAGE}.FlowService/SetTrigger"]),
        ("FlowService", [f"{PACKAGE}.FlowService"]),
        ("FlowType", [f"{PACKAGE}.FlowType"]),
        ("Flow", [f"{PACKAGE}.Flow", "zitadel.b.v1.Flow"]),
        ("b.v1.Flow", ["zitadel.b.v1.Flow"]),
        ("rigger", []),
    ],
)
def test_names(name: str, full: list[str]) -> None:
    """A name is a full one or its end, cut at a dot or a slash."""
    assert [thing.name for thing in named(SURFACE, name)] == full


def test_a_full_name_means_itself() -> None:
    """What has exactly that name wins over what ends with it."""
    nested = surface("message zitadel.a.v1.Flow\nmessage Flow")
    assert [thing.name for thing in named(nested, f"{PACKAGE}.Flow")] == [f"{PACKAGE}.Flow"]


def test_similar_names() -> None:
    """A name that is nearly one is answered with that."""
    assert similar(SURFACE, "SetTriger")[0] == f"{PACKAGE}.FlowService/SetTrigger"


def test_whole_things() -> None:
    """A thing goes with all that it holds, however deep and in a circle; an operation's request stands with itself."""
    (operation,) = named(SURFACE, "GetFlow")
    found = whole(SURFACE, operation)
    assert [each.method.name for each in found.operations] == ["GetFlow"]
    assert [each.name for each in found.messages] == [f"{PACKAGE}.Flow", f"{PACKAGE}.Trigger", "zitadel.b.v1.Other"]
    (service,) = named(SURFACE, "FlowService")
    assert [each.method.name for each in whole(SURFACE, service).operations] == ["SetTrigger", "GetFlow"]
    (message,) = named(SURFACE, "SetTriggerRequest")
    assert [each.name for each in whole(SURFACE, message).enums] == [f"{PACKAGE}.FlowType"]


CHANGED = surface(
    CONTENT.replace("action_ids", "actions").replace("name string", "title string").replace("flow.read", "flow.all"),
    b=OTHER.replace("name", "title"),
)


@pytest.mark.parametrize(
    ("wanted", "parts"),
    [
        ("SetTrigger", {"action_ids"}),
        ("GetFlow", {"GetFlow", "name"}),
        ("FlowService", {"GetFlow", "action_ids", "name"}),
        ("SetTrigger GetFlow", {"GetFlow", "action_ids", "name"}),
    ],
)
def test_differences_of_some_operations(wanted: str, parts: set[str]) -> None:
    """Differences can be limited to operations, and the messages that these need."""
    choice = choose((SURFACE, CHANGED), wanted.split())
    found = [each for each in differences(SURFACE, CHANGED, choice.requests) if choice.concerns(each)]
    assert {each.part for each in found} == parts
    assert "zitadel.b.v1.Flow" not in {each.name for each in found}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Nothing", "neither version has an operation or a service Nothing"),
        ("FlowType", "neither version has an operation or a service FlowType"),
        ("Do", "Do may be zitadel.a.v1.S/Do, zitadel.b.v1.S/Do; give more of it"),
    ],
)
def test_names_that_choose_nothing(name: str, said: str) -> None:
    """A name that means no operation, or several, is refused."""
    twice = surface("service S\n Do Q R", b="service S\n Do Q R")
    with pytest.raises(UnknownName, match=said):
        choose((twice, twice), [name])


def test_rules_of_what_chosen_operations_send() -> None:
    """A stricter rule of a message breaks those who send it, and not those who are only answered with it."""
    service = "service S\n Get Q Thing\n Set SetRequest R\nmessage SetRequest\n 1 thing Thing\n"
    sides = [surface(f"{service}message Thing\n 1 a string {rule}") for rule in ("", "min_len=1")]
    for name, breaks in (("Get", 0), ("Set", 2), ("S", 2)):
        choice = choose(sides, [name])
        (found,) = (each for each in differences(*sides, choice.requests) if choice.concerns(each))
        assert (found.part, len(found.breaks)) == ("a", breaks)
