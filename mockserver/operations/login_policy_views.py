"""Login policies in answers: of the services of v1, and of the settings service."""

from __future__ import annotations

from mockserver.domain.login_policies import default_policy, effective
from mockserver.domain.rows.login_policies import LoginPolicy
from mockserver.domain.state import InstanceState
from mockserver.operations import details, details_v2
from mockserver.operations.enum_names import enum_name, enum_names
from mockserver.operations.identity_provider_views import login_links
from mockserver.operations.messages import zitadel_object_v2, zitadel_policy_v1, zitadel_settings_v2
from mockserver.operations.messages.zitadel_v1 import ObjectDetails
from mockserver.spec.wellknown import duration


def view(state: InstanceState, policy: LoginPolicy) -> zitadel_policy_v1.LoginPolicy:
    """A policy as the services of v1 tell it.

    When the one that instances start with came to be is not told: which of their events made it no recording shows.
    """
    numbers = zitadel_policy_v1
    return zitadel_policy_v1.LoginPolicy(
        details=details.of_row(policy, policy.owner) if policy.sequence else ObjectDetails(resource_owner=policy.owner),
        allow_username_password=policy.allow_username_password,
        allow_register=policy.allow_register,
        allow_external_idp=policy.allow_external_idp,
        force_mfa=policy.force_mfa,
        passwordless_type=enum_name(numbers.PasswordlessTypeNumber, policy.passwordless_type),
        is_default=policy.owner == state.id,
        hide_password_reset=policy.hide_password_reset,
        ignore_unknown_usernames=policy.ignore_unknown_usernames,
        default_redirect_uri=policy.default_redirect_uri,
        password_check_lifetime=duration(policy.password_check_lifetime),
        external_login_check_lifetime=duration(policy.external_login_check_lifetime),
        mfa_init_skip_lifetime=duration(policy.mfa_init_skip_lifetime),
        second_factor_check_lifetime=duration(policy.second_factor_check_lifetime),
        multi_factor_check_lifetime=duration(policy.multi_factor_check_lifetime),
        second_factors=enum_names(numbers.SecondFactorTypeNumber, policy.second_factors),
        multi_factors=enum_names(numbers.MultiFactorTypeNumber, policy.multi_factors),
        idps=tuple(login_links(state, policy)),
        allow_domain_discovery=policy.allow_domain_discovery,
        disable_login_with_email=policy.disable_login_with_email,
        disable_login_with_phone=policy.disable_login_with_phone,
        force_mfa_local_only=policy.force_mfa_local_only,
    )


def settings_of(
    state: InstanceState, organisation: str | None
) -> tuple[zitadel_object_v2.Details, zitadel_settings_v2.LoginSettings]:
    """The policy of an organisation, or of the instance, as the settings service tells it.

    Source: recordings/id-settings-v2.jsonl for the instance's; that an organisation's own is told so is assumed.
    """
    policy = default_policy(state) if organisation is None else effective(state, organisation)
    told = view(state, policy)
    settings = zitadel_settings_v2.LoginSettings(
        allow_username_password=told.allow_username_password,
        allow_local_authentication=told.allow_username_password,
        allow_register=told.allow_register,
        allow_external_idp=told.allow_external_idp,
        force_mfa=told.force_mfa,
        passkeys_type="PASSKEYS_TYPE_ALLOWED" if policy.passwordless_type else "",
        hide_password_reset=told.hide_password_reset,
        ignore_unknown_usernames=told.ignore_unknown_usernames,
        default_redirect_uri=told.default_redirect_uri,
        password_check_lifetime=told.password_check_lifetime,
        external_login_check_lifetime=told.external_login_check_lifetime,
        mfa_init_skip_lifetime=told.mfa_init_skip_lifetime,
        second_factor_check_lifetime=told.second_factor_check_lifetime,
        multi_factor_check_lifetime=told.multi_factor_check_lifetime,
        second_factors=told.second_factors,
        multi_factors=told.multi_factors,
        allow_domain_discovery=told.allow_domain_discovery,
        disable_login_with_email=told.disable_login_with_email,
        disable_login_with_phone=told.disable_login_with_phone,
        resource_owner_type="RESOURCE_OWNER_TYPE_INSTANCE" if told.is_default else "RESOURCE_OWNER_TYPE_ORG",
        force_mfa_local_only=told.force_mfa_local_only,
    )
    if policy.sequence:
        return details_v2.of_row(policy, policy.owner), settings
    return zitadel_object_v2.Details(resource_owner=policy.owner), settings
