"""A server in the process of a test, and what a test does with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from mockserver import seeds
from mockserver.later import Later
from mockserver.script_http import Stub, wrong_with
from mockserver.store.instance import Instance
from mockserver.testing.action_run import ActionRun
from mockserver.testing.failing import Failing
from mockserver.testing.setups import Seedable, document_of, issue_token, organisation_id

if TYPE_CHECKING:
    import httpx
else:
    httpx = Later("httpx")

_LONGEST_RUN_S = 120.0


class ZitadelMock(Failing):
    """A server on a port of its own of 127.0.0.1, for `with` and `async with`; any number can run at a time.

    All methods may be called from any thread. They touch the server's state on its own thread, between two requests,
    and do not take long, so that coroutines can call them as they are.
    """

    def isolated(self) -> ZitadelMock:
        """Another mock with the same settings and seed, an instance and a port of its own, on this one's thread.

        It starts in a millisecond or two and has to end before this one does. Its host is `t-1.localhost` or the like.
        """
        engine = self._running()
        return ZitadelMock(
            host=engine.next_host(),
            seed=self._seed,
            settings=replace(self._settings, port=0),
            engine=engine,
        )

    @property
    def admin_pat(self) -> str:
        """Personal access token of the user with the role IAM_OWNER."""
        return self._settings.admin_pat

    @property
    def headers(self) -> dict[str, str]:
        """The headers of a call as the administrator."""
        return {"authorization": f"Bearer {self.admin_pat}"}

    def token(self, roles: Sequence[str] = ("ORG_OWNER",), org: str = "", *, kind: str = "valid") -> str:
        """A token of a new service account.

        Args:
            roles: of the instance where they start with `IAM`, else of the organisation.
            org: id or name of the organisation that it belongs to; the default one where none is named.
            kind: `valid`, `expired`, `revoked` or `foreign` (never seen by this instance).

        Raises: ValueError for what there is not.
        """
        return self._do(lambda instance: issue_token(instance, roles, org, kind))

    def organisation_id(self, name: str = "") -> str:
        """Id of an organisation, for the header x-zitadel-orgid; of the default one where none is named.

        Raises: ValueError.
        """
        return self._do(lambda instance: organisation_id(instance, name))

    def seed(self, seed: Seedable) -> None:
        """Put a state in the place of the one that is served; requests, faults and `admin_pat` stay.

        Raises: SeedError, and nothing changes.
        """
        document = document_of(seed)
        self._do(lambda instance: seeds.apply(document, instance, self._settings))

    def state(self) -> seeds.Seed:
        """The state that is served, as a seed."""
        return self._do(seeds.export)

    def reset(self) -> None:
        """Go back to how it started: its seed, no faults, no requests."""
        engine = self._running()

        def fresh() -> None:
            self._app.instances.replace(self.host, self._fresh(engine))

        engine.loop.call(fresh)

    def run_action(  # noqa: PLR0913 (one parameter a part of a run)
        self,
        script: str | Path,
        *,
        flow: str = "2",
        trigger: str = "4",
        name: str = "",
        user: str = "",
        scopes: Sequence[str] = (),
        client: str = "",
        person: Mapping[str, Any] | None = None,
        claims: Mapping[str, Any] | None = None,
        http: Sequence[Mapping[str, Any]] = (),
        timeout: str = "10s",
    ) -> ActionRun:
        """Run a script as a trigger would; nothing of it is kept.

        Args:
            script: JavaScript, or the path of a file.
            name: of the action, and of the function that is called; the file's name, or `run`, where it is left out.
            user: id of a user of the instance, for whom it runs; flow 2 only.
            scopes: what the client asked for, for such a user.
            client: id of the client, for such a user.
            person: in place of a user: user, metadata, orgMetadata, grants, client, login (docs/scripts.md).
            claims: those that there are before.
            http: answers to `fetch`, before those of the instance: url, method, status, body, error.
            timeout: of the action, such as `10s`.

        Raises: ValueError for what there is not; OSError for a file that cannot be read.
        """
        wanted: dict[str, Any] = {
            "script": script if isinstance(script, str) else script.read_text(encoding="utf-8"),
            "name": name or ("run" if isinstance(script, str) else script.stem),
            "timeout": timeout,
            "claims": dict(claims or {}),
            "http": [dict(answer) for answer in http],
        }
        if user:
            wanted |= {"user": user, "client": client}
        if scopes:
            wanted["scopes"] = list(scopes)
        if person is not None:
            wanted["person"] = dict(person)
        token = self._settings.admin_token
        answer = httpx.post(
            f"{self.url}/__admin/flows/{flow}/triggers/{trigger}/run",
            json=wanted,
            headers={"authorization": f"Bearer {token}"} if token else {},
            timeout=_LONGEST_RUN_S,
        )
        if answer.is_error:
            problem = answer.json()
            raise ValueError(f"{problem['detail']}; {problem.get('fix', '')}")
        return ActionRun.of(answer.json())

    def answer_scripts(self, *answers: Mapping[str, Any]) -> None:
        """Answer calls of scripts by `zitadel/http` from now on; without answers all hosts are denied again.

        Args:
            answers: url (`*` stands for any text), method, status, body, error, delay in milliseconds.

        Raises: ValueError.
        """
        stubs = tuple(msgspec.convert(dict(answer), Stub) for answer in answers)
        for wrong in filter(None, map(wrong_with, stubs)):
            raise ValueError(wrong)

        def change(instance: Instance) -> None:
            instance.script_http = replace(instance.script_http, stubs=stubs)

        self._do(change)
