"""Messages of zitadel.authorization.v2, written by `make derived`."""

from __future__ import annotations

from typing import Final, Literal

from mockserver.operations.messages import zitadel_filter_v2
from mockserver.operations.messages.base import Message
from mockserver.spec.wellknown import Timestamp

State = Literal["", "STATE_ACTIVE", "STATE_INACTIVE"]
"""zitadel.authorization.v2.State; empty stands for the zero value"""


class AuthorizationFieldNameNumber:
    """zitadel.authorization.v2.AuthorizationFieldName"""

    AUTHORIZATION_FIELD_NAME_UNSPECIFIED: Final = 0
    AUTHORIZATION_FIELD_NAME_CREATED_DATE: Final = 1
    AUTHORIZATION_FIELD_NAME_CHANGED_DATE: Final = 2
    AUTHORIZATION_FIELD_NAME_ID: Final = 3
    AUTHORIZATION_FIELD_NAME_USER_ID: Final = 4
    AUTHORIZATION_FIELD_NAME_PROJECT_ID: Final = 5
    AUTHORIZATION_FIELD_NAME_ORGANIZATION_ID: Final = 6
    AUTHORIZATION_FIELD_NAME_USER_ORGANIZATION_ID: Final = 7


class StateNumber:
    """zitadel.authorization.v2.State"""

    STATE_UNSPECIFIED: Final = 0
    STATE_ACTIVE: Final = 1
    STATE_INACTIVE: Final = 2


class ActivateAuthorizationRequest(Message, frozen=True):
    """zitadel.authorization.v2.ActivateAuthorizationRequest"""

    id: str = ""


class ActivateAuthorizationResponse(Message, frozen=True):
    """zitadel.authorization.v2.ActivateAuthorizationResponse"""

    change_date: Timestamp = Timestamp("")


class Authorization(Message, frozen=True):
    """zitadel.authorization.v2.Authorization"""

    id: str = ""
    creation_date: Timestamp = Timestamp("")
    change_date: Timestamp = Timestamp("")
    project: Project | None = None
    organization: Organization | None = None
    user: User | None = None
    state: State = ""
    roles: tuple[Role, ...] = ()


class AuthorizationsSearchFilter(Message, frozen=True):
    """zitadel.authorization.v2.AuthorizationsSearchFilter"""

    authorization_ids: zitadel_filter_v2.InIDsFilter | None = None
    organization_id: zitadel_filter_v2.IDFilter | None = None
    state: StateQuery | None = None
    in_user_ids: zitadel_filter_v2.InIDsFilter | None = None
    user_organization_id: zitadel_filter_v2.IDFilter | None = None
    user_preferred_login_name: UserPreferredLoginNameQuery | None = None
    user_display_name: UserDisplayNameQuery | None = None
    project_id: zitadel_filter_v2.IDFilter | None = None
    project_name: ProjectNameQuery | None = None
    role_key: RoleKeyQuery | None = None
    project_grant_id: zitadel_filter_v2.IDFilter | None = None


class CreateAuthorizationRequest(Message, frozen=True):
    """zitadel.authorization.v2.CreateAuthorizationRequest"""

    user_id: str = ""
    project_id: str = ""
    organization_id: str = ""
    role_keys: tuple[str, ...] = ()


class CreateAuthorizationResponse(Message, frozen=True):
    """zitadel.authorization.v2.CreateAuthorizationResponse"""

    id: str = ""
    creation_date: Timestamp = Timestamp("")


class DeactivateAuthorizationRequest(Message, frozen=True):
    """zitadel.authorization.v2.DeactivateAuthorizationRequest"""

    id: str = ""


class DeactivateAuthorizationResponse(Message, frozen=True):
    """zitadel.authorization.v2.DeactivateAuthorizationResponse"""

    change_date: Timestamp = Timestamp("")


class DeleteAuthorizationRequest(Message, frozen=True):
    """zitadel.authorization.v2.DeleteAuthorizationRequest"""

    id: str = ""


class DeleteAuthorizationResponse(Message, frozen=True):
    """zitadel.authorization.v2.DeleteAuthorizationResponse"""

    deletion_date: Timestamp = Timestamp("")


class ListAuthorizationsRequest(Message, frozen=True):
    """zitadel.authorization.v2.ListAuthorizationsRequest"""

    pagination: zitadel_filter_v2.PaginationRequest | None = None
    sorting_column: int = 0
    filters: tuple[AuthorizationsSearchFilter, ...] = ()


class ListAuthorizationsResponse(Message, frozen=True):
    """zitadel.authorization.v2.ListAuthorizationsResponse"""

    pagination: zitadel_filter_v2.PaginationResponse | None = None
    authorizations: tuple[Authorization, ...] = ()


class Organization(Message, frozen=True):
    """zitadel.authorization.v2.Organization"""

    id: str = ""
    name: str = ""


class Project(Message, frozen=True):
    """zitadel.authorization.v2.Project"""

    id: str = ""
    name: str = ""
    organization_id: str = ""


class ProjectNameQuery(Message, frozen=True):
    """zitadel.authorization.v2.ProjectNameQuery"""

    name: str = ""
    method: int = 0


class Role(Message, frozen=True):
    """zitadel.authorization.v2.Role"""

    key: str = ""
    display_name: str = ""
    group: str = ""


class RoleKeyQuery(Message, frozen=True):
    """zitadel.authorization.v2.RoleKeyQuery"""

    key: str = ""
    method: int = 0


class StateQuery(Message, frozen=True):
    """zitadel.authorization.v2.StateQuery"""

    state: int = 0


class UpdateAuthorizationRequest(Message, frozen=True):
    """zitadel.authorization.v2.UpdateAuthorizationRequest"""

    id: str = ""
    role_keys: tuple[str, ...] = ()


class UpdateAuthorizationResponse(Message, frozen=True):
    """zitadel.authorization.v2.UpdateAuthorizationResponse"""

    change_date: Timestamp = Timestamp("")


class User(Message, frozen=True):
    """zitadel.authorization.v2.User"""

    id: str = ""
    preferred_login_name: str = ""
    display_name: str = ""
    avatar_url: str = ""
    organization_id: str = ""


class UserDisplayNameQuery(Message, frozen=True):
    """zitadel.authorization.v2.UserDisplayNameQuery"""

    display_name: str = ""
    method: int = 0


class UserPreferredLoginNameQuery(Message, frozen=True):
    """zitadel.authorization.v2.UserPreferredLoginNameQuery"""

    login_name: str = ""
    method: int = 0
