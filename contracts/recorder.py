"""Runs a scenario against a server and makes a recording of what it answers."""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urljoin

from .answer import KEPT_HEADERS, Answer
from .canonical import canonical
from .comparison import LOCATION
from .exchange import CLOSED, Json, MessageContent, Request
from .messages import Messages
from .naming import Names
from .packed import Packed
from .pages import inputs
from .placeholders import ISSUER
from .rpc.judging import INITIAL, NOT_COMPARED, NOT_KEPT
from .rpc.parts import initial_metadata, parts, told, trailing_metadata
from .scenario import Step
from .sending import Sender
from .writing import call_line, pairs, request_line

_INPUT = "input."
_MOST_REDIRECTS = 10
_OF_A_PAGE = frozenset({"content-type", "content-length"})
"""Headers that a request has for its body, which the one behind a redirect lacks."""


@dataclass(frozen=True, slots=True)
class Line:
    """One exchange as it was recorded, its texts still as they came: what stands in the trace, by member."""

    request: Request
    sent: Mapping[str, Json]
    answered: Mapping[str, Json]
    is_call: bool = False
    """Whether it is a call of gRPC proper, whose members all stand side by side."""


class Travel(Protocol):
    """Chooses how a step is sent."""

    def __call__(self, step: Step, names: Names) -> Request:
        """The request of a step. Raises: ScenarioError."""


class Recorder:
    """One recording in the making."""

    def __init__(self, sender: Sender, messages: Messages, names: Names) -> None:
        self._sender = sender
        self._messages = messages
        self._names = names
        self._packed = Packed(messages, names)

    @property
    def plain(self) -> set[str]:
        """Long texts of the recording that are known to hold no secret."""
        return self._packed.plain

    def lines(self, step: Step, request: Request) -> Iterator[Line]:
        """Send the request of a step, and those that its redirects lead to."""
        for _ in range(_MOST_REDIRECTS):
            answer = self._sender.send(request, self._names)
            yield self._line(request, answer, step.names)
            following = self._following(request, answer) if step.follow else None
            if following is None:
                return
            request = following

    def _line(self, request: Request, answer: Answer, names: Mapping[str, str]) -> Line:
        if not isinstance(request.content, MessageContent):
            return Line(request, request_line(request), self._of_http(request, answer, names))
        if request.content.over_http2:
            return Line(request, call_line(request, request.content), self._of_call(request, answer, names), True)
        return Line(request, request_line(request), self._of_message(request, answer, names))

    def _of_http(self, request: Request, answer: Answer, names: Mapping[str, str]) -> dict[str, Json]:
        headers = {name: answer.headers[name] for name in KEPT_HEADERS if name in answer.headers}
        if "location" in answer.headers:
            held: dict[str, Json] = {"body": {LOCATION: self._names.redirect(answer.headers["location"], names)}}
        else:
            try:
                body: Json = json.loads(answer.content)
            except ValueError:
                held = {"raw": self._raw(answer.content.decode("utf-8", "backslashreplace"), names)}
            else:
                held = {"body": self._templated(canonical(request, body), names)}
        covered: Json = {name: self._names.covered(value) for name, value in headers.items()}
        return {"status": answer.status, "headers": covered, **held}

    def _raw(self, text: str, names: Mapping[str, str]) -> str:
        """A text that is no JSON; of a page the values of its inputs can be named, as `input.NAME`."""
        if any(path.startswith(_INPUT) for path in names):
            for name, value in inputs(text).items():
                if (wanted := names.get(f"{_INPUT}{name}")) is not None and value:
                    self._names.name(wanted, value)
        return self._names.inside(text)

    def _of_call(self, request: Request, answer: Answer, names: Mapping[str, str]) -> dict[str, Json]:
        if answer.status == CLOSED:
            raise ConnectionError(f"{request.path}: the server closed the connection without an answer")
        ended = told(self._messages, request, answer)
        initial = {name: value for name, value in initial_metadata(answer).items() if name in INITIAL}
        return {
            **{name: self._names.templated(value, names) for name, value in ended.items()},
            "initial_metadata": [*pairs(initial)],
            "trailing_metadata": [[name, "(bytes)"] for name in trailing_metadata(answer)],
        }

    def _of_message(self, request: Request, answer: Answer, names: Mapping[str, str]) -> dict[str, Json]:
        left_out = {*NOT_KEPT, *NOT_COMPARED}
        headers: Json = {
            name: self._names.covered(value) for name, value in answer.headers.items() if name not in left_out
        }
        headers = self._packed.settled(headers)
        held = {name: self._part(value, names) for name, value in parts(self._messages, request, answer).items()}
        return {"status": answer.status, "headers": headers, **held}

    def _part(self, value: Json, names: Mapping[str, str]) -> Json:
        """Frames hold a message each; what is named stands in one of them."""
        if not isinstance(value, list):
            return self._templated(value, names)
        return [
            {name: self._templated(member, names) for name, member in row.items()} if isinstance(row, dict) else row
            for row in value
        ]

    def _templated(self, value: Json, names: Mapping[str, str]) -> Json:
        return self._names.templated(self._packed.settled(value), names)

    def _following(self, request: Request, answer: Answer) -> Request | None:
        """What a browser asks for next: the address of a redirect, as long as it is the server's own."""
        location = answer.headers.get("location")
        if location is None:
            return None
        origin = str(self._sender.http.base_url).rstrip("/")
        address = urljoin(f"{origin}{self._names.fill_text(request.path)}", location)
        known = (origin, self._names.value(ISSUER))
        own = next((start for start in known if address.startswith(f"{start}/")), None)
        if own is None:
            return None
        redirect = self._names.redirect(address.removeprefix(own), {})
        query = redirect["query"]
        assert isinstance(query, dict)
        headers = {name: value for name, value in request.headers.items() if name.lower() not in _OF_A_PAGE}
        return Request(
            "GET", str(redirect["url"]), headers, None, query={name: str(value) for name, value in query.items()}
        )


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recording before it is written: its lines, what stands for what, and long texts that are no secrets."""

    lines: Sequence[Line]
    names: Names
    plain: Collection[str]


def run(
    steps: Iterable[Step], sender: Sender, messages: Messages, tokens: Mapping[str, str], travel: Travel
) -> Recorded:
    """Send the requests of a scenario, in order, under a nonce of its own.

    Raises: ScenarioError, httpx.HTTPError, OSError.
    """
    steps = list(steps)
    names = Names(tokens, secrets.token_hex(4), str(sender.http.base_url).rstrip("/"))
    names.reserved = {name for step in steps for name in step.names.values()}
    recorder = Recorder(sender, messages, names)
    lines = [line for step in steps for line in recorder.lines(step, travel(step, names))]
    return Recorded(lines, names, recorder.plain)
