"""The limit on a request message, which the real server sets on the protobuf form even of JSON requests."""

from __future__ import annotations

from google.protobuf.json_format import ParseDict

from mockserver.errors.problem import Refused
from mockserver.protos.pool import descriptor_pool, message_class, service
from mockserver.spec.json_values import JsonObject
from mockserver.wire.body import too_large


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
    request = message_class(service(name).methods_by_name[method].input_type.full_name)()
    size = ParseDict(message, request, ignore_unknown_fields=True, descriptor_pool=descriptor_pool()).ByteSize()
    if size > limit:
        raise Refused(too_large(size, limit))
