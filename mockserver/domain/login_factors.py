"""Decisions on the second factors and multi-factors of login policies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum, auto
from typing import NamedTuple

from mockserver.domain.events import Noted, RowAdded, RowChanged
from mockserver.domain.ids import OrganisationId
from mockserver.domain.login_policies import default_policy
from mockserver.domain.rows.login_policies import INSTANCE_LOGIN_POLICIES, LOGIN_POLICIES, LoginPolicy
from mockserver.domain.state import InstanceState
from mockserver.domain.tables import History
from mockserver.domain.verbs import Events
from mockserver.errors import catalogue as problems
from mockserver.errors.problem import Problem, Refused


class Factor(Enum):
    """Which of the two lists of a policy is meant."""

    SECOND = auto()
    MULTI = auto()


class _Problems(NamedTuple):
    taken: Problem
    missing: Problem


_OF_ORGANISATION: Mapping[Factor, _Problems] = {
    Factor.SECOND: _Problems(
        problems.SECOND_FACTOR_ALREADY_IN_LOGIN_POLICY, problems.SECOND_FACTOR_NOT_IN_LOGIN_POLICY
    ),
    Factor.MULTI: _Problems(problems.MULTI_FACTOR_ALREADY_IN_LOGIN_POLICY, problems.MULTI_FACTOR_NOT_IN_LOGIN_POLICY),
}
_OF_INSTANCE: Mapping[Factor, _Problems] = {
    Factor.SECOND: _Problems(
        problems.SECOND_FACTOR_ALREADY_IN_DEFAULT_LOGIN_POLICY, problems.SECOND_FACTOR_NOT_IN_DEFAULT_LOGIN_POLICY
    ),
    Factor.MULTI: _Problems(
        problems.MULTI_FACTOR_ALREADY_IN_DEFAULT_LOGIN_POLICY, problems.MULTI_FACTOR_NOT_IN_DEFAULT_LOGIN_POLICY
    ),
}


def factors_of(policy: LoginPolicy, factor: Factor) -> tuple[int, ...]:
    """The numbers of a policy's factors."""
    return policy.second_factors if factor is Factor.SECOND else policy.multi_factors


def add_factor(state: InstanceState, organisation: OrganisationId, factor: Factor, number: int) -> Events:
    """Let people of an organisation use a factor; where it has no policy of its own that is noted, and nothing more.

    Raises: SECOND_FACTOR_ALREADY_IN_LOGIN_POLICY, MULTI_FACTOR_ALREADY_IN_LOGIN_POLICY.
    Source: the real server's source; that nothing is seen without a policy is assumed.
    """
    name = f"org.policy.login.{factor.name.lower()}factor.added"
    before = state.login_policies.get(organisation)
    if before is None:
        return (Noted(name, History.ORGANISATION, organisation),)
    return (RowChanged(name, LOGIN_POLICIES, _with(before, factor, number, _OF_ORGANISATION[factor].taken)),)


def remove_factor(state: InstanceState, organisation: OrganisationId, factor: Factor, number: int) -> Events:
    """Let people of an organisation not use a factor any more.

    Raises: SECOND_FACTOR_NOT_IN_LOGIN_POLICY, MULTI_FACTOR_NOT_IN_LOGIN_POLICY (the real server's source).
    """
    missing = _OF_ORGANISATION[factor].missing
    before = state.login_policies.get(organisation)
    if before is None:
        raise Refused(missing)
    name = f"org.policy.login.{factor.name.lower()}factor.removed"
    return (RowChanged(name, LOGIN_POLICIES, _without(before, factor, number, missing)),)


def add_default_factor(state: InstanceState, factor: Factor, number: int) -> Events:
    """Let people use a factor wherever there is no other policy.

    Raises: SECOND_FACTOR_ALREADY_IN_DEFAULT_LOGIN_POLICY, MULTI_FACTOR_ALREADY_IN_DEFAULT_LOGIN_POLICY (the real
        server's source).
    """
    after = _with(default_policy(state), factor, number, _OF_INSTANCE[factor].taken)
    return _default(state, f"instance.policy.login.{factor.name.lower()}factor.added", after)


def remove_default_factor(state: InstanceState, factor: Factor, number: int) -> Events:
    """Take a factor out of the instance's policy.

    Raises: SECOND_FACTOR_NOT_IN_DEFAULT_LOGIN_POLICY, MULTI_FACTOR_NOT_IN_DEFAULT_LOGIN_POLICY (the real server's
        source).
    """
    after = _without(default_policy(state), factor, number, _OF_INSTANCE[factor].missing)
    return _default(state, f"instance.policy.login.{factor.name.lower()}factor.removed", after)


def _default(state: InstanceState, name: str, after: LoginPolicy) -> Events:
    of = RowChanged if state.id in state.instance_login_policies else RowAdded
    return (of(name, INSTANCE_LOGIN_POLICIES, after),)


def _with(policy: LoginPolicy, factor: Factor, number: int, taken: Problem) -> LoginPolicy:
    before = factors_of(policy, factor)
    if number in before:
        raise Refused(taken)
    return _having(policy, factor, (*before, number))


def _without(policy: LoginPolicy, factor: Factor, number: int, missing: Problem) -> LoginPolicy:
    before = factors_of(policy, factor)
    if number not in before:
        raise Refused(missing)
    return _having(policy, factor, tuple(each for each in before if each != number))


def _having(policy: LoginPolicy, factor: Factor, numbers: tuple[int, ...]) -> LoginPolicy:
    if factor is Factor.SECOND:
        return replace(policy, second_factors=numbers)
    return replace(policy, multi_factors=numbers)
