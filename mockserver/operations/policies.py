"""Policies that hold for the caller, as the auth service tells them: those of the instance, but for the login."""

from __future__ import annotations

from mockserver.domain.default_settings import BRANDING, LEGAL_AND_SUPPORT, PASSWORD_COMPLEXITY
from mockserver.domain.login_policies import effective
from mockserver.errors.languages import SUPPORTED_LANGUAGES
from mockserver.operations.context import Context
from mockserver.operations.login_policy_views import view
from mockserver.operations.messages import zitadel_auth_v1 as messages
from mockserver.operations.messages import zitadel_policy_v1
from mockserver.operations.messages.zitadel_v1 import ObjectDetails
from mockserver.spec.wellknown import uint64


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
    policy = effective(context.state, context.user.organisation)
    return messages.GetMyLoginPolicyResponse(view(context.state, policy))


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
