"""The limit on a request message."""

from __future__ import annotations

import pytest

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem
from mockserver.spec.json_values import JsonObject
from mockserver.wire.message_size import require_size
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
