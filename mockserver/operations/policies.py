"""Policies that hold for the caller, as the auth service tells them: those of the instance."""

from __future__ import annotations

from mockserver.domain.default_settings import BRANDING, LEGAL_AND_SUPPORT, LOGIN, PASSWORD_COMPLEXITY
from mockserver.errors.languages import SUPPORTED_LANGUAGES
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_auth_v1 as messages
from mockserver.operations.messages import zitadel_policy_v1
from mockserver.operations.messages.zitadel_v1 import ObjectDetails
from mockserver.spec.wellknown import duration, uint64


def get_my_password_complexity_policy(
    context: Context, _: messages.GetMyPasswordComplexityPolicyRequest
) -> messages.GetMyPasswordComplexityPolicyResponse:
    """What the caller's password must hold."""
    return messages.GetMyPasswordComplexityPolicyResponse(
        zitadel_policy_v1.PasswordComplexityPolicy(
            details=_details(context),
            min_length=uint64(PASSWORD_COMPLEXITY.min_length),
            has_uppercase=PASSWORD_COMPLEXITY.uppercase,
            has_lowercase=PASSWORD_COMPLEXITY.lowercase,
            has_number=PASSWORD_COMPLEXITY.number,
            has_symbol=PASSWORD_COMPLEXITY.symbol,
            is_default=True,
        )
    )


def get_my_login_policy(context: Context, _: messages.GetMyLoginPolicyRequest) -> messages.GetMyLoginPolicyResponse:
    """How the caller may log in."""
    return messages.GetMyLoginPolicyResponse(
        zitadel_policy_v1.LoginPolicy(
            details=_details(context),
            allow_username_password=LOGIN.allow_username_password,
            allow_register=LOGIN.allow_register,
            allow_external_idp=LOGIN.allow_external_idp,
            passwordless_type="PASSWORDLESS_TYPE_ALLOWED" if LOGIN.allow_passkeys else "",
            is_default=True,
            password_check_lifetime=duration(LOGIN.password_check),
            external_login_check_lifetime=duration(LOGIN.external_login_check),
            mfa_init_skip_lifetime=duration(LOGIN.mfa_init_skip),
            second_factor_check_lifetime=duration(LOGIN.second_factor_check),
            multi_factor_check_lifetime=duration(LOGIN.multi_factor_check),
            second_factors=("SECOND_FACTOR_TYPE_OTP", "SECOND_FACTOR_TYPE_U2F"),
            multi_factors=("MULTI_FACTOR_TYPE_U2F_WITH_VERIFICATION",),
            allow_domain_discovery=LOGIN.allow_domain_discovery,
        )
    )


def get_my_privacy_policy(
    context: Context, _: messages.GetMyPrivacyPolicyRequest
) -> messages.GetMyPrivacyPolicyResponse:
    """The links of the caller's organisation."""
    policy = zitadel_policy_v1.PrivacyPolicy(
        details=_details(context), is_default=True, docs_link=LEGAL_AND_SUPPORT.docs_link
    )
    return messages.GetMyPrivacyPolicyResponse(policy)


def get_my_label_policy(context: Context, _: messages.GetMyLabelPolicyRequest) -> messages.GetMyLabelPolicyResponse:
    """How the login of the caller's organisation looks."""
    light, dark = BRANDING.light, BRANDING.dark
    return messages.GetMyLabelPolicyResponse(
        zitadel_policy_v1.LabelPolicy(
            details=_details(context),
            primary_color=light.primary,
            is_default=True,
            warn_color=light.warn,
            background_color=light.background,
            font_color=light.font,
            primary_color_dark=dark.primary,
            background_color_dark=dark.background,
            warn_color_dark=dark.warn,
            font_color_dark=dark.font,
            theme_mode="THEME_MODE_AUTO",
        )
    )


def auth_get_supported_languages(
    _: Context, __: messages.GetSupportedLanguagesRequest
) -> messages.GetSupportedLanguagesResponse:
    """The languages that there are texts for."""
    return messages.GetSupportedLanguagesResponse(tuple(sorted(SUPPORTED_LANGUAGES)))


def _details(context: Context) -> ObjectDetails:
    """Details of the instance's policies; which of its events made them no recording shows."""
    return ObjectDetails(resource_owner=context.state.id)
