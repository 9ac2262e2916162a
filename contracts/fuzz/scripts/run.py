"""Binds random scripts, asks for tokens and userinfo, and holds what they did against the reading of the facts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from hypothesis import given, reject, seed

from ..looks import OF_TOKENS
from ..model_client import Difference, Look, ModelClient, borne, form, prepared
from ..options import Options
from ..shortest import Shortest, add_finding, bounded
from ..statistics import Statistics
from ..steps import Step
from ..watch import Watch
from ..world import World
from .language import written
from .reading import FAILED, Triggered, Unknown, triggered
from .strategies import Play, plays

CHECK: Final = "scripts"
ACCESS, IDENTITY = "5", "4"
"""Triggers of flow 2: before an access token is made, and before a user is told of."""
_JOURNAL: Final = "/__admin/requests"
ROBOT: Final = {"userName": "robot-{{organisation0}}", "name": "Robot", "accessTokenType": "ACCESS_TOKEN_TYPE_JWT"}
CREDENTIALS: Final = (
    "grant_type=client_credentials&scope=openid&client_id=robot-{{organisation0}}&client_secret={{secret0}}"
)
UNWRITTEN: Final = [200, "json", ""]
"""What userinfo answers where a claim cannot be written: a complaint in place of JSON."""


def run_scripts(options: Options, world: World, watch: Watch, deadline: float | None = None) -> None:
    """Try scripts; the smallest that do something else than the facts say are a finding.

    Args:
        deadline: when no example is begun any more, by the monotonic clock; None: when all were tried.

    Raises: CannotFuzz.
    """
    shortest = Shortest(deadline)
    with_journal = world.api.http.get(_JOURNAL, params={"limit": 1}).is_success

    @seed(options.seed)
    @bounded(options.max_examples)
    @given(plays())
    def one(play: Play) -> None:
        shortest.require_time()
        _Playing(world, watch.statistics, options.patience_s, shortest.keep, with_journal=with_journal).play(play)

    shortest.search(one)
    if shortest.difference is not None:
        add_finding(CHECK, shortest.difference, watch)


class _Playing:
    """One example, in an organisation of its own."""

    def __init__(
        self,
        world: World,
        statistics: Statistics,
        patience_s: float,
        keep: Callable[[Difference], None],
        *,
        with_journal: bool,
    ) -> None:
        self._world, self._statistics = world, statistics
        self._patience_s, self._keep = patience_s, keep
        self._with_journal = with_journal

    def play(self, play: Play) -> None:
        """Set up, ask, compare. Raises: Difference, CannotFuzz."""
        metadata: dict[str, Any] = {}
        try:
            made, told, again, behind_token = _read(play, metadata)
        except Unknown:
            reject()
        self._client = ModelClient(self._world, self._world.live.made("spare"), self._patience_s, self._keep)
        self._prepare(play)
        self._token(made, told)
        self._metadata(behind_token)
        if again is not None:
            self._userinfo(again)
            self._metadata(metadata)

    def _prepare(self, play: Play) -> None:
        do = self._client.do
        do(prepared("POST", "/management/v1/users/machine", ROBOT, keep=("user0", "userId")))
        do(prepared("PUT", "/management/v1/users/{{user0}}/secret", {}, keep=("secret0", "clientSecret")))
        for number, action in enumerate(play.actions):
            fields = {
                "name": action.name,
                "script": written(action.script, action.name),
                "timeout": "10s",
                "allowedToFail": action.allowed_to_fail,
            }
            do(prepared("POST", "/management/v1/actions", fields, keep=(f"action{number}", "id")))
        for trigger, which in ((ACCESS, play.access), (IDENTITY, play.identity)):
            ids = [f"{{{{action{number}}}}}" for number, bound in enumerate(which) if bound]
            if ids:
                do(prepared("POST", f"/management/v1/flows/2/trigger/{trigger}", {"actionIds": ids}))
        for number, action in enumerate(play.actions):
            if not action.active:
                do(prepared("POST", f"/management/v1/actions/{{{{action{number}}}}}/_deactivate", {}))

    def _token(self, made: Triggered, told: Triggered | None) -> None:
        expected: Any
        if told is None:
            expected = made.answer or FAILED
        elif told.answer or not told.is_writable:
            expected = told.answer or FAILED
        else:
            expected = {"access": made.claims, "id": told.claims}
        step = form("/oauth/v2/token", CREDENTIALS, keep=("token0", "access_token"))
        self._ask(Look("Scripts", "tokens", expected), step)
        runs = [*_runs(ACCESS, made), *(_runs(IDENTITY, told) if told is not None else ())]
        if made.is_writable and (told is None or told.is_writable):
            self._runs("/oauth/v2/token", runs)

    def _userinfo(self, told: Triggered) -> None:
        expected: Any = told.answer or (told.claims if told.is_writable else UNWRITTEN)
        self._ask(Look("Scripts", "userinfo", expected), borne("GET", "/oidc/v1/userinfo", "token0"))
        if told.is_writable:
            self._runs("/oidc/v1/userinfo", _runs(IDENTITY, told))

    def _ask(self, look: Look, step: Step) -> None:
        self._statistics.modelled += 1
        self._client.expect_step(look, step)

    def _metadata(self, expected: dict[str, Any]) -> None:
        look = Look("Scripts", "metadata", expected)
        self._client.expect_read(look, "POST", "/management/v1/users/{{user0}}/metadata/_search", {})

    def _runs(self, path: str, expected: list[Any]) -> None:
        """What the journal has of the newest request to a path."""
        if not self._with_journal:
            return
        newest = Step("GET", f"{_JOURNAL}?limit=1&text={path}", keep=("entry0", "requests.0.id"))
        self._client.do(newest)
        self._client.expect_step(Look("Scripts", "runs", expected), Step("GET", f"{_JOURNAL}/{{{{entry0}}}}"))


def _told(left: Triggered) -> Triggered:
    """The same, with claims as answers tell them: those of the token's own win."""
    if left.is_writable:
        left.claims = {name: value for name, value in left.claims.items() if name not in OF_TOKENS}
    return left


def _runs(trigger: str, left: Triggered) -> list[Any]:
    return [[trigger, *run.told] for run in left.runs]


def _read(play: Play, metadata: dict[str, Any]) -> tuple[Triggered, Triggered | None, Triggered | None, dict[str, Any]]:
    """What the scripts do at the access token, at the ID token and at userinfo; None where it does not come to that.

    The last one is the metadata of the user behind the tokens; `metadata` is what it is in the end. Raises: Unknown.
    """
    identity = play.bound(play.identity)
    made = _told(triggered(play.bound(play.access), metadata, 0))
    told = None if made.answer or not made.is_writable else _told(triggered(identity, metadata, 0))
    behind_token = dict(metadata)
    issued = told is not None and not told.answer and told.is_writable
    again = _told(triggered(identity, metadata, len(behind_token))) if issued else None
    return made, told, again, behind_token
