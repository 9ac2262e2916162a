"""Settings of the instance and of organisations, as the settings service tells them.

No organisation can have settings of its own beside those that `SetOrganizationSettings` sets and its login policy, so
that whom a request names in `ctx` makes no difference to the others, as on the real server where there are none.
"""

from __future__ import annotations

from typing import Final

from mockserver.access.permissions import has_permission
from mockserver.domain import organisation_settings as decide
from mockserver.domain.default_settings import BRANDING, LEGAL_AND_SUPPORT, PASSWORD_COMPLEXITY, Theme
from mockserver.domain.ids import OrganisationId
from mockserver.domain.login_policies import default_policy, effective, providers_of
from mockserver.domain.rows.identity_providers import ProviderOptions
from mockserver.domain.rows.settings import OrganisationSettings
from mockserver.errors.languages import DEFAULT_LANGUAGE, SUPPORTED_LANGUAGES
from mockserver.operations.context import Context
from mockserver.operations.identity_provider_views import active
from mockserver.operations.login_policy_views import settings_of
from mockserver.operations.messages import zitadel_object_v2
from mockserver.operations.messages import zitadel_settings_v2 as messages
from mockserver.operations.searching import Tests, equal, listed_v2, one_of, searched_filtered
from mockserver.spec.wellknown import Timestamp, timestamp, uint64

_INSTANCE: Final = "RESOURCE_OWNER_TYPE_INSTANCE"
_SET = "iam.policy.write"
_READ = "policy.read"
_TESTS: Tests[OrganisationSettings] = {
    "in_organization_ids_filter": one_of(lambda settings: settings.organisation, "ids"),
    "organization_scoped_usernames_filter": equal(
        lambda settings: settings.scoped_user_names, "organization_scoped_usernames"
    ),
}
_COLUMN = messages.OrganizationSettingsFieldNameNumber


def get_general_settings(
    context: Context, _: messages.GetGeneralSettingsRequest
) -> messages.GetGeneralSettingsResponse:
    """The instance's languages and its default organisation."""
    default = context.state.default_organisation
    return messages.GetGeneralSettingsResponse(
        default_org_id=default,
        default_language=DEFAULT_LANGUAGE,
        supported_languages=tuple(sorted(SUPPORTED_LANGUAGES)),
        default_organization_id=default,
    )


def get_login_settings(
    context: Context, request: messages.GetLoginSettingsRequest
) -> messages.GetLoginSettingsResponse:
    """How people log in, in the organisation that is asked for or in the instance."""
    details, settings = settings_of(context.state, _organisation(request.ctx))
    return messages.GetLoginSettingsResponse(details=details, settings=settings)


def get_active_identity_providers(
    context: Context, request: messages.GetActiveIdentityProvidersRequest
) -> messages.GetActiveIdentityProvidersResponse:
    """The identity providers that people can log in with, and that do what is asked for."""
    organisation = _organisation(request.ctx)
    policy = default_policy(context.state) if organisation is None else effective(context.state, organisation)
    found = [provider for provider in providers_of(context.state, policy) if _does(provider.options, request)]
    about, page = listed_v2(context, found, None)
    return messages.GetActiveIdentityProvidersResponse(details=about, identity_providers=tuple(map(active, page)))


def _does(options: ProviderOptions, asked: messages.GetActiveIdentityProvidersRequest) -> bool:
    """Whether a provider does what is asked for (assumed)."""
    return (
        asked.creation_allowed in (None, options.is_creation_allowed)
        and asked.linking_allowed in (None, options.is_linking_allowed)
        and asked.auto_creation in (None, options.is_auto_creation)
        and asked.auto_linking in (None, bool(options.auto_linking))
    )


def _organisation(asked: zitadel_object_v2.RequestContext | None) -> str | None:
    """Whose settings are asked for; None for those of the instance."""
    return asked.org_id if asked is not None else None


def get_password_complexity_settings(
    context: Context, _: messages.GetPasswordComplexitySettingsRequest
) -> messages.GetPasswordComplexitySettingsResponse:
    """What a password must hold."""
    return messages.GetPasswordComplexitySettingsResponse(
        details=_details(context),
        settings=messages.PasswordComplexitySettings(
            min_length=uint64(PASSWORD_COMPLEXITY.min_length),
            requires_uppercase=PASSWORD_COMPLEXITY.uppercase,
            requires_lowercase=PASSWORD_COMPLEXITY.lowercase,
            requires_number=PASSWORD_COMPLEXITY.number,
            requires_symbol=PASSWORD_COMPLEXITY.symbol,
            resource_owner_type=_INSTANCE,
        ),
    )


def get_password_expiry_settings(
    context: Context, _: messages.GetPasswordExpirySettingsRequest
) -> messages.GetPasswordExpirySettingsResponse:
    """When passwords expire: never."""
    settings = messages.PasswordExpirySettings(resource_owner_type=_INSTANCE)
    return messages.GetPasswordExpirySettingsResponse(details=_details(context), settings=settings)


def get_branding_settings(
    context: Context, _: messages.GetBrandingSettingsRequest
) -> messages.GetBrandingSettingsResponse:
    """How the login looks."""
    return messages.GetBrandingSettingsResponse(
        details=_details(context),
        settings=messages.BrandingSettings(
            light_theme=_theme(BRANDING.light),
            dark_theme=_theme(BRANDING.dark),
            resource_owner_type=_INSTANCE,
            theme_mode="THEME_MODE_AUTO",
        ),
    )


def get_domain_settings(context: Context, _: messages.GetDomainSettingsRequest) -> messages.GetDomainSettingsResponse:
    """What names must hold of domains: nothing."""
    settings = messages.DomainSettings(resource_owner_type=_INSTANCE)
    return messages.GetDomainSettingsResponse(details=_details(context), settings=settings)


def get_legal_and_support_settings(
    context: Context, _: messages.GetLegalAndSupportSettingsRequest
) -> messages.GetLegalAndSupportSettingsResponse:
    """Links that the login shows."""
    settings = messages.LegalAndSupportSettings(resource_owner_type=_INSTANCE, docs_link=LEGAL_AND_SUPPORT.docs_link)
    return messages.GetLegalAndSupportSettingsResponse(details=_details(context), settings=settings)


def get_lockout_settings(
    context: Context, _: messages.GetLockoutSettingsRequest
) -> messages.GetLockoutSettingsResponse:
    """When failed attempts lock a user: never."""
    settings = messages.LockoutSettings(resource_owner_type=_INSTANCE)
    return messages.GetLockoutSettingsResponse(details=_details(context), settings=settings)


def get_security_settings(_: Context, __: messages.GetSecuritySettingsRequest) -> messages.GetSecuritySettingsResponse:
    """What may embed the login: nothing. No details come with it, as on the real server before any change."""
    settings = messages.SecuritySettings(embedded_iframe=messages.EmbeddedIframeSettings())
    return messages.GetSecuritySettingsResponse(settings=settings)


def set_organization_settings(
    context: Context, request: messages.SetOrganizationSettingsRequest
) -> messages.SetOrganizationSettingsResponse:
    """Set the settings of an organisation; of one that nothing was ever set for there is no date to tell.

    Raises: ORGANISATION_SETTINGS_INVALID, SETTINGS_ORGANISATION_NOT_FOUND, and those of `Context.require` (that it
        takes the permission to change the instance's policies is assumed).
    """
    organisation = OrganisationId(request.organization_id)
    events = decide.set_settings(context.state, organisation, request.organization_scoped_usernames)
    context.require(_SET, organisation)
    if events:
        return messages.SetOrganizationSettingsResponse(timestamp(context.write(events).at))
    held = context.state.organisation_settings.get(organisation)
    return messages.SetOrganizationSettingsResponse(timestamp(held.changed) if held else Timestamp(""))


def list_organization_settings(
    context: Context, request: messages.ListOrganizationSettingsRequest
) -> messages.ListOrganizationSettingsResponse:
    """What was set for organisations whose policies the caller may read.

    Raises: LIMIT_EXCEEDED.
    """
    columns = {
        _COLUMN.ORGANIZATION_SETTINGS_FIELD_NAME_ORGANIZATION_ID: lambda settings: settings.organisation,
        _COLUMN.ORGANIZATION_SETTINGS_FIELD_NAME_CREATION_DATE: lambda settings: settings.created,
        _COLUMN.ORGANIZATION_SETTINGS_FIELD_NAME_CHANGE_DATE: lambda settings: settings.changed,
    }
    told, seen = searched_filtered(
        context.state.organisation_settings,
        request,
        _TESTS,
        columns,
        may_see=lambda row: has_permission(context.state, row.organisation, context.user.id, _READ),
    )
    return messages.ListOrganizationSettingsResponse(
        pagination=told,
        organization_settings=tuple(
            messages.OrganizationSettings(
                organization_id=row.organisation,
                creation_date=timestamp(row.created),
                change_date=timestamp(row.changed),
                organization_scoped_usernames=row.scoped_user_names,
            )
            for row in seen
        ),
    )


def _theme(theme: Theme) -> messages.Theme:
    return messages.Theme(
        primary_color=theme.primary, background_color=theme.background, warn_color=theme.warn, font_color=theme.font
    )


def _details(context: Context) -> zitadel_object_v2.Details:
    """Details of the instance's settings; which of its events made them no recording shows."""
    return zitadel_object_v2.Details(resource_owner=context.state.id)
