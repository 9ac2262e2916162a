"""Sends the requests of models, keeps them to be told again, and compares."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import httpx

from .looks import LOOKS, member
from .options import CannotFuzz
from .placeholders import fill_text
from .steps import Step
from .world import World

POLL_S = 0.05
JSON: Final = "application/json"
FORM: Final = "application/x-www-form-urlencoded"
_SECRET: Final = ("secret", "token")
"""How the names begin of what is shown by its name alone."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is compared of an operation's answer: a name of `LOOKS`, and the value it must have."""

    operation: str
    name: str
    expected: Any


class Difference(AssertionError):
    """The server is not as the model says. `look` is what was compared, of the last step's answer."""

    def __init__(self, steps: list[Step], shown: Step, look: Look, seen: Any, answer: httpx.Response) -> None:
        super().__init__(f"{look.name}: expected {look.expected}, seen {seen}")
        self.steps = steps
        self.shown = shown
        self.look = look
        self.answer = answer

    @property
    def size(self) -> tuple[int, int]:
        """How much has to be read to understand it: requests, and letters in them."""
        return len(self.steps), sum(len(step.body or "") for step in self.steps)


class ModelClient:
    """A client of one organisation; names stand for what answers gave: ids, secrets, tokens."""

    def __init__(self, world: World, organisation: str, patience_s: float, keep: Callable[[Difference], None]) -> None:
        """Work on an organisation; `keep` is told of each difference before it is raised."""
        self._keep = keep
        self._http = world.api.http
        self._patience_s = patience_s
        self._known = {"organisation0": organisation, "base0": world.target.base_url}
        self._steps: list[Step] = []

    def expect(self, look: Look, method: str, path: str, body: Any = None, *, keep: str = "") -> None:
        """Send a request that is kept; `keep` is a name for the `id` of the answer.

        Raises: Difference, CannotFuzz.
        """
        step = _step(method, path, body)
        self.expect_step(look, replace(step, keep=(keep, "id")) if keep else step)

    def expect_read(self, look: Look, method: str, path: str, body: Any = None) -> None:
        """Read until it is as expected or the patience is at its end; reads that are as expected are not kept.

        Raises: Difference, CannotFuzz.
        """
        self._send(_step(method, path, body), look, wait=True)
        self._steps.pop()

    def expect_step(self, look: Look, step: Step) -> httpx.Response:
        """Send any request, which is kept. Raises: Difference, CannotFuzz."""
        answer = self._send(step, look, wait=False)
        self._learn(step, answer)
        return answer

    def do(self, step: Step) -> httpx.Response:
        """Send a request that prepares something and has to succeed. Raises: CannotFuzz."""
        self._steps.append(step)
        answer = self._answer(step)
        if not answer.is_success:
            raise CannotFuzz(f"{step.method} {step.path} was refused, {answer.status_code}: {answer.text[:400]}")
        self._learn(step, answer)
        return answer

    def _learn(self, step: Step, answer: httpx.Response) -> None:
        if step.keep and answer.is_success:
            self._known[step.keep[0]] = member(answer, step.keep[1])

    def _send(self, step: Step, look: Look, *, wait: bool) -> httpx.Response:
        self._steps.append(step)
        deadline = time.monotonic() + self._patience_s
        while True:
            answer = self._answer(step)
            seen = LOOKS[look.name](answer)
            if seen == look.expected:
                return answer
            if not wait or time.monotonic() >= deadline:
                difference = Difference(list(self._steps), _filled(step, self._shown), look, seen, answer)
                self._keep(difference)
                raise difference
            time.sleep(POLL_S)

    def _answer(self, step: Step) -> httpx.Response:
        sent = _filled(step, lambda name: self._known.get(name, "none"))
        headers = dict(sent.headers) | ({"authorization": sent.authorization} if sent.authorization else {})
        request = self._http.build_request(sent.method, sent.path, headers=headers, content=sent.body)
        if not sent.caller and not sent.authorization:
            del request.headers["authorization"]
        try:
            return self._http.send(request)
        except httpx.HTTPError as error:
            raise CannotFuzz(f"the server does not answer to {step.method} {step.path}: {error}") from error

    def _shown(self, name: str) -> str:
        return "{{" + name + "}}" if name.startswith(_SECRET) else self._known.get(name, "none")


def _step(method: str, path: str, body: Any) -> Step:
    headers = {"x-zitadel-orgid": "{{organisation0}}", "content-type": JSON}
    return Step(method, path, headers, None if body is None else json.dumps(body))


def prepared(method: str, path: str, body: Any = None, *, keep: tuple[str, str] | None = None) -> Step:
    """A call of an operation in the organisation."""
    return replace(_step(method, path, body), keep=keep)


def form(path: str, fields: str, *, keep: tuple[str, str] | None = None) -> Step:
    """A form that nobody in particular sends."""
    return Step("POST", path, {"content-type": FORM}, fields, caller="", keep=keep)


def borne(method: str, path: str, token: str) -> Step:
    """A request with a token that an answer gave, by its name."""
    return Step(method, path, caller="", authorization="Bearer {{" + token + "}}")


def _filled(step: Step, value_of: Callable[[str], str]) -> Step:
    headers: Mapping[str, str] = {name: fill_text(value, value_of) for name, value in step.headers.items()}
    return Step(
        step.method,
        fill_text(step.path, value_of),
        headers,
        None if step.body is None else fill_text(step.body, value_of),
        step.caller,
        fill_text(step.authorization, value_of),
    )
