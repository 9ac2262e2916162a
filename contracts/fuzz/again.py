"""The requests of a finding once more, on any server: what printed tests use."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx
import schemathesis

from ..target import Target
from . import answers
from .looks import LOOKS, member
from .placeholders import fill_text
from .spec import read_spec
from .world import World, prepared_world

__all__ = ["Again", "error_id", "look"]


def error_id(response: httpx.Response) -> str:
    """The ID of an error's first detail, empty where there is none."""
    return answers.error_id(answers.body_of(response))


def look(what: str, response: httpx.Response) -> Any:
    """What of an answer is compared; one of the names of `LOOKS`."""
    return LOOKS[what](response)


MAKES_ORGANISATIONS = (
    "/management/v1/orgs",
    "/v2/organizations",
    "/zitadel.org.v2.OrganizationService/AddOrganization",
)


class Again:
    """A fresh organisation on a server. Names stand for ids, and what they need is made when they are first said."""

    def __init__(self, target: Target, spec: Path) -> None:
        self._target = target
        self._spec = spec
        self._kept = {"base0": target.base_url}
        self._stack = contextlib.ExitStack()

    @classmethod
    def of_environment(cls, spec: Path) -> Self:
        """The server at ZITADEL_URL, with the token ZITADEL_PAT.

        Raises: KeyError where one of them is not set.
        """
        return cls(Target(os.environ["ZITADEL_URL"].rstrip("/"), os.environ["ZITADEL_PAT"]), spec)

    def __enter__(self) -> Self:
        self._world: World = self._stack.enter_context(prepared_world(self._target))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def send(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: str | None = None,
        caller: str = "admin",
        authorization: str = "",
        keep: tuple[str, str] | None = None,
    ) -> httpx.Response:
        """Send one request; `keep` is a name for a member of the answer. Raises: httpx.HTTPError, CannotFuzz."""
        sent = {name: self._filled(value) for name, value in (headers or {}).items()}
        sent["authorization"] = f"Bearer {self._world.callers.token(caller)}" if caller else self._filled(authorization)
        content = None if body is None else self._filled(body).encode("utf-8", "surrogateescape")
        request = self._world.api.http.build_request(method, self._filled(path), headers=sent, content=content)
        if not sent["authorization"]:
            del request.headers["authorization"]
        response = self._world.api.http.send(request)
        if response.is_success and method == "POST" and path in MAKES_ORGANISATIONS:
            self._world.live.learn_organisation(answers.body_of(response) or {})
        if keep:
            self._kept[keep[0]] = member(response, keep[1])
        return response

    def conforms(self, response: httpx.Response, method: str, path: str) -> bool:
        """Whether the document describes such an answer of the operation.

        Raises: the failure that says what is not as it should be.
        """
        operation = schemathesis.openapi.from_dict(dict(read_spec(self._spec).document))[path][method]
        operation.validate_response(response)
        return True

    def _filled(self, text: str) -> str:
        return fill_text(text, lambda name: self._kept.get(name) or self._world.live(name))
