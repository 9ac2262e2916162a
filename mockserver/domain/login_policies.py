"""Which login policy holds, and decisions on login policies."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from mockserver.domain.events import Event, Noted, RowAdded, RowChanged
from mockserver.domain.identity_providers import provider_of
from mockserver.domain.ids import Nanoseconds, OrganisationId
from mockserver.domain.rows.identity_providers import IdentityProvider
from mockserver.domain.rows.login_policies import INSTANCE_LOGIN_POLICIES, LOGIN_POLICIES, LoginPolicy
from mockserver.domain.state import InstanceState
from mockserver.domain.tables import History
from mockserver.domain.text import require_storable
from mockserver.domain.urls import UnreadableUrl, parse_url
from mockserver.domain.verbs import Events, remove, require, texts_of
from mockserver.errors import catalogue as problems
from mockserver.errors.problem import Problem, Refused

_HOUR: Final = 3_600 * 1_000_000_000
IDP_ADDED, IDP_REMOVED = "policy.login.idpprovider.added", "policy.login.idpprovider.removed"


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


def providers_of(state: InstanceState, policy: LoginPolicy) -> list[IdentityProvider]:
    """The identity providers of a policy that there still are."""
    return [found for idp in policy.idps if (found := provider_of(state, idp, policy.owner)) is not None]


def add_policy(state: InstanceState, policy: LoginPolicy) -> Events:
    """Give an organisation a policy of its own: an event for it, and one for each of its factors and providers.

    Raises: NEW_LOGIN_POLICY_REDIRECT_INVALID, NEW_LOGIN_POLICY_SECOND_FACTOR_UNSPECIFIED,
        NEW_LOGIN_POLICY_MULTI_FACTOR_UNSPECIFIED, LOGIN_POLICY_ALREADY_EXISTS, NEW_LOGIN_POLICY_PROVIDER_NOT_FOUND,
        NUL_IN_TEXT.
    Source: facts of login flows for LOGIN_POLICY_ALREADY_EXISTS; the rest is the real server's source.
    """
    _require_redirect(policy.default_redirect_uri, problems.NEW_LOGIN_POLICY_REDIRECT_INVALID)
    if 0 in policy.second_factors:
        raise Refused(problems.NEW_LOGIN_POLICY_SECOND_FACTOR_UNSPECIFIED)
    if 0 in policy.multi_factors:
        raise Refused(problems.NEW_LOGIN_POLICY_MULTI_FACTOR_UNSPECIFIED)
    if policy.owner in state.login_policies:
        raise Refused(problems.LOGIN_POLICY_ALREADY_EXISTS)
    for idp in policy.idps:
        require(provider_of(state, idp, policy.owner), problems.NEW_LOGIN_POLICY_PROVIDER_NOT_FOUND)
    require_storable(*texts_of(policy))
    # What reads tell of a policy has the place of its last factor, and not that of its providers.
    factors = len(policy.second_factors) + len(policy.multi_factors)
    return (
        RowAdded("org.policy.login.added", LOGIN_POLICIES, policy),
        *(RowChanged("org.policy.login.factor.added", LOGIN_POLICIES, policy) for _ in range(factors)),
        *(Noted(f"org.{IDP_ADDED}", History.ORGANISATION, policy.owner) for _ in policy.idps),
    )


def change_policy(state: InstanceState, wanted: LoginPolicy) -> Events:
    """Change an organisation's policy, but for its factors and providers, which have operations of their own.

    Raises: LOGIN_POLICY_REDIRECT_INVALID, LOGIN_POLICY_TO_CHANGE_NOT_FOUND, LOGIN_POLICY_NOT_CHANGED, NUL_IN_TEXT.
    Source: the real server's source.
    """
    _require_redirect(wanted.default_redirect_uri, problems.LOGIN_POLICY_REDIRECT_INVALID)
    before = require(state.login_policies.get(wanted.owner), problems.LOGIN_POLICY_TO_CHANGE_NOT_FOUND)
    after = _with_lists_of(wanted, before, problems.LOGIN_POLICY_NOT_CHANGED)
    return (RowChanged("org.policy.login.changed", LOGIN_POLICIES, after),)


def change_default_policy(state: InstanceState, wanted: LoginPolicy) -> Events:
    """Change the instance's policy, but for its factors and providers.

    Raises: DEFAULT_LOGIN_POLICY_REDIRECT_INVALID, DEFAULT_LOGIN_POLICY_NOT_CHANGED, NUL_IN_TEXT.
    Source: the real server's source.
    """
    _require_redirect(wanted.default_redirect_uri, problems.DEFAULT_LOGIN_POLICY_REDIRECT_INVALID)
    after = _with_lists_of(wanted, default_policy(state), problems.DEFAULT_LOGIN_POLICY_NOT_CHANGED)
    return (_default(state, "instance.policy.login.changed", after),)


def reset_policy(state: InstanceState, organisation: OrganisationId) -> Events:
    """Take an organisation's policy away, so that the instance's holds.

    Raises: LOGIN_POLICY_TO_RESET_NOT_FOUND (the real server's source).
    """
    policy = require(state.login_policies.get(organisation), problems.LOGIN_POLICY_TO_RESET_NOT_FOUND)
    return (remove(LOGIN_POLICIES, policy, name="org.policy.login.removed"),)


def add_provider(state: InstanceState, organisation: OrganisationId, idp: str, *, owned: bool) -> Events:
    """Let people of an organisation log in with a provider.

    Args:
        owned: whether the organisation's providers are meant, and not the instance's.

    Raises: LOGIN_POLICY_FOR_PROVIDER_NOT_FOUND, PROVIDER_FOR_LOGIN_POLICY_NOT_FOUND, PROVIDER_ALREADY_IN_LOGIN_POLICY.
    Source: facts of login flows for the first; the rest is the real server's source.
    """
    before = require(state.login_policies.get(organisation), problems.LOGIN_POLICY_FOR_PROVIDER_NOT_FOUND)
    provider = provider_of(state, idp, organisation)
    if provider is None or (provider.owner == organisation) is not owned:
        raise Refused(problems.PROVIDER_FOR_LOGIN_POLICY_NOT_FOUND)
    if idp in before.idps:
        raise Refused(problems.PROVIDER_ALREADY_IN_LOGIN_POLICY)
    return (RowChanged(f"org.{IDP_ADDED}", LOGIN_POLICIES, replace(before, idps=(*before.idps, idp))),)


def add_default_provider(state: InstanceState, idp: str) -> Events:
    """Let people log in with one of the instance's providers, wherever there is no other policy.

    Raises: PROVIDER_FOR_DEFAULT_LOGIN_POLICY_NOT_FOUND, PROVIDER_ALREADY_IN_DEFAULT_LOGIN_POLICY.
    Source: the real server's source.
    """
    before = default_policy(state)
    require(state.instance_identity_providers.get(idp), problems.PROVIDER_FOR_DEFAULT_LOGIN_POLICY_NOT_FOUND)
    if idp in before.idps:
        raise Refused(problems.PROVIDER_ALREADY_IN_DEFAULT_LOGIN_POLICY)
    return (_default(state, f"instance.{IDP_ADDED}", replace(before, idps=(*before.idps, idp))),)


def remove_provider(state: InstanceState, organisation: OrganisationId, idp: str) -> Events:
    """Let nobody of an organisation log in with a provider any more.

    Raises: LOGIN_POLICY_WITH_PROVIDER_NOT_FOUND (the real server's source), PROVIDER_NOT_IN_LOGIN_POLICY.
    """
    before = require(state.login_policies.get(organisation), problems.LOGIN_POLICY_WITH_PROVIDER_NOT_FOUND)
    after = _without_provider(before, idp, problems.PROVIDER_NOT_IN_LOGIN_POLICY)
    return (RowChanged(f"org.{IDP_REMOVED}", LOGIN_POLICIES, after),)


def remove_default_provider(state: InstanceState, idp: str) -> Events:
    """Take a provider out of the instance's policy.

    Raises: PROVIDER_NOT_IN_DEFAULT_LOGIN_POLICY (the real server's source).
    """
    after = _without_provider(default_policy(state), idp, problems.PROVIDER_NOT_IN_DEFAULT_LOGIN_POLICY)
    return (_default(state, f"instance.{IDP_REMOVED}", after),)


def _default(state: InstanceState, name: str, after: LoginPolicy) -> Event:
    of = RowChanged if state.id in state.instance_login_policies else RowAdded
    return of(name, INSTANCE_LOGIN_POLICIES, after)


def _with_lists_of(wanted: LoginPolicy, before: LoginPolicy, unchanged: Problem) -> LoginPolicy:
    after = replace(wanted, second_factors=before.second_factors, multi_factors=before.multi_factors, idps=before.idps)
    if after == before:
        raise Refused(unchanged)
    require_storable(*texts_of(after))
    return after


def _without_provider(before: LoginPolicy, idp: str, missing: Problem) -> LoginPolicy:
    if idp not in before.idps:
        raise Refused(missing)
    return replace(before, idps=tuple(each for each in before.idps if each != idp))


def _require_redirect(uri: str, otherwise: Problem) -> None:
    """Refuse a default redirect that is no URL with a scheme, or has no host where it needs one.

    Source: the real server's source.
    """
    if not uri:
        return
    try:
        url = parse_url(uri)
    except UnreadableUrl:
        raise Refused(otherwise) from None
    if not url.scheme or (url.scheme in ("http", "https") and not url.host):
        raise Refused(otherwise)
