"""The canned answer as a message."""

from __future__ import annotations

from google.protobuf import json_format

from benchmarks.peers.canned import ANSWER
from mockserver.protos import pool


def answer_bytes() -> bytes:
    """A SetTriggerActionsResponse, encoded."""
    message = pool.message_class("zitadel.management.v1.SetTriggerActionsResponse")()
    json_format.ParseDict(ANSWER, message, descriptor_pool=pool.descriptor_pool())
    return message.SerializeToString()
