"""Messages of zitadel.internal_permission.v2, written by `make derived`."""

from __future__ import annotations

from typing import Final

from mockserver.operations.messages import zitadel_filter_v2
from mockserver.operations.messages.base import Message
from mockserver.spec.wellknown import Timestamp


class AdministratorFieldNameNumber:
    """zitadel.internal_permission.v2.AdministratorFieldName"""

    ADMINISTRATOR_FIELD_NAME_UNSPECIFIED: Final = 0
    ADMINISTRATOR_FIELD_NAME_USER_ID: Final = 1
    ADMINISTRATOR_FIELD_NAME_CREATION_DATE: Final = 2
    ADMINISTRATOR_FIELD_NAME_CHANGE_DATE: Final = 3


class Administrator(Message, frozen=True):
    """zitadel.internal_permission.v2.Administrator"""

    creation_date: Timestamp = Timestamp("")
    change_date: Timestamp = Timestamp("")
    user: User | None = None
    instance: bool | None = None
    organization: Organization | None = None
    project: Project | None = None
    project_grant: ProjectGrant | None = None
    roles: tuple[str, ...] = ()


class AdministratorSearchFilter(Message, frozen=True):
    """zitadel.internal_permission.v2.AdministratorSearchFilter"""

    creation_date: zitadel_filter_v2.TimestampFilter | None = None
    change_date: zitadel_filter_v2.TimestampFilter | None = None
    in_user_ids_filter: zitadel_filter_v2.InIDsFilter | None = None
    user_organization_id: zitadel_filter_v2.IDFilter | None = None
    user_preferred_login_name: UserPreferredLoginNameFilter | None = None
    user_display_name: UserDisplayNameFilter | None = None
    resource: ResourceFilter | None = None
    role: RoleFilter | None = None
    and_: AndFilter | None = None
    or_: OrFilter | None = None
    not_: NotFilter | None = None


class AndFilter(Message, frozen=True):
    """zitadel.internal_permission.v2.AndFilter"""

    queries: tuple[AdministratorSearchFilter, ...] = ()


class CreateAdministratorRequest(Message, frozen=True):
    """zitadel.internal_permission.v2.CreateAdministratorRequest"""

    user_id: str = ""
    resource: ResourceType | None = None
    roles: tuple[str, ...] = ()


class CreateAdministratorResponse(Message, frozen=True):
    """zitadel.internal_permission.v2.CreateAdministratorResponse"""

    creation_date: Timestamp = Timestamp("")


class DeleteAdministratorRequest(Message, frozen=True):
    """zitadel.internal_permission.v2.DeleteAdministratorRequest"""

    user_id: str = ""
    resource: ResourceType | None = None


class DeleteAdministratorResponse(Message, frozen=True):
    """zitadel.internal_permission.v2.DeleteAdministratorResponse"""

    deletion_date: Timestamp = Timestamp("")


class ListAdministratorsRequest(Message, frozen=True):
    """zitadel.internal_permission.v2.ListAdministratorsRequest"""

    pagination: zitadel_filter_v2.PaginationRequest | None = None
    sorting_column: int = 0
    filters: tuple[AdministratorSearchFilter, ...] = ()


class ListAdministratorsResponse(Message, frozen=True):
    """zitadel.internal_permission.v2.ListAdministratorsResponse"""

    pagination: zitadel_filter_v2.PaginationResponse | None = None
    administrators: tuple[Administrator, ...] = ()


class NotFilter(Message, frozen=True):
    """zitadel.internal_permission.v2.NotFilter"""

    query: AdministratorSearchFilter | None = None


class OrFilter(Message, frozen=True):
    """zitadel.internal_permission.v2.OrFilter"""

    queries: tuple[AdministratorSearchFilter, ...] = ()


class Organization(Message, frozen=True):
    """zitadel.internal_permission.v2.Organization"""

    id: str = ""
    name: str = ""


class Project(Message, frozen=True):
    """zitadel.internal_permission.v2.Project"""

    id: str = ""
    name: str = ""
    organization_id: str = ""


class ProjectGrant(Message, frozen=True):
    """zitadel.internal_permission.v2.ProjectGrant"""

    id: str = ""
    project_id: str = ""
    project_name: str = ""
    organization_id: str = ""
    granted_organization_id: str = ""


class ResourceFilter(Message, frozen=True):
    """zitadel.internal_permission.v2.ResourceFilter"""

    instance: bool | None = None
    organization_id: str | None = None
    project_id: str | None = None
    project_grant: ResourceFilterProjectGrant | None = None


class ResourceFilterProjectGrant(Message, frozen=True):
    """zitadel.internal_permission.v2.ResourceFilter.ProjectGrant"""

    project_id: str = ""
    organization_id: str = ""


class ResourceType(Message, frozen=True):
    """zitadel.internal_permission.v2.ResourceType"""

    instance: bool | None = None
    organization_id: str | None = None
    project_id: str | None = None
    project_grant: ResourceTypeProjectGrant | None = None


class ResourceTypeProjectGrant(Message, frozen=True):
    """zitadel.internal_permission.v2.ResourceType.ProjectGrant"""

    project_id: str = ""
    organization_id: str = ""


class RoleFilter(Message, frozen=True):
    """zitadel.internal_permission.v2.RoleFilter"""

    role_key: str = ""


class UpdateAdministratorRequest(Message, frozen=True):
    """zitadel.internal_permission.v2.UpdateAdministratorRequest"""

    user_id: str = ""
    resource: ResourceType | None = None
    roles: tuple[str, ...] = ()


class UpdateAdministratorResponse(Message, frozen=True):
    """zitadel.internal_permission.v2.UpdateAdministratorResponse"""

    change_date: Timestamp = Timestamp("")


class User(Message, frozen=True):
    """zitadel.internal_permission.v2.User"""

    id: str = ""
    preferred_login_name: str = ""
    display_name: str = ""
    organization_id: str = ""


class UserDisplayNameFilter(Message, frozen=True):
    """zitadel.internal_permission.v2.UserDisplayNameFilter"""

    display_name: str = ""
    method: int = 0


class UserPreferredLoginNameFilter(Message, frozen=True):
    """zitadel.internal_permission.v2.UserPreferredLoginNameFilter"""

    preferred_login_name: str = ""
    method: int = 0
