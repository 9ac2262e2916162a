"""Identity providers, and the accounts that people have at them."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from mockserver.domain.ids import UserId
from mockserver.domain.tables import History, Kind, Row
from mockserver.domain.values import value

PRETEND: Final = "/pretend"
"""Where this server's own pretend provider is; its issuer ends so."""


class ProviderType(IntEnum):
    """Numbers of zitadel.idp.v1.ProviderType."""

    OIDC = 1
    OAUTH = 4


class AutoLinking(IntEnum):
    """Numbers of zitadel.idp.v1.AutoLinkingOption."""

    NONE = 0
    USER_NAME = 1
    EMAIL = 2


@value
class ProviderOptions:
    """What becomes of somebody whom a provider sent back; the fields are called as those of zitadel.idp.v1.Options.

    Attributes:
        auto_linking: number of `AutoLinking`.
    """

    is_linking_allowed: bool = False
    is_creation_allowed: bool = False
    is_auto_creation: bool = False
    is_auto_update: bool = False
    auto_linking: int = 0


@value
class IdentityProvider(Row):
    """An OpenID provider, or a server of OAuth that tells of its users.

    Attributes:
        owner: the organisation that it is of, or the instance.
        type: number of `ProviderType`.
        issuer: of an OpenID provider.
        is_id_token_mapping: whether what an OpenID provider tells is taken from its ID token and not from userinfo.
        authorization_endpoint, token_endpoint, user_endpoint: of a server of OAuth.
        id_attribute: the field of the user endpoint's answer that tells users apart.
    """

    id: str
    owner: str
    name: str
    type: int
    client_id: str
    client_secret: str
    scopes: tuple[str, ...] = ()
    options: ProviderOptions = ProviderOptions()
    issuer: str = ""
    is_id_token_mapping: bool = False
    use_pkce: bool = False
    authorization_endpoint: str = ""
    token_endpoint: str = ""
    user_endpoint: str = ""
    id_attribute: str = ""


@value
class IdpLink(Row):
    """A user's account at an identity provider.

    Attributes:
        external_user: who the user is there.
        display_name: the user's name there.
    """

    user: UserId
    idp: str
    external_user: str
    display_name: str = ""


IDENTITY_PROVIDERS: Kind[IdentityProvider] = Kind(
    name="identity_providers",
    row=IdentityProvider,
    key=lambda provider: provider.id,
    history=History.ORGANISATION,
    aggregate=lambda provider: provider.owner,
    indexes={"owner": lambda provider: provider.owner},
    parents={"organisations": "owner"},
)
"""Those of organisations."""
INSTANCE_IDENTITY_PROVIDERS: Kind[IdentityProvider] = Kind(
    name="instance_identity_providers",
    row=IdentityProvider,
    key=lambda provider: provider.id,
    history=History.INSTANCE,
    aggregate=lambda provider: provider.owner,
)
"""Those of the instance, which all organisations have."""


def _user_at_provider(link: IdpLink) -> tuple[str, str]:
    return link.idp, link.external_user


IDP_LINKS: Kind[IdpLink] = Kind(
    name="idp_links",
    row=IdpLink,
    key=lambda link: (link.user, link.idp, link.external_user),
    history=History.USER,
    aggregate=lambda link: link.user,
    unique=lambda link: (_user_at_provider(link),),
    indexes={"user": lambda link: link.user, "idp": lambda link: link.idp, "account": _user_at_provider},
    parents={"users": "user"},
)
