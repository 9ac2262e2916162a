"""The code flow, step by step."""

from __future__ import annotations

from typing import Any

from mockserver.access.oauth.pkce import challenge_of
from mockserver.domain.actions import add_action
from mockserver.domain.flows import set_trigger_actions
from mockserver.domain.ids import ActionId, FlowType, Nanoseconds, TriggerType
from mockserver.domain.rows.actions import Action
from mockserver.store.instance import Instance
from mockserver.wire.http import Response
from tests.oauth.provider import Provider, Robot, sent_to

CALLBACK = "https://app.example/callback"
VERIFIER = "v" * 43
ASKED = {
    "client_id": "app",
    "redirect_uri": CALLBACK,
    "response_type": "code",
    "scope": "openid profile offline_access urn:zitadel:iam:org:project:id:zitadel:aud",
    "code_challenge": challenge_of(VERIFIER),
    "code_challenge_method": "S256",
}
"""A good authorization request."""


def choose(provider: Provider, robot: Robot, /, **changed: str) -> Response:
    """Answer the page by choosing a user; empty parameters are left out."""
    asked = {name: value for name, value in (ASKED | changed).items() if value}
    return provider.authorize(**asked, mock_user=robot.id)


def code_of(provider: Provider, robot: Robot, /, **changed: str) -> str:
    """The code of a user that was chosen."""
    return sent_to(choose(provider, robot, **changed))[1]["code"]


def redeem(provider: Provider, code: str, /, **changed: Any) -> Response:
    """Exchange a code; empty parameters are left out."""
    form = {
        "grant_type": "authorization_code",
        "client_id": "app",
        "redirect_uri": CALLBACK,
        "code_verifier": VERIFIER,
        "code": code,
    }
    return provider.token(**{name: value for name, value in (form | changed).items() if value})


def bind(instance: Instance, trigger: str, *effects: str, flow: str = "2") -> None:
    """Bind actions to a trigger of the default organisation, whose functions take `c` and `api` and have these effects.

    They are called `run<trigger>`, `run<trigger>x`, `run<trigger>xx` …; where there are several they may fail.
    """
    organisation = instance.state.default_organisation
    actions = []
    for number, effect in enumerate(effects):
        name = f"run{trigger}{'x' * number}"
        source = f"function {name}(c, api) {{{effect}}}"
        action = Action(
            id=ActionId(instance.ids.next()),
            organisation=organisation,
            name=name,
            script=source,
            timeout=Nanoseconds(10_000_000_000),
            allowed_to_fail=len(effects) > 1,
        )
        actions.append(action.id)
        instance.append(add_action(instance.state, action))
    instance.append(set_trigger_actions(instance.state, organisation, FlowType(flow), TriggerType(trigger), actions))
