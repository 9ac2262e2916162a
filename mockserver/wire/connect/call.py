"""One call of a method of v2, as far as it was judged."""

from __future__ import annotations

from dataclasses import dataclass, field

from mockserver.spec.json_values import JsonObject
from mockserver.wire.connect.content_types import ContentType
from mockserver.wire.grpc.unary import Rpc
from mockserver.wire.http import HttpRequest


@dataclass(slots=True)
class Call:
    """What is known of a call; each step of the judgement fills in its part.

    Attributes:
        deadline: the moment on the monotonic clock by which it is to be answered.
        gzip_in: whether its message may be compressed.
        gzip_out: whether the answer's is.
        data: the bytes of its message, uncompressed.
        message: the same in canonical form.
    """

    request: HttpRequest
    kind: ContentType
    rpc: Rpc
    deadline: float | None = None
    gzip_in: bool = False
    gzip_out: bool = False
    data: bytes = b""
    message: JsonObject = field(default_factory=dict)

    @property
    def operation(self) -> str:
        """The operationId."""
        return self.rpc.operation.spec.id
