"""Applications of projects, and their keys."""

from __future__ import annotations

from collections.abc import Hashable

from mockserver.domain.ids import AppId, Instant, KeyId, Nanoseconds, OrganisationId, ProjectId
from mockserver.domain.tables import History, Kind, Row
from mockserver.domain.text import unique_name
from mockserver.domain.values import value


@value
class OidcConfiguration:
    """How an application logs people in.

    Attributes:
        response_types: numbers of zitadel.app.v1.OIDCResponseType; what follows likewise of its enum.
        login_version: 0 for none, 1, 2; `login_base_uri` is that of version 2.
    """

    client_id: str
    client_secret: str = ""
    redirect_uris: tuple[str, ...] = ()
    response_types: tuple[int, ...] = ()
    grant_types: tuple[int, ...] = ()
    app_type: int = 0
    auth_method: int = 0
    post_logout_redirect_uris: tuple[str, ...] = ()
    version: int = 0
    dev_mode: bool = False
    access_token_type: int = 0
    access_token_role_assertion: bool = False
    id_token_role_assertion: bool = False
    id_token_userinfo_assertion: bool = False
    clock_skew: Nanoseconds
    additional_origins: tuple[str, ...] = ()
    skip_native_app_success_page: bool = False
    back_channel_logout_uri: str = ""
    login_version: int = 0
    login_base_uri: str = ""


@value
class ApiConfiguration:
    """How an application proves who it is when it introspects tokens.

    Attributes:
        auth_method: number of zitadel.app.v1.APIAuthMethodType.
    """

    client_id: str
    client_secret: str = ""
    auth_method: int = 0


@value
class SamlConfiguration:
    """How a service provider is known that has people logged in by SAML.

    Attributes:
        entity_id: by which its requests name it.
        metadata: the XML that describes it.
        metadata_url: where that was read; empty for XML that came itself.
        login_version: 0 for none, 1, 2; `login_base_uri` is that of version 2.
    """

    entity_id: str
    metadata: bytes
    metadata_url: str = ""
    login_version: int = 0
    login_base_uri: str = ""


AnyConfiguration = OidcConfiguration | ApiConfiguration | SamlConfiguration


@value
class App(Row):
    """An application; exactly one of `oidc`, `api` and `saml` is there.

    Attributes:
        keyed: the place in the project's history at which its auth method last changed; 0 where it never did.
    """

    id: AppId
    project: ProjectId
    organisation: OrganisationId
    name: str
    active: bool = True
    oidc: OidcConfiguration | None = None
    api: ApiConfiguration | None = None
    saml: SamlConfiguration | None = None
    keyed: int = 0

    @property
    def client_id(self) -> str:
        """By which the OAuth endpoints know it; empty for an application without a configuration."""
        configuration = self.oidc or self.api
        return configuration.client_id if configuration is not None else ""

    @property
    def client_secret(self) -> str:
        """With which it proves who it is; empty for none."""
        configuration = self.oidc or self.api
        return configuration.client_secret if configuration is not None else ""


def _unique(app: App) -> tuple[Hashable, ...]:
    """Its name within its project, and what it is known by: a client id, or for SAML an entity id, beside its own."""
    name = (app.project, unique_name(app.name))
    if app.saml is None:
        return (name, ("client", app.client_id))
    return (name, ("client", app.id), (ENTITY, app.saml.entity_id))


ENTITY = "entity"
"""What an entity id is looked up under."""

APPS: Kind[App] = Kind(
    name="apps",
    row=App,
    key=lambda app: app.id,
    history=History.PROJECT,
    aggregate=lambda app: app.project,
    unique=_unique,
    indexes={"project": lambda app: app.project},
    parents={"projects": "project"},
)


@value
class AppKey(Row):
    """The public half of a key with which an application proves who it is.

    Attributes:
        public_key: PEM.
    """

    id: KeyId
    app: AppId
    project: ProjectId
    organisation: OrganisationId
    public_key: bytes
    expires: Instant


APP_KEYS: Kind[AppKey] = Kind(
    name="app_keys",
    row=AppKey,
    key=lambda key: key.id,
    history=History.PROJECT,
    aggregate=lambda key: key.project,
    indexes={"app": lambda key: key.app},
    parents={"apps": "app"},
)
