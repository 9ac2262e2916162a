"""Requests out of the bytes of a connection; httptools parses. `reading.py` has the states."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

import httptools

from mockserver.wire.budget import Budget
from mockserver.wire.http import HttpRequest, Repeated, Response
from mockserver.wire.http1 import refusals
from mockserver.wire.http1.methods import Methods
from mockserver.wire.http1.reading import Reading, Receive, Sink
from mockserver.wire.http1.refusals import Refused
from mockserver.wire.http1.repeated import RepeatedHead, repeatable
from mockserver.wire.http1.target import BadTarget, rare_target
from mockserver.wire.http1.unfinished import Unfinished
from mockserver.wire.http1.upgrade import asks_for_http2, head_without_upgrade

_KEEPS = {"1.1": True, "1.0": False}
_HOST = re.compile(rb"[A-Za-z0-9!$%&'()*+,.:;=\[\]_~-]*")


_BETWEEN, _HEAD, _BODY, _OFFERED, _OVER = Reading


class RequestReader:
    """Reads one connection. The methods named `on_...` are the parser's callbacks."""

    def __init__(
        self,
        sink: Sink,
        too_large: Callable[[int], Response],
        scheme: str,
        peer: str,
        max_body_bytes: int,
        budget: Budget,
    ) -> None:
        """Read requests into a sink.

        Args:
            too_large: the answer to a body of more bytes than are read at most.
            budget: pays for what has come of a request that is not complete.
        """
        self.state = _BETWEEN
        self._too_large = too_large
        self._sink = sink
        self._deliver: Receive = sink.receive
        self._scheme = scheme
        self._peer = peer
        self._max_body_bytes = max_body_bytes
        self._parser = httptools.HttpRequestParser(self)
        self._methods = Methods()
        self._url = b""
        self._headers: dict[bytes, bytes] = {}
        self._repeated: Repeated | None = None
        self._head_bytes = 0
        self._body: bytes | bytearray = b""
        self._good_host: bytes | None = None
        self._expecting = False
        self._upgrading = False
        """Whether the parser takes the rest of the connection for another protocol's."""
        self._offered: HttpRequest | None = None
        self._settings = b""
        self._unfinished = Unfinished(too_large, max_body_bytes, budget)
        self._last_head: RepeatedHead | None = None
        self._whole: HttpRequest | None = None
        """The request that the piece at hand completed."""
        self._moved = False
        """Whether something came that is more than framing."""

    def stop(self) -> None:
        """Throw away what comes."""
        self.state = _OVER
        self._body = b""
        self._unfinished.release()

    def close(self) -> None:
        """Read no more. The parser holds this reader by its callbacks, and the collector should not be needed."""
        self.stop()
        del self._parser, self._sink, self._deliver

    def feed(self, data: bytes) -> None:
        """Read the next bytes, `PIECE_BYTES` of them at most."""
        began = self.state
        if began is _BETWEEN:
            repeated = self._last_head
            if repeated is not None and len(data) == repeated.size and data.startswith(repeated.head):
                self._deliver(repeated.request_with(data), keep=True)
                return
        elif began is _OVER:
            return
        elif self._unfinished.in_crumbs:
            data = self._unfinished.collected(data)
        if self._methods.begun:
            data, began = self._methods.resumed(data), _BETWEEN
        upgraded_at = failed = None
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade as upgrade:
            upgraded_at = upgrade.args[0]
        except httptools.HttpParserError as error:
            failed = error
        whole, self._whole = self._whole, None
        # Not above: the parser tells what went wrong by the context of its exceptions.
        if failed is not None:
            self._failed(failed, data if began is _BETWEEN else b"")
        elif upgraded_at is not None:
            self._go_on_without_upgrade(data[upgraded_at:])
        elif self.state is not _BETWEEN:
            if began is _BETWEEN and self.state is _HEAD and not self._url and self._methods.hold(data):
                self._parser = httptools.HttpRequestParser(self)
            self._incomplete(len(data))
        elif whole is not None and began is _BETWEEN:
            self._last_head = repeatable(data, whole)

    def refuse(self, response: Response) -> None:
        """Answer this instead of what is being read, and read no more."""
        if self.state is not _OVER:
            self._deliver_offered()
            self.stop()
            self._sink.refuse(response)

    def on_message_begin(self) -> None:
        self.state = _HEAD
        self._moved = True
        self._url = b""
        self._headers = {}
        self._head_bytes = 0
        self._body = b""

    def on_url(self, url: bytes) -> None:
        self._url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        if self.state is _BODY:
            return  # a trailer, which is no header
        self._head_bytes += len(name) + len(value)
        name = name.lower()
        if name in self._headers:
            self._repeat(name, value)
        else:
            self._headers[name] = value.strip(b" \t")

    def on_headers_complete(self) -> None:
        self.state = _BODY
        self._moved = True
        headers = self._headers
        if self._repeated is not None:
            self._repeated.join(headers)
            self._repeated = None
        if b"upgrade" in headers and self._parser.should_upgrade():
            self._upgrading = True
            return
        if b"transfer-encoding" in headers and headers[b"transfer-encoding"].lower() != b"chunked":
            raise Refused(refusals.UNSUPPORTED_ENCODING)
        host = headers.get(b"host")
        if host is None or host != self._good_host:
            self._require_host(host)
        self._expecting = b"expect" in headers and self._expects_continue()

    def on_body(self, body: bytes) -> None:
        self._moved = True
        if not self._body:
            self._body = body
        elif isinstance(self._body, bytearray):
            self._body += body
        else:
            self._body = bytearray(self._body) + body
        if len(self._body) > self._max_body_bytes:
            raise Refused(self._too_large(len(self._body)))

    def on_message_complete(self) -> None:
        if self._upgrading:
            return  # its body comes when the parser has been told to forget the upgrade
        parser = self._parser
        keep = parser.should_keep_alive()
        if not keep or b"connection" in self._headers:
            keep = self._require_version() and keep
        raw_path, _, query = self._url.partition(b"?")
        if not raw_path.startswith(b"/"):
            raw_path, query = self._rare_target()
        path = raw_path.decode("latin-1")
        self.state = _BETWEEN if keep else _OVER
        if self._unfinished.taken:
            self._unfinished.release()
        body = self._body
        request = HttpRequest(
            method=parser.get_method().decode("ascii"),
            path=unquote(path) if "%" in path else path,
            raw_path=raw_path,
            query=query,
            headers=self._headers,
            scheme=self._scheme,
            body=body if isinstance(body, bytes) else bytes(body),
            peer=self._peer,
            head_bytes=self._head_bytes,
        )
        self._whole = request
        self._deliver(request, keep=keep)

    def _require_version(self) -> bool:
        """Whether the version is one that keeps connections. Of requests that say nothing about their connection, the
        parser keeps those of HTTP/1.1 and no others, so that they need not be asked.

        Raises: Refused, where it is no HTTP/1.
        """
        version = self._parser.get_http_version()
        if version not in _KEEPS:
            raise Refused(refusals.UNSUPPORTED_VERSION)
        return _KEEPS[version]

    def _repeat(self, name: bytes, value: bytes) -> None:
        """Take a header that comes again. Raises: Refused, where it says where a message ends or whom it is for."""
        if name == b"host":
            raise Refused(refusals.BAD_REQUEST)
        if name == b"transfer-encoding":
            raise Refused(refusals.UNSUPPORTED_ENCODING)
        if self._repeated is None:
            self._repeated = Repeated()
        self._repeated.add(self._headers, name, value.strip(b" \t"))

    def _require_host(self, host: bytes | None) -> None:
        """Raises: Refused, where there is no host or one that cannot be. Source: Go's net/http."""
        if host is None:
            if self._parser.get_http_version() != "1.0":
                raise Refused(refusals.NO_HOST)
        elif _HOST.fullmatch(host) is None:
            raise Refused(refusals.BAD_HOST)
        else:
            self._good_host = host

    def _expects_continue(self) -> bool:
        """Raises: Refused, where the client expects what nobody knows. Source: Go's net/http."""
        if self._headers[b"expect"].lower() != b"100-continue":
            raise Refused(refusals.EXPECTATION_FAILED)
        return self._parser.get_http_version() != "1.0"

    def _rare_target(self) -> tuple[bytes, bytes]:
        try:
            target = rare_target(self._url)
        except BadTarget:
            raise Refused(refusals.BAD_REQUEST) from None
        if target.host is not None:
            self._headers[b"host"] = target.host
        return target.path, target.query

    def _incomplete(self, size: int) -> None:
        """See to a request that its last piece did not complete, and to nothing on the way of one that came whole."""
        if self.state is _OFFERED and self._offered is not None:
            self._offer(self._offered)
            return
        self._deliver_offered()
        if self.state is _OVER:
            return
        length = self._headers.get(b"content-length") if self.state is _BODY else None
        try:
            self._unfinished.count(size, len(self._body), length, moved=self._moved)
        except Refused as refusal:
            self.refuse(refusal.response)
            return
        self._moved = False
        if self._expecting:
            self._expecting = False
            if not self._body:
                self._sink.expect()

    def _failed(self, error: httptools.HttpParserError, opening: bytes) -> None:
        """Refuse what cannot be read, unless it is a method that the parser does not know.

        Args:
            opening: a piece with which a request may begin.
        """
        if isinstance(error, httptools.HttpParserInvalidMethodError):
            self._take_method(opening)
        elif not isinstance(error, httptools.HttpParserCallbackError):
            self.refuse(refusals.BAD_REQUEST)
        elif isinstance(error.__context__, Refused):
            self.refuse(error.__context__.response)
        else:
            raise error

    def _take_method(self, data: bytes) -> None:
        """Read a request that opens with a method that the parser does not know."""
        if known := self._methods.replaced(data):
            self._deliver = self._deliver_renamed
            self._parser = httptools.HttpRequestParser(self)
            self.state = _BETWEEN
            self.feed(known)
        elif self._methods.hold(data):
            self._parser = httptools.HttpRequestParser(self)
            self._incomplete(len(data))
        else:
            self.refuse(refusals.BAD_REQUEST)

    def _deliver_renamed(self, request: HttpRequest, *, keep: bool) -> None:
        self._deliver = self._sink.receive
        self._deliver(self._methods.renamed(request), keep=keep)

    def _go_on_without_upgrade(self, rest: bytes) -> None:
        """Have the parser read the head again, as if it asked for no other protocol, and what follows."""
        if not self._upgrading:
            return  # CONNECT, which was refused
        self._upgrading = False
        self._deliver_offered()
        headers, method = self._headers, self._parser.get_method()
        version = self._parser.get_http_version()
        if self._scheme == "http" and version == "1.1" and asks_for_http2(headers):
            self._settings = headers[b"http2-settings"]
            self._deliver = self._keep_back
        self._parser = httptools.HttpRequestParser(self)
        self.state = _BETWEEN
        self.feed(head_without_upgrade(method, self._url, version, headers) + rest)

    def _keep_back(self, request: HttpRequest, *, keep: bool) -> None:
        """Of a request that asks for HTTP/2: see first whether anything follows it."""
        self._deliver = self._sink.receive
        request = self._methods.renamed(request)
        if keep:
            self._deliver = self._deliver_behind
            self._offered = request
            self.state = _OFFERED
        else:
            self._deliver(request, keep=keep)

    def _deliver_behind(self, request: HttpRequest, *, keep: bool) -> None:
        self._deliver_offered()
        self._sink.receive(request, keep=keep)

    def _deliver_offered(self) -> None:
        """Something follows: the request is answered as if it had not asked for HTTP/2."""
        if self._offered is not None:
            request, self._offered = self._offered, None
            self._deliver = self._sink.receive
            self._sink.receive(request, keep=True)

    def _offer(self, request: HttpRequest) -> None:
        self._offered = None
        self._deliver = self._sink.receive
        self.state = _BETWEEN
        self._sink.offer(request, self._settings)
