"""The limit on a request message."""

from __future__ import annotations

import pytest
from google.protobuf import json_format

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem
from mockserver.protos import pool
from mockserver.spec.json_values import JsonObject
from mockserver.wire.message_size import require_size, size_of
from tests.domain.refusals import refuses

CREATE = "zitadel.management.v1.ManagementService/CreateAction"


@pytest.mark.parametrize(
    ("message", "size"),
    [
        ({}, 0),
        ({"name": "n"}, 3),
        ({"name": "ü"}, 4),
        ({"name": "n", "timeout": "10s", "allowedToFail": True}, 9),
        ({"script": "s" * 1_000}, 1_003),
    ],
)
def test_the_protobuf_form_counts(message: JsonObject, size: int) -> None:
    """A message may have exactly as many bytes in protobuf encoding as the limit says."""
    require_size(CREATE, message, size)

    if size:
        problem = Problem(
            "", Code.RESOURCE_EXHAUSTED, f"grpc: received message larger than max ({size} vs. {size - 1})"
        )
        with refuses(problem):
            require_size(CREATE, message, size - 1)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("CreateActionRequest", {"name": "ü" * 200, "script": "s" * 20_000, "timeout": "1.5s", "allowedToFail": True}),
        ("CreateActionRequest", {"name": "", "script": "", "unknown": {"a": 1}}),
        ("SetTriggerActionsRequest", {"flowType": "1", "triggerType": "3", "actionIds": ["1", "", "22" * 100]}),
        (
            "ListActionsRequest",
            {
                "query": {"limit": 5, "offset": "7", "asc": True},
                "sortingColumn": 1,
                "queries": [
                    {},
                    {"actionIdQuery": {}},
                    {"actionNameQuery": {"name": "", "method": 2}},
                    {"actionNameQuery": {"name": "ä" * 70}},
                    {"actionStateQuery": {"state": 1}},
                ],
            },
        ),
        ("AddPersonalAccessTokenRequest", {"userId": "1", "expirationDate": "2030-01-01T00:00:00.5Z"}),
        ("AddOrgMemberRequest", {"userId": "1", "roles": ["ORG_OWNER"] * 300}),
    ],
)
def test_the_size_is_protobufs(name: str, message: JsonObject) -> None:
    """Texts, lists and messages within messages count as protobuf encodes them, what has no field counts nothing."""
    made = pool.message_class(f"zitadel.management.v1.{name}")()
    json_format.ParseDict(message, made, ignore_unknown_fields=True, descriptor_pool=pool.descriptor_pool())

    assert size_of(message, made.DESCRIPTOR) == made.ByteSize()
