"""What is shown of requests for what nobody modelled: which method, and how it was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockserver.later import Later
from mockserver.wire.http import Exchange
from mockserver.wire.marks import mark_of

if TYPE_CHECKING:
    from mockserver.unmodelled import paths
else:
    paths = Later("mockserver.unmodelled.paths")


def rpc_of(exchange: Exchange) -> str:
    """The method, as `package.Service/Method`; empty where it is modelled, or none of the real server's."""
    request, response = exchange.request, exchange.response
    if response.operation or response.transport == "http":
        return ""
    return paths.rpc_of(request.method, request.path)


def answered_as(exchange: Exchange) -> str:
    """`refused`, `fabricated` or `forwarded`; empty where the method is modelled, or none of the real server's."""
    return mark_of(exchange.response) or ("refused" if rpc_of(exchange) else "")
