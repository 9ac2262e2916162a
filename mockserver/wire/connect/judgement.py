"""What is judged of a call before the pipeline is asked, in order.

Source: the facts of the real server; recordings/connect-protocol.jsonl and connect-access.jsonl show the steps' order.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import msgspec

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem, Refused
from mockserver.settings import Settings
from mockserver.store.instance import Instance
from mockserver.wire.connect import codecs
from mockserver.wire.connect.call import Call
from mockserver.wire.connect.compression import accepts_gzip, require_known
from mockserver.wire.connect.content_types import Protocol
from mockserver.wire.connect.dialects import DIALECTS
from mockserver.wire.http import HttpRequest
from mockserver.wire.no_instance import no_instance

Step = Callable[[Call, Settings], None]

_FORWARDED_HOST = re.compile(r'(?:^|[;,\s])host="?([^;,"\s]+)', re.IGNORECASE)


def _timeout(call: Call, _: Settings) -> None:
    call.deadline = DIALECTS[call.kind.protocol].deadline(call.request)


def _version(call: Call, _: Settings) -> None:
    DIALECTS[call.kind.protocol].require_version(call.request)


def _compression(call: Call, _: Settings) -> None:
    dialect, headers = DIALECTS[call.kind.protocol], call.request.headers
    call.gzip_in = require_known(headers.get(dialect.encoding, b""))
    call.gzip_out = call.gzip_in or accepts_gzip(headers.get(dialect.accepted, b""))


def _message(call: Call, settings: Settings) -> None:
    protocol = call.kind.protocol
    call.data = DIALECTS[protocol].message(call.request.body, call.gzip_in, settings.max_body_bytes)
    if not call.data and protocol is not Protocol.CONNECT:
        # An envelope of no bytes is an empty message even where messages are JSON.
        return
    call.message = codecs.read(call.rpc, call.data, call.kind.encoding)


STEPS: tuple[Step, ...] = (_timeout, _version, _compression, _message)
"""Prefix, preflight, verb and content type are judged before there is a call; the instance is found after these."""


def instance_for(call: Call, find: Callable[[HttpRequest], Instance]) -> Instance:
    """The instance that a call is for; services of v2 also look at `Forwarded`.

    Raises: Refused with NOT_FOUND for a host that is not served, and for a call whose time has run out: finding the
        instance is the first thing that fails then (recordings/connect-protocol.jsonl).
    """
    request = call.request
    if call.deadline is not None and time.monotonic() >= call.deadline:
        raise Refused(Problem("", Code.NOT_FOUND, no_instance(request, "context deadline exceeded")))
    forwarded = _FORWARDED_HOST.search(request.text(b"forwarded"))
    if forwarded is not None:
        request = msgspec.structs.replace(request, headers=request.headers | {b"host": forwarded[1].encode("latin-1")})
    return find(request)
