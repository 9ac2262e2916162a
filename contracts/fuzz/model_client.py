"""Sends the model's requests, keeps them to be told again, and compares."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx

from .looks import LOOKS
from .options import CannotFuzz
from .placeholders import fill_text
from .steps import Step
from .world import World

POLL_S = 0.05


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


class ModelClient:
    """A client of one organisation; names stand for the ids of what was created."""

    def __init__(self, world: World, organisation: str, patience_s: float, keep: Callable[[Difference], None]) -> None:
        """Work on an organisation; `keep` is told of each difference before it is raised."""
        self._keep = keep
        self._http = world.api.http
        self._patience_s = patience_s
        self._ids = {"organisation0": organisation}
        self._steps: list[Step] = []

    def expect(self, look: Look, method: str, path: str, body: Any = None, *, keep: str = "") -> None:
        """Send a request that is kept; `keep` is a name for the `id` of the answer.

        Raises: Difference, CannotFuzz.
        """
        answer = self._send(self._step(method, path, body, keep), look, wait=False)
        if keep and answer.is_success:
            self._ids[keep] = str(answer.json().get("id", ""))

    def expect_read(self, look: Look, method: str, path: str, body: Any = None) -> None:
        """Read until it is as expected or the patience is at its end; reads that are as expected are not kept.

        Raises: Difference, CannotFuzz.
        """
        self._send(self._step(method, path, body, ""), look, wait=True)
        self._steps.pop()

    def _step(self, method: str, path: str, body: Any, keep: str) -> Step:
        headers = {"x-zitadel-orgid": "{{organisation0}}", "content-type": "application/json"}
        text = None if body is None else json.dumps(body)
        return Step(method, path, headers, text, keep=(keep, "id") if keep else None)

    def _send(self, step: Step, look: Look, *, wait: bool) -> httpx.Response:
        self._steps.append(step)
        shown = Step(
            step.method,
            self._filled(step.path),
            {name: self._filled(value) for name, value in step.headers.items()},
            None if step.body is None else self._filled(step.body),
        )
        deadline = time.monotonic() + self._patience_s
        while True:
            try:
                answer = self._http.request(shown.method, shown.path, headers=shown.headers, content=shown.body)
            except httpx.HTTPError as error:
                raise CannotFuzz(f"the server does not answer to {shown.method} {shown.path}: {error}") from error
            seen = LOOKS[look.name](answer)
            if seen == look.expected:
                return answer
            if not wait or time.monotonic() >= deadline:
                difference = Difference(list(self._steps), shown, look, seen, answer)
                self._keep(difference)
                raise difference
            time.sleep(POLL_S)

    def _filled(self, text: str) -> str:
        return fill_text(text, lambda name: self._ids.get(name, "none"))
