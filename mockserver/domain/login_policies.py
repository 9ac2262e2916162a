"""Which login policy holds, and decisions on login policies."""

from __future__ import annotations

from typing import Final

from mockserver.domain.ids import Nanoseconds, OrganisationId
from mockserver.domain.rows.login_policies import LoginPolicy
from mockserver.domain.state import InstanceState

_HOUR: Final = 3_600 * 1_000_000_000


def default_policy(state: InstanceState) -> LoginPolicy:
    """The instance's policy: what it was set to, or what instances start with.

    Source: recordings/id-settings-v2.jsonl, id-my-self.jsonl.
    """
    return state.instance_login_policies.get(state.id) or LoginPolicy(
        owner=state.id,
        allow_username_password=True,
        allow_register=True,
        allow_external_idp=True,
        passwordless_type=1,
        allow_domain_discovery=True,
        password_check_lifetime=Nanoseconds(240 * _HOUR),
        external_login_check_lifetime=Nanoseconds(240 * _HOUR),
        mfa_init_skip_lifetime=Nanoseconds(720 * _HOUR),
        second_factor_check_lifetime=Nanoseconds(18 * _HOUR),
        multi_factor_check_lifetime=Nanoseconds(12 * _HOUR),
        second_factors=(1, 2),
        multi_factors=(1,),
    )


def effective(state: InstanceState, organisation_id: OrganisationId | str) -> LoginPolicy:
    """The policy that holds in an organisation: its own, or else the instance's."""
    return state.login_policies.get(organisation_id) or default_policy(state)
