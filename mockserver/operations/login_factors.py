"""Second factors and multi-factors of login policies."""

from __future__ import annotations

from collections.abc import Iterable

from mockserver.domain import login_factors as decide
from mockserver.domain.login_factors import Factor, factors_of
from mockserver.domain.login_policies import default_policy, effective
from mockserver.operations import details
from mockserver.operations.context import Context
from mockserver.operations.enum_names import enum_names
from mockserver.operations.messages import zitadel_admin_v1 as admin
from mockserver.operations.messages import zitadel_management_v1 as messages
from mockserver.operations.messages.zitadel_policy_v1 import MultiFactorTypeNumber, SecondFactorTypeNumber
from mockserver.operations.messages.zitadel_v1 import ListDetails, ObjectDetails
from mockserver.operations.searching import listed


def add_second_factor_to_login_policy(
    context: Context, request: messages.AddSecondFactorToLoginPolicyRequest
) -> messages.AddSecondFactorToLoginPolicyResponse:
    """Let people of the organisation use a factor.

    Raises: SECOND_FACTOR_ALREADY_IN_LOGIN_POLICY.
    """
    return messages.AddSecondFactorToLoginPolicyResponse(_added(context, Factor.SECOND, request.type))


def remove_second_factor_from_login_policy(
    context: Context, request: messages.RemoveSecondFactorFromLoginPolicyRequest
) -> messages.RemoveSecondFactorFromLoginPolicyResponse:
    """Let people of the organisation not use a factor any more.

    Raises: SECOND_FACTOR_NOT_IN_LOGIN_POLICY.
    """
    return messages.RemoveSecondFactorFromLoginPolicyResponse(_removed(context, Factor.SECOND, request.type))


def list_login_policy_second_factors(
    context: Context, _: messages.ListLoginPolicySecondFactorsRequest
) -> messages.ListLoginPolicySecondFactorsResponse:
    """The factors of the policy that holds in the organisation."""
    factors = factors_of(effective(context.state, context.organisation.id), Factor.SECOND)
    return messages.ListLoginPolicySecondFactorsResponse(
        details=_counted(context, factors), result=enum_names(SecondFactorTypeNumber, factors)
    )


def admin_add_second_factor_to_login_policy(
    context: Context, request: admin.AddSecondFactorToLoginPolicyRequest
) -> admin.AddSecondFactorToLoginPolicyResponse:
    """Add a factor to the instance's policy.

    Raises: SECOND_FACTOR_ALREADY_IN_DEFAULT_LOGIN_POLICY.
    """
    return admin.AddSecondFactorToLoginPolicyResponse(_added_default(context, Factor.SECOND, request.type))


def admin_remove_second_factor_from_login_policy(
    context: Context, request: admin.RemoveSecondFactorFromLoginPolicyRequest
) -> admin.RemoveSecondFactorFromLoginPolicyResponse:
    """Take a factor out of the instance's policy.

    Raises: SECOND_FACTOR_NOT_IN_DEFAULT_LOGIN_POLICY.
    """
    return admin.RemoveSecondFactorFromLoginPolicyResponse(_removed_default(context, Factor.SECOND, request.type))


def admin_list_login_policy_second_factors(
    context: Context, _: admin.ListLoginPolicySecondFactorsRequest
) -> admin.ListLoginPolicySecondFactorsResponse:
    """The factors of the instance's policy."""
    factors = factors_of(default_policy(context.state), Factor.SECOND)
    return admin.ListLoginPolicySecondFactorsResponse(
        details=_counted(context, factors), result=enum_names(SecondFactorTypeNumber, factors)
    )


def add_multi_factor_to_login_policy(
    context: Context, request: messages.AddMultiFactorToLoginPolicyRequest
) -> messages.AddMultiFactorToLoginPolicyResponse:
    """Let people of the organisation use a factor.

    Raises: MULTI_FACTOR_ALREADY_IN_LOGIN_POLICY.
    """
    return messages.AddMultiFactorToLoginPolicyResponse(_added(context, Factor.MULTI, request.type))


def remove_multi_factor_from_login_policy(
    context: Context, request: messages.RemoveMultiFactorFromLoginPolicyRequest
) -> messages.RemoveMultiFactorFromLoginPolicyResponse:
    """Let people of the organisation not use a factor any more.

    Raises: MULTI_FACTOR_NOT_IN_LOGIN_POLICY.
    """
    return messages.RemoveMultiFactorFromLoginPolicyResponse(_removed(context, Factor.MULTI, request.type))


def list_login_policy_multi_factors(
    context: Context, _: messages.ListLoginPolicyMultiFactorsRequest
) -> messages.ListLoginPolicyMultiFactorsResponse:
    """The factors of the policy that holds in the organisation."""
    factors = factors_of(effective(context.state, context.organisation.id), Factor.MULTI)
    return messages.ListLoginPolicyMultiFactorsResponse(
        details=_counted(context, factors), result=enum_names(MultiFactorTypeNumber, factors)
    )


def admin_add_multi_factor_to_login_policy(
    context: Context, request: admin.AddMultiFactorToLoginPolicyRequest
) -> admin.AddMultiFactorToLoginPolicyResponse:
    """Add a factor to the instance's policy.

    Raises: MULTI_FACTOR_ALREADY_IN_DEFAULT_LOGIN_POLICY.
    """
    return admin.AddMultiFactorToLoginPolicyResponse(_added_default(context, Factor.MULTI, request.type))


def admin_remove_multi_factor_from_login_policy(
    context: Context, request: admin.RemoveMultiFactorFromLoginPolicyRequest
) -> admin.RemoveMultiFactorFromLoginPolicyResponse:
    """Take a factor out of the instance's policy.

    Raises: MULTI_FACTOR_NOT_IN_DEFAULT_LOGIN_POLICY.
    """
    return admin.RemoveMultiFactorFromLoginPolicyResponse(_removed_default(context, Factor.MULTI, request.type))


def admin_list_login_policy_multi_factors(
    context: Context, _: admin.ListLoginPolicyMultiFactorsRequest
) -> admin.ListLoginPolicyMultiFactorsResponse:
    """The factors of the instance's policy."""
    factors = factors_of(default_policy(context.state), Factor.MULTI)
    return admin.ListLoginPolicyMultiFactorsResponse(
        details=_counted(context, factors), result=enum_names(MultiFactorTypeNumber, factors)
    )


def _added(context: Context, factor: Factor, number: int) -> ObjectDetails:
    owner = context.organisation.id
    return details.created(context.write(decide.add_factor(context.state, owner, factor, number)), owner)


def _removed(context: Context, factor: Factor, number: int) -> ObjectDetails:
    owner = context.organisation.id
    return details.changed(context.write(decide.remove_factor(context.state, owner, factor, number)), owner)


def _added_default(context: Context, factor: Factor, number: int) -> ObjectDetails:
    stamp = context.write(decide.add_default_factor(context.state, factor, number))
    return details.created(stamp, context.state.id)


def _removed_default(context: Context, factor: Factor, number: int) -> ObjectDetails:
    stamp = context.write(decide.remove_default_factor(context.state, factor, number))
    return details.changed(stamp, context.state.id)


def _counted(context: Context, factors: Iterable[int]) -> ListDetails:
    about, _ = listed(context, tuple(factors), None)
    return about
