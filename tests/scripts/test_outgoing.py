"""Calls of scripts over a real network: where they may go, and what they come to."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from mockserver.script_http import DENIED_HOSTS, ScriptHttp, Stub
from mockserver.scripts.model import HttpRequest, Run
from mockserver.scripts.outgoing import call
from mockserver.scripts.stubs import fetch_by
from tests.scripts.running import run

LOOPBACK = ("127.0.0.1:*", "localhost:*")


class _Handler(BaseHTTPRequestHandler):
    """Answers what its path says, and tells what it was sent."""

    def _answer(self) -> None:
        length = int(self.headers.get("content-length", 0))
        body = self.rfile.read(length).decode()
        kind, _, rest = self.path.strip("/").partition("/")
        self.server.seen.append((self.command, self.path, body))  # type: ignore[attr-defined]  # set by the fixture
        if kind == "slow":
            time.sleep(5)
        if kind == "drips":
            self._drip(rest == "head")
            return
        if kind.isdigit():
            self.send_response(int(kind))
            self.send_header("location", rest if "://" in rest else f"/{rest}")
            self.send_header("content-length", "0")
            self.end_headers()
            return
        headers = {name.lower(): self.headers.get_all(name) for name in self.headers}
        told = json.dumps({"method": self.command, "body": body, "headers": headers}).encode()
        self.send_response(201)
        self.send_header("x-secret", "1")
        self.send_header("content-length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def _drip(self, in_head: bool) -> None:
        """A byte now and then, without end, of an answer after which the connection is closed."""
        self.wfile.write(b"HTTP/1.0 200 OK\r\n" + (b"" if in_head else b"connection: close\r\n\r\n"))
        with contextlib.suppress(OSError):
            while True:
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.05)

    do_GET = do_POST = do_post = do_PUT = do_DELETE = _answer

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def listener() -> Iterator[ThreadingHTTPServer]:
    """A server of HTTP on loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.seen = []  # type: ignore[attr-defined]  # what it was sent
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def _url(listener: ThreadingHTTPServer, path: str = "/", host: str = "127.0.0.1") -> str:
    return f"http://{host}:{listener.server_port}{path}"


def _fetched(arguments: str, http: ScriptHttp, timeout_s: float = 10.0) -> Run:
    source = f"""function run(ctx, api) {{
      const answer = require('zitadel/http').fetch({arguments});
      api.v1.claims.setClaim('answer', [answer.status, answer.json(), answer.headers, answer.text() === answer.body]);
    }}"""
    return run(source, fetch=fetch_by(http), timeout_s=timeout_s)


OPEN = ScriptHttp(allow=LOOPBACK, deny=())


def test_a_call(listener: ThreadingHTTPServer) -> None:
    """It is made once, with the real server's headers, and its answer has no headers."""
    done = _fetched(f"'{_url(listener)}'", OPEN)

    status, told, headers, same = done.claims["answer"]
    assert (status, told["method"], told["body"], headers, same) == (201, "GET", "", {}, True)
    assert (told["headers"]["content-type"], told["headers"]["accept"]) == (["application/json"], ["application/json"])
    assert listener.seen == [("GET", "/", "")]  # type: ignore[attr-defined]  # set by the fixture
    assert [(call.method, call.url, call.status, call.error) for call in done.calls] == [
        ("GET", _url(listener), 201, "")
    ]


def test_a_call_with_options(listener: ThreadingHTTPServer) -> None:
    """Headers replace the defaults, commas split them; the body is JSON; the method is sent as written."""
    options = "{method: 'post', headers: {'x-a': 'b,c', 'x-l': ['d', 1]}, body: {é: '<'}}"
    _, told, _, _ = _fetched(f"'{_url(listener)}', {options}", OPEN).claims["answer"]

    assert told["method"] == "post"
    assert (told["headers"]["x-a"], told["headers"]["x-l"]) == (["b", "c"], ["d"])
    assert "accept" not in told["headers"]
    assert told["body"] == '{"é":"\\u003c"}'


@pytest.mark.parametrize(
    ("status", "method", "then", "body"),
    [
        (301, "POST", "GET", ""),
        (302, "PUT", "GET", ""),
        (303, "POST", "GET", ""),
        (303, "GET", "GET", ""),
        (307, "POST", "POST", '"a"'),
        (308, "PUT", "PUT", '"a"'),
    ],
)
def test_redirects(listener: ThreadingHTTPServer, status: int, method: str, then: str, body: str) -> None:
    """They are followed as Go's client does."""
    options = "{method: '" + method + "', body: 'a'}"
    _, told, _, _ = _fetched(f"'{_url(listener, f'/{status}/end')}', {options}", OPEN).claims["answer"]

    assert (told["method"], told["body"]) == (then, body)


def test_redirects_without_end(listener: ThreadingHTTPServer) -> None:
    """They end."""
    path = "/".join(["", *["302"] * 20])
    done = _fetched(f"'{_url(listener, path)}'", OPEN)

    assert done.failure is not None
    assert done.failure.message == "stopped after 10 redirects"
    assert len(listener.seen) == 10  # type: ignore[attr-defined]  # set by the fixture


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "0.0.0.0", "LOCALHOST.", "[::ffff:127.0.0.1]"])  # noqa: S104
def test_what_is_denied_stays_denied(listener: ThreadingHTTPServer, host: str) -> None:
    """The real server's deny list counts whatever is allowed, and nothing is sent."""
    done = _fetched(f"'{_url(listener, host=host)}'", ScriptHttp(allow=("*",)))

    assert done.failure is not None
    assert (done.failure.message, done.failure.answer) == ("host is denied", "host is denied")
    assert listener.seen == []  # type: ignore[attr-defined]  # set by the fixture


def test_a_name_that_resolves_to_what_is_denied(listener: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is denied by its address; so is one that does not resolve."""
    monkeypatch.setattr(
        "socket.getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("93.184.215.14", 80)), (2, 1, 6, "", ("127.0.0.9", 80))]
    )
    done = _fetched(f"'{_url(listener, host='inside.example')}'", ScriptHttp(allow=("*.example",)))
    assert done.calls[0].denied
    assert "127.0.0.9" in done.calls[0].reason

    def unknown(*_: object, **__: object) -> None:
        raise OSError("no such name")

    monkeypatch.setattr("socket.getaddrinfo", unknown)
    assert _fetched("'http://none.example'", ScriptHttp(allow=("*",))).calls[0].reason.endswith("cannot be resolved")


def test_redirects_to_what_is_denied(listener: ThreadingHTTPServer) -> None:
    """They are judged as the first request was, both for the deny list and for what is allowed."""
    path = "/302/" + _url(listener, host="localhost")
    only = ScriptHttp(allow=("127.0.0.1:*",), deny=())
    done = _fetched(f"'{_url(listener, path)}'", only)
    assert done.calls[0].denied

    there = ScriptHttp(allow=LOOPBACK, deny=("localhost",))
    done = _fetched(f"'{_url(listener, path)}'", there)
    assert done.calls[0].denied
    assert len(listener.seen) == 2  # type: ignore[attr-defined]  # set by the fixture


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://other.example/", "none of the hosts that are allowed: a.example, *.b.example"),
        ("http://b.example/", "none of the hosts"),
        ("http://a.example.evil/", "none of the hosts"),
        ("http://a.example@evil.example/", "none of the hosts"),
    ],
)
def test_hosts_that_are_not_allowed(url: str, reason: str) -> None:
    """They are denied, and the run says why."""
    done = _fetched(f"'{url}'", ScriptHttp(allow=("a.example", "*.b.example")))
    assert done.calls[0].denied
    assert reason in done.calls[0].reason


def test_calls_are_off() -> None:
    """Without anything that allows them; the run tells of the flag."""
    done = _fetched("'http://a.example'", ScriptHttp())
    assert done.failure is not None
    assert done.failure.answer == "host is denied"
    assert "--script-http" in done.calls[0].reason


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("ftp://127.0.0.1/", 'unsupported protocol scheme "ftp"'),
        ("file:///etc/passwd", 'unsupported protocol scheme "file"'),
        ("http://127.0.0.1:1/", "refused"),
        ("http://127.0.0.1:99999/", "Port"),
        ("/etc/passwd", "unsupported protocol scheme"),
    ],
)
def test_calls_that_come_to_nothing(url: str, message: str) -> None:
    """They end the run, past any catch, as everything that goes wrong in `fetch`."""
    source = f"function run() {{ try {{ require('zitadel/http').fetch('{url}') }} catch {{}} }}"
    done = run(source, fetch=fetch_by(ScriptHttp(allow=("*",), deny=())))
    assert done.failure is not None
    assert message in done.failure.message
    assert done.failure.answer == ""


def test_headers_cannot_smuggle(listener: ThreadingHTTPServer) -> None:
    """A line break in a header or a method is refused before anything is sent."""
    for options in ("{headers: {a: 'b\\r\\nc: d'}}", "{method: 'GET / HTTP/1.1\\r\\nx: y'}"):
        assert _fetched(f"'{_url(listener)}', {options}", OPEN).failure is not None
    assert listener.seen == []  # type: ignore[attr-defined]  # set by the fixture


def test_slow_answers(listener: ThreadingHTTPServer) -> None:
    """They are waited for as long as the action may take."""
    begun = time.monotonic()
    done = _fetched(f"'{_url(listener, '/slow')}'", OPEN, timeout_s=0.3)
    assert done.failure is not None
    assert time.monotonic() - begun < 4


@pytest.mark.parametrize("part", ["head", "body"])
def test_answers_that_drip(listener: ThreadingHTTPServer, part: str) -> None:
    """Each byte comes in time, and the whole never: the call ends when its time is up."""
    asked = HttpRequest(method="GET", url=_url(listener, f"/drips/{part}"), headers=(), body="")

    done = call(asked, OPEN, 0.3)

    assert done.error == "context deadline exceeded"


def test_a_denied_name_in_other_letters() -> None:
    """It is denied by the name that would be resolved."""
    asked = HttpRequest(
        method="GET", url="http://\N{FULLWIDTH LATIN SMALL LETTER I}nternal.example.com/", headers=(), body=""
    )

    done = call(asked, ScriptHttp(allow=("*.example.com",), deny=("internal.example.com",)), 1.0)

    assert done.denied
    assert "internal.example.com is on the deny list" in done.reason


def test_stubs() -> None:
    """The first that fits answers, before any host is asked for; an error and a delay can be made up."""
    stubs = (
        Stub(url="https://a.example/*?x=[1]", body={"n": 1}, method="PUT"),
        Stub(url="https://a.example/*", body="[2]", status=404),
        Stub(url="https://down.example", error="connection refused"),
        Stub(url="https://slow.example", body=3, delay=500),
    )
    http = ScriptHttp(allow=LOOPBACK, stubs=stubs)

    assert _fetched("'https://a.example/b/c?x=[1]', {method: 'PUT'}", http).claims["answer"][:2] == [200, {"n": 1}]
    assert _fetched("'https://a.example/b/c?x=1', {method: 'PUT'}", http).claims["answer"][:2] == [404, [2]]
    assert _fetched("'https://a.example'", http).failure is not None
    failure = _fetched("'https://down.example'", http).failure
    assert failure is not None
    assert failure.message == "connection refused"
    assert _fetched("'https://slow.example'", http).claims["answer"][1] == 3
    assert _fetched("'https://slow.example'", http, timeout_s=0.1).failure is not None


def test_calls_are_bounded() -> None:
    """In number, as each makes the script run anew; each is made once."""
    made: list[str] = []
    answers = fetch_by(ScriptHttp(stubs=(Stub(url="*", body=1),)))
    source = "function run() { for (let i = 0; ; i++) require('zitadel/http').fetch('http://a/' + i); }"
    done = run(source, fetch=lambda request, left_s: made.append(request.url) or answers(request, left_s))  # type: ignore[func-returns-value]  # append gives None, which is false
    assert done.failure is not None
    assert "100 calls" in done.failure.message
    assert made == [f"http://a/{i}" for i in range(100)]


def test_the_flag() -> None:
    """Parts add up; what is no part is refused."""
    http = ScriptHttp.of(["allow=A.example, b.example", "allow=c.example"])
    assert (http.allow, http.deny) == (("a.example", "b.example", "c.example"), DENIED_HOSTS)
    assert ScriptHttp.of(["deny="]).deny == ()
    assert ScriptHttp.of(["deny=10.0.0.0/8"]).deny == ("10.0.0.0/8",)
    with pytest.raises(ValueError, match="none of allow=HOST"):
        ScriptHttp.of(["on"])
