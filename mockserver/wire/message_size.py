"""The limit on a request message, which the real server sets on the protobuf form even of JSON requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockserver.errors.problem import Refused
from mockserver.later import Later
from mockserver.spec.json_values import JsonObject
from mockserver.wire.body import too_large

if TYPE_CHECKING:
    from google.protobuf import json_format

    from mockserver.protos import pool
else:
    json_format = Later("google.protobuf.json_format")
    pool = Later("mockserver.protos.pool")


def require_size(rpc: str, message: JsonObject, limit: int) -> None:
    """Let a canonical message pass that is not too large in protobuf encoding.

    Only worth calling where the JSON is larger than the limit: the protobuf form never is the larger one.

    Args:
        rpc: `package.Service/Method` of the operation.
        limit: most bytes that the message may have.

    Raises: Refused with RESOURCE_EXHAUSTED.
    Source: the facts of the real server; its message names both sizes.
    """
    name, _, method = rpc.partition("/")
    request = pool.message_class(pool.service(name).methods_by_name[method].input_type.full_name)()
    size = json_format.ParseDict(
        message, request, ignore_unknown_fields=True, descriptor_pool=pool.descriptor_pool()
    ).ByteSize()
    if size > limit:
        raise Refused(too_large(size, limit))
