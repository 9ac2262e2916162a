"""Login policies of organisations and of the instance."""

from __future__ import annotations

from dataclasses import replace

from mockserver.domain import login_policies as decide
from mockserver.domain.ids import Nanoseconds
from mockserver.domain.rows.login_policies import LoginPolicy
from mockserver.operations import details
from mockserver.operations.context import Context
from mockserver.operations.identity_provider_views import login_links
from mockserver.operations.login_policy_views import view
from mockserver.operations.messages import zitadel_admin_v1 as admin
from mockserver.operations.messages import zitadel_management_v1 as messages
from mockserver.operations.messages.zitadel_idp_v1 import IDPOwnerTypeNumber
from mockserver.operations.searching import listed
from mockserver.spec.wellknown import Duration, parse_duration


def get_login_policy(context: Context, _: messages.GetLoginPolicyRequest) -> messages.GetLoginPolicyResponse:
    """The policy that holds in the organisation, and whether it is the instance's."""
    policy = decide.effective(context.state, context.organisation.id)
    return messages.GetLoginPolicyResponse(
        policy=view(context.state, policy), is_default=policy.owner == context.state.id
    )


def get_default_login_policy(
    context: Context, _: messages.GetDefaultLoginPolicyRequest
) -> messages.GetDefaultLoginPolicyResponse:
    """The instance's policy."""
    return messages.GetDefaultLoginPolicyResponse(policy=view(context.state, decide.default_policy(context.state)))


def add_custom_login_policy(
    context: Context, request: messages.AddCustomLoginPolicyRequest
) -> messages.AddCustomLoginPolicyResponse:
    """Give the organisation a policy of its own.

    Raises: as `domain.login_policies.add_policy`.
    """
    organisation = context.organisation.id
    policy = replace(
        _policy(organisation, request),
        second_factors=request.second_factors,
        multi_factors=request.multi_factors,
        idps=tuple(each.idp_id for each in request.idps),
    )
    stamp = context.write(decide.add_policy(context.state, policy))
    return messages.AddCustomLoginPolicyResponse(details=details.created(stamp, organisation))


def update_custom_login_policy(
    context: Context, request: messages.UpdateCustomLoginPolicyRequest
) -> messages.UpdateCustomLoginPolicyResponse:
    """Change the organisation's policy.

    Raises: as `domain.login_policies.change_policy`.
    """
    organisation = context.organisation.id
    stamp = context.write(decide.change_policy(context.state, _policy(organisation, request)))
    return messages.UpdateCustomLoginPolicyResponse(details=details.changed(stamp, organisation))


def reset_login_policy_to_default(
    context: Context, _: messages.ResetLoginPolicyToDefaultRequest
) -> messages.ResetLoginPolicyToDefaultResponse:
    """Take the organisation's policy away.

    Raises: LOGIN_POLICY_TO_RESET_NOT_FOUND.
    """
    organisation = context.organisation.id
    stamp = context.write(decide.reset_policy(context.state, organisation))
    return messages.ResetLoginPolicyToDefaultResponse(details=details.changed(stamp, organisation))


def add_idp_to_login_policy(
    context: Context, request: messages.AddIDPToLoginPolicyRequest
) -> messages.AddIDPToLoginPolicyResponse:
    """Let people of the organisation log in with a provider.

    Raises: as `domain.login_policies.add_provider`.
    """
    organisation = context.organisation.id
    owned = request.ownerType == IDPOwnerTypeNumber.IDP_OWNER_TYPE_ORG
    stamp = context.write(decide.add_provider(context.state, organisation, request.idp_id, owned=owned))
    return messages.AddIDPToLoginPolicyResponse(details=details.created(stamp, organisation))


def remove_idp_from_login_policy(
    context: Context, request: messages.RemoveIDPFromLoginPolicyRequest
) -> messages.RemoveIDPFromLoginPolicyResponse:
    """Let nobody of the organisation log in with a provider any more.

    Raises: LOGIN_POLICY_WITH_PROVIDER_NOT_FOUND, PROVIDER_NOT_IN_LOGIN_POLICY.
    """
    organisation = context.organisation.id
    stamp = context.write(decide.remove_provider(context.state, organisation, request.idp_id))
    return messages.RemoveIDPFromLoginPolicyResponse(details=details.changed(stamp, organisation))


def list_login_policy_idps(
    context: Context, request: messages.ListLoginPolicyIDPsRequest
) -> messages.ListLoginPolicyIDPsResponse:
    """The providers that people of the organisation can log in with (assumed: the instance's where it has none)."""
    links = login_links(context.state, decide.effective(context.state, context.organisation.id))
    about, page = listed(context, links, request.query)
    return messages.ListLoginPolicyIDPsResponse(details=about, result=tuple(page))


def admin_get_login_policy(context: Context, _: admin.GetLoginPolicyRequest) -> admin.GetLoginPolicyResponse:
    """The instance's policy."""
    return admin.GetLoginPolicyResponse(policy=view(context.state, decide.default_policy(context.state)))


def update_login_policy(context: Context, request: admin.UpdateLoginPolicyRequest) -> admin.UpdateLoginPolicyResponse:
    """Change the instance's policy.

    Raises: as `domain.login_policies.change_default_policy`.
    """
    owner = context.state.id
    stamp = context.write(decide.change_default_policy(context.state, _policy(owner, request)))
    return admin.UpdateLoginPolicyResponse(details=details.changed(stamp, owner))


def admin_add_idp_to_login_policy(
    context: Context, request: admin.AddIDPToLoginPolicyRequest
) -> admin.AddIDPToLoginPolicyResponse:
    """Let people log in with one of the instance's providers.

    Raises: as `domain.login_policies.add_default_provider`.
    """
    stamp = context.write(decide.add_default_provider(context.state, request.idp_id))
    return admin.AddIDPToLoginPolicyResponse(details=details.created(stamp, context.state.id))


def admin_remove_idp_from_login_policy(
    context: Context, request: admin.RemoveIDPFromLoginPolicyRequest
) -> admin.RemoveIDPFromLoginPolicyResponse:
    """Take a provider out of the instance's policy.

    Raises: PROVIDER_NOT_IN_DEFAULT_LOGIN_POLICY.
    """
    stamp = context.write(decide.remove_default_provider(context.state, request.idp_id))
    return admin.RemoveIDPFromLoginPolicyResponse(details=details.changed(stamp, context.state.id))


def admin_list_login_policy_idps(
    context: Context, request: admin.ListLoginPolicyIDPsRequest
) -> admin.ListLoginPolicyIDPsResponse:
    """The providers of the instance's policy."""
    about, page = listed(context, login_links(context.state, decide.default_policy(context.state)), request.query)
    return admin.ListLoginPolicyIDPsResponse(details=about, result=tuple(page))


def _policy(
    owner: str,
    given: messages.AddCustomLoginPolicyRequest
    | messages.UpdateCustomLoginPolicyRequest
    | admin.UpdateLoginPolicyRequest,
) -> LoginPolicy:
    return LoginPolicy(
        owner=owner,
        allow_username_password=given.allow_username_password,
        allow_register=given.allow_register,
        allow_external_idp=given.allow_external_idp,
        force_mfa=given.force_mfa,
        passwordless_type=given.passwordless_type,
        hide_password_reset=given.hide_password_reset,
        ignore_unknown_usernames=given.ignore_unknown_usernames,
        default_redirect_uri=given.default_redirect_uri,
        password_check_lifetime=_span(given.password_check_lifetime),
        external_login_check_lifetime=_span(given.external_login_check_lifetime),
        mfa_init_skip_lifetime=_span(given.mfa_init_skip_lifetime),
        second_factor_check_lifetime=_span(given.second_factor_check_lifetime),
        multi_factor_check_lifetime=_span(given.multi_factor_check_lifetime),
        allow_domain_discovery=given.allow_domain_discovery,
        disable_login_with_email=given.disable_login_with_email,
        disable_login_with_phone=given.disable_login_with_phone,
        force_mfa_local_only=given.force_mfa_local_only,
    )


def _span(text: Duration) -> Nanoseconds:
    return Nanoseconds(parse_duration(text) or 0)
