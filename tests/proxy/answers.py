"""Answers of servers that are wrong in a known way."""

from __future__ import annotations

import json
from typing import Any

from contracts.answer import Answer
from mockserver.protos.pool import message_class
from mockserver.wire.grpc.framing import frame

JSON = {"content-type": "application/json"}
WEB = {"content-type": "application/grpc-web+proto"}
FLOW = {
    "flow": {
        "type": {"id": "1", "name": {"key": "Action.Flow.Type.ExternalAuthentication", "localizedMessage": "E"}},
        "details": {},
        "state": "FLOW_STATE_ACTIVE",
    }
}


def ok(body: Any, status: int = 200) -> Answer:
    """A JSON answer."""
    return Answer(status, JSON, json.dumps(body).encode())


def refusal(status: int, code: int, error_id: str) -> Answer:
    """A refusal in the form of the API."""
    detail = {"@type": "type.googleapis.com/zitadel.v1.ErrorDetail", "id": error_id, "message": "No"}
    return ok({"code": code, "message": f"No ({error_id})", "details": [detail]}, status)


def web(message: bytes, status: int = 0) -> Answer:
    """An answer of gRPC-Web with a message and a status."""
    return Answer(200, WEB, frame(message) + frame(b"grpc-status: %d\r\n" % status, 0x80))


def web_request(message_name: str, **fields: Any) -> bytes:
    """The body of a gRPC-Web request."""
    return frame(message_class(message_name)(**fields).SerializeToString())
