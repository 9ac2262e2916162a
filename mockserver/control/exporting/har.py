"""Entries of a journal as HAR."""

from __future__ import annotations

import io
from dataclasses import replace
from importlib import metadata

from mockserver.control.exchange_view import details
from mockserver.control.server import Target
from mockserver.control.slices import Pace
from mockserver.errors.problem import Refused
from mockserver.traffic.covering import covered
from mockserver.traffic.entries import exchange_of
from mockserver.traffic.har_writer import HarWriter
from mockserver.traffic.secrets import Secrets
from mockserver.wire.grpc.unary import Rpc, Rpcs


async def har_of(asked: Target) -> bytes:
    """The entries that are asked for, oldest first, as HAR 1.2 without secrets; others are served meanwhile.

    Calls over gRPC stand there as the same calls over gRPC-Web.
    """
    file = io.BytesIO()
    writer = HarWriter(file, metadata.version("zitadel-mock"), asked.request.origin)
    secrets, methods, pace = Secrets(asked.server.settings.admin_pat), _Methods(asked.server.rpcs), Pace()
    for entry in reversed(asked.found):
        exchange = exchange_of(details(entry, asked.instance, asked.server.rpcs))
        kept, incomplete = covered(replace(exchange, origin=entry.request.origin), methods, secrets)
        writer.write(kept, incomplete=incomplete)
        await pace()
    return file.getvalue()


class _Methods:
    """The server's methods, as covering looks for them."""

    def __init__(self, rpcs: Rpcs) -> None:
        self._rpcs = rpcs

    def find_rpc(self, path: str) -> Rpc | None:
        try:
            return self._rpcs.find(path)
        except Refused:
            return None
