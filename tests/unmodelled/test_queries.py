"""Queries of methods that nobody modelled, read by the types of their fields."""

from __future__ import annotations

import httpx
import pytest

from mockserver.errors.problem import Refused
from mockserver.spec.query_reader import QueryReaders
from mockserver.surface.library import surface

SETTINGS = "zitadel.settings.v2.GetLoginSettingsRequest"
SEARCH = "zitadel.admin.v1.ListEventsRequest"
USERS = "zitadel.management.v1.ListUsersRequest"
HEADERS = "zitadel.admin.v1.AddEmailProviderHTTPRequest"


@pytest.mark.parametrize(
    ("message", "given", "read"),
    [
        (SETTINGS, {"ctx.instance": ["true"]}, {"ctx": {"instance": True}}),
        (SETTINGS, {"ctx.org_id": ["7"]}, {"ctx": {"orgId": "7"}}),
        (SETTINGS, {"ctx.orgId": ["7"]}, {"ctx": {"orgId": "7"}}),
        (SETTINGS, {"ctx.nothing": ["7"], "nothing": ["7"]}, {"ctx": {}}),
        (USERS, {"query.offset": ["3"], "query.asc": ["T"]}, {"query": {"offset": 3, "asc": True}}),
        (USERS, {"sortingColumn": ["USER_FIELD_NAME_EMAIL"]}, {"sortingColumn": 6}),
        (USERS, {"sorting_column": ["4"]}, {"sortingColumn": 4}),
        (SEARCH, {"event_types": ["a", "b"]}, {"eventTypes": ["a", "b"]}),
        (SEARCH, {"creation_date": ["2030-01-31T12:00:00Z"]}, {"creationDate": "2030-01-31T12:00:00Z"}),
    ],
)
def test_read(message: str, given: dict[str, list[str]], read: dict[str, object]) -> None:
    """Both spellings, messages within messages, lists, enums by name and number; what is unknown is ignored."""
    assert QueryReaders(surface()).of(message)(given) == read


@pytest.mark.parametrize(
    ("message", "given", "told"),
    [
        (SETTINGS, {"ctx.instance": ["yes"]}, "parsing field \"instance\": expected true or false, got 'yes'"),
        (SETTINGS, {"ctx.org_id": ["7"], "ctx.instance": ["true"]}, 'field already set for oneof "resource_owner"'),
        (SETTINGS, {"ctx.org_id": ["7", "8"]}, 'too many values for field "org_id": 7, 8'),
        (SETTINGS, {"ctx": ["7"]}, 'parsing field "ctx": unsupported message type "zitadel.object.v2.RequestContext"'),
        (USERS, {"query.offset": ["-1"]}, 'parsing field "offset": expected an integer between 0 and'),
        (USERS, {"query.offset.more": ["1"]}, 'invalid path: "offset" is not a message'),
        (USERS, {"sorting_column": ["LAST"]}, "parsing field \"sorting_column\": 'LAST' is not a valid value"),
        (SEARCH, {"creation_date": ["now"]}, 'parsing field "creation_date": expected a timestamp'),
    ],
)
def test_refused(message: str, given: dict[str, list[str]], told: str) -> None:
    """A value of another type is refused, in a sentence that names the field."""
    with pytest.raises(Refused) as refused:
        QueryReaders(surface()).of(message)(given)

    assert refused.value.problem.key.startswith(told)


def test_what_the_path_carries_cannot_be_set() -> None:
    """The path wins."""
    read = QueryReaders(surface()).of("zitadel.session.v2.GetSessionRequest", ["session_id"])

    assert read({"session_id": ["7"], "sessionId": ["7"], "session_token": ["t"]}) == {"sessionToken": "t"}


def test_rules_hold(client: httpx.Client) -> None:
    """What a query says is judged; so is a value of a path that is no value of its enum."""
    long = client.get("/v2/sessions/7", params={"session_token": "x" * 201})
    enum = client.delete("/management/v1/policies/login/second_factors/NONE")

    assert (long.status_code, enum.status_code) == (400, 400)
    assert long.json()["message"].startswith("invalid GetSessionRequest.SessionToken: value length")
    assert enum.json()["message"].startswith("type mismatch, parameter: type, error: 'NONE' is not a valid value")
