"""Messages of zitadel.project.v2, written by `make derived`."""

from __future__ import annotations

from typing import Final, Literal

from mockserver.operations.messages import zitadel_filter_v2
from mockserver.operations.messages.base import Message
from mockserver.spec.wellknown import Timestamp

GrantedProjectState = Literal["", "GRANTED_PROJECT_STATE_ACTIVE", "GRANTED_PROJECT_STATE_INACTIVE"]
"""zitadel.project.v2.GrantedProjectState; empty stands for the zero value"""
PrivateLabelingSetting = Literal[
    "",
    "PRIVATE_LABELING_SETTING_ENFORCE_PROJECT_RESOURCE_OWNER_POLICY",
    "PRIVATE_LABELING_SETTING_ALLOW_LOGIN_USER_RESOURCE_OWNER_POLICY",
]
"""zitadel.project.v2.PrivateLabelingSetting; empty stands for the zero value"""
ProjectGrantState = Literal["", "PROJECT_GRANT_STATE_ACTIVE", "PROJECT_GRANT_STATE_INACTIVE"]
"""zitadel.project.v2.ProjectGrantState; empty stands for the zero value"""
ProjectState = Literal["", "PROJECT_STATE_ACTIVE", "PROJECT_STATE_INACTIVE"]
"""zitadel.project.v2.ProjectState; empty stands for the zero value"""


class PrivateLabelingSettingNumber:
    """zitadel.project.v2.PrivateLabelingSetting"""

    PRIVATE_LABELING_SETTING_UNSPECIFIED: Final = 0
    PRIVATE_LABELING_SETTING_ENFORCE_PROJECT_RESOURCE_OWNER_POLICY: Final = 1
    PRIVATE_LABELING_SETTING_ALLOW_LOGIN_USER_RESOURCE_OWNER_POLICY: Final = 2


class ProjectFieldNameNumber:
    """zitadel.project.v2.ProjectFieldName"""

    PROJECT_FIELD_NAME_UNSPECIFIED: Final = 0
    PROJECT_FIELD_NAME_ID: Final = 1
    PROJECT_FIELD_NAME_CREATION_DATE: Final = 2
    PROJECT_FIELD_NAME_CHANGE_DATE: Final = 3
    PROJECT_FIELD_NAME_NAME: Final = 4


class ProjectGrantFieldNameNumber:
    """zitadel.project.v2.ProjectGrantFieldName"""

    PROJECT_GRANT_FIELD_NAME_UNSPECIFIED: Final = 0
    PROJECT_GRANT_FIELD_NAME_PROJECT_ID: Final = 1
    PROJECT_GRANT_FIELD_NAME_CREATION_DATE: Final = 2
    PROJECT_GRANT_FIELD_NAME_CHANGE_DATE: Final = 3


class ProjectOrganizationIDFilterTypeNumber:
    """zitadel.project.v2.ProjectOrganizationIDFilter.Type"""

    TYPE_UNSPECIFIED: Final = 0
    OWNED: Final = 1
    GRANTED: Final = 2
    OWNED_OR_GRANTED: Final = 3


class ProjectRoleFieldNameNumber:
    """zitadel.project.v2.ProjectRoleFieldName"""

    PROJECT_ROLE_FIELD_NAME_UNSPECIFIED: Final = 0
    PROJECT_ROLE_FIELD_NAME_KEY: Final = 1
    PROJECT_ROLE_FIELD_NAME_CREATION_DATE: Final = 2
    PROJECT_ROLE_FIELD_NAME_CHANGE_DATE: Final = 3


class ActivateProjectGrantRequest(Message, frozen=True):
    """zitadel.project.v2.ActivateProjectGrantRequest"""

    project_id: str = ""
    granted_organization_id: str = ""


class ActivateProjectGrantResponse(Message, frozen=True):
    """zitadel.project.v2.ActivateProjectGrantResponse"""

    change_date: Timestamp = Timestamp("")


class ActivateProjectRequest(Message, frozen=True):
    """zitadel.project.v2.ActivateProjectRequest"""

    project_id: str = ""


class ActivateProjectResponse(Message, frozen=True):
    """zitadel.project.v2.ActivateProjectResponse"""

    change_date: Timestamp = Timestamp("")


class AddProjectRoleRequest(Message, frozen=True):
    """zitadel.project.v2.AddProjectRoleRequest"""

    project_id: str = ""
    role_key: str = ""
    display_name: str = ""
    group: str | None = None


class AddProjectRoleResponse(Message, frozen=True):
    """zitadel.project.v2.AddProjectRoleResponse"""

    creation_date: Timestamp = Timestamp("")


class CreateProjectGrantRequest(Message, frozen=True):
    """zitadel.project.v2.CreateProjectGrantRequest"""

    project_id: str = ""
    granted_organization_id: str = ""
    role_keys: tuple[str, ...] = ()


class CreateProjectGrantResponse(Message, frozen=True):
    """zitadel.project.v2.CreateProjectGrantResponse"""

    creation_date: Timestamp = Timestamp("")


class CreateProjectRequest(Message, frozen=True):
    """zitadel.project.v2.CreateProjectRequest"""

    organization_id: str = ""
    project_id: str | None = None
    name: str = ""
    project_role_assertion: bool = False
    authorization_required: bool = False
    project_access_required: bool = False
    private_labeling_setting: int = 0


class CreateProjectResponse(Message, frozen=True):
    """zitadel.project.v2.CreateProjectResponse"""

    project_id: str = ""
    creation_date: Timestamp = Timestamp("")


class DeactivateProjectGrantRequest(Message, frozen=True):
    """zitadel.project.v2.DeactivateProjectGrantRequest"""

    project_id: str = ""
    granted_organization_id: str = ""


class DeactivateProjectGrantResponse(Message, frozen=True):
    """zitadel.project.v2.DeactivateProjectGrantResponse"""

    change_date: Timestamp = Timestamp("")


class DeactivateProjectRequest(Message, frozen=True):
    """zitadel.project.v2.DeactivateProjectRequest"""

    project_id: str = ""


class DeactivateProjectResponse(Message, frozen=True):
    """zitadel.project.v2.DeactivateProjectResponse"""

    change_date: Timestamp = Timestamp("")


class DeleteProjectGrantRequest(Message, frozen=True):
    """zitadel.project.v2.DeleteProjectGrantRequest"""

    project_id: str = ""
    granted_organization_id: str = ""


class DeleteProjectGrantResponse(Message, frozen=True):
    """zitadel.project.v2.DeleteProjectGrantResponse"""

    deletion_date: Timestamp = Timestamp("")


class DeleteProjectRequest(Message, frozen=True):
    """zitadel.project.v2.DeleteProjectRequest"""

    project_id: str = ""


class DeleteProjectResponse(Message, frozen=True):
    """zitadel.project.v2.DeleteProjectResponse"""

    deletion_date: Timestamp = Timestamp("")


class GetProjectRequest(Message, frozen=True):
    """zitadel.project.v2.GetProjectRequest"""

    project_id: str = ""


class GetProjectResponse(Message, frozen=True):
    """zitadel.project.v2.GetProjectResponse"""

    project: Project | None = None


class ListProjectGrantsRequest(Message, frozen=True):
    """zitadel.project.v2.ListProjectGrantsRequest"""

    pagination: zitadel_filter_v2.PaginationRequest | None = None
    sorting_column: int | None = None
    filters: tuple[ProjectGrantSearchFilter, ...] = ()


class ListProjectGrantsResponse(Message, frozen=True):
    """zitadel.project.v2.ListProjectGrantsResponse"""

    pagination: zitadel_filter_v2.PaginationResponse | None = None
    project_grants: tuple[ProjectGrant, ...] = ()


class ListProjectRolesRequest(Message, frozen=True):
    """zitadel.project.v2.ListProjectRolesRequest"""

    project_id: str = ""
    pagination: zitadel_filter_v2.PaginationRequest | None = None
    sorting_column: int | None = None
    filters: tuple[ProjectRoleSearchFilter, ...] = ()


class ListProjectRolesResponse(Message, frozen=True):
    """zitadel.project.v2.ListProjectRolesResponse"""

    pagination: zitadel_filter_v2.PaginationResponse | None = None
    project_roles: tuple[ProjectRole, ...] = ()


class ListProjectsRequest(Message, frozen=True):
    """zitadel.project.v2.ListProjectsRequest"""

    pagination: zitadel_filter_v2.PaginationRequest | None = None
    sorting_column: int | None = None
    filters: tuple[ProjectSearchFilter, ...] = ()


class ListProjectsResponse(Message, frozen=True):
    """zitadel.project.v2.ListProjectsResponse"""

    pagination: zitadel_filter_v2.PaginationResponse | None = None
    projects: tuple[Project, ...] = ()


class Project(Message, frozen=True):
    """zitadel.project.v2.Project"""

    project_id: str = ""
    organization_id: str = ""
    creation_date: Timestamp = Timestamp("")
    change_date: Timestamp = Timestamp("")
    name: str = ""
    state: ProjectState = ""
    project_role_assertion: bool = False
    authorization_required: bool = False
    project_access_required: bool = False
    private_labeling_setting: PrivateLabelingSetting = ""
    granted_organization_id: str | None = None
    granted_organization_name: str | None = None
    granted_state: GrantedProjectState = ""


class ProjectGrant(Message, frozen=True):
    """zitadel.project.v2.ProjectGrant"""

    organization_id: str = ""
    creation_date: Timestamp = Timestamp("")
    change_date: Timestamp = Timestamp("")
    granted_organization_id: str = ""
    granted_organization_name: str = ""
    granted_role_keys: tuple[str, ...] = ()
    project_id: str = ""
    project_name: str = ""
    state: ProjectGrantState = ""


class ProjectGrantSearchFilter(Message, frozen=True):
    """zitadel.project.v2.ProjectGrantSearchFilter"""

    project_name_filter: ProjectNameFilter | None = None
    role_key_filter: ProjectRoleKeyFilter | None = None
    in_project_ids_filter: zitadel_filter_v2.InIDsFilter | None = None
    organization_id_filter: zitadel_filter_v2.IDFilter | None = None
    granted_organization_id_filter: zitadel_filter_v2.IDFilter | None = None


class ProjectNameFilter(Message, frozen=True):
    """zitadel.project.v2.ProjectNameFilter"""

    project_name: str = ""
    method: int = 0


class ProjectOrganizationIDFilter(Message, frozen=True):
    """zitadel.project.v2.ProjectOrganizationIDFilter"""

    organization_id: str = ""
    type: int = 0


class ProjectRole(Message, frozen=True):
    """zitadel.project.v2.ProjectRole"""

    project_id: str = ""
    key: str = ""
    creation_date: Timestamp = Timestamp("")
    change_date: Timestamp = Timestamp("")
    display_name: str = ""
    group: str = ""


class ProjectRoleDisplayNameFilter(Message, frozen=True):
    """zitadel.project.v2.ProjectRoleDisplayNameFilter"""

    display_name: str = ""
    method: int = 0


class ProjectRoleKeyFilter(Message, frozen=True):
    """zitadel.project.v2.ProjectRoleKeyFilter"""

    key: str = ""
    method: int = 0


class ProjectRoleSearchFilter(Message, frozen=True):
    """zitadel.project.v2.ProjectRoleSearchFilter"""

    role_key_filter: ProjectRoleKeyFilter | None = None
    display_name_filter: ProjectRoleDisplayNameFilter | None = None


class ProjectSearchFilter(Message, frozen=True):
    """zitadel.project.v2.ProjectSearchFilter"""

    project_name_filter: ProjectNameFilter | None = None
    in_project_ids_filter: zitadel_filter_v2.InIDsFilter | None = None
    organization_id_filter: ProjectOrganizationIDFilter | None = None


class RemoveProjectRoleRequest(Message, frozen=True):
    """zitadel.project.v2.RemoveProjectRoleRequest"""

    project_id: str = ""
    role_key: str = ""


class RemoveProjectRoleResponse(Message, frozen=True):
    """zitadel.project.v2.RemoveProjectRoleResponse"""

    removal_date: Timestamp = Timestamp("")


class UpdateProjectGrantRequest(Message, frozen=True):
    """zitadel.project.v2.UpdateProjectGrantRequest"""

    project_id: str = ""
    granted_organization_id: str = ""
    role_keys: tuple[str, ...] = ()


class UpdateProjectGrantResponse(Message, frozen=True):
    """zitadel.project.v2.UpdateProjectGrantResponse"""

    change_date: Timestamp = Timestamp("")


class UpdateProjectRequest(Message, frozen=True):
    """zitadel.project.v2.UpdateProjectRequest"""

    project_id: str = ""
    name: str | None = None
    project_role_assertion: bool | None = None
    authorization_required: bool | None = None
    project_access_required: bool | None = None
    private_labeling_setting: int | None = None


class UpdateProjectResponse(Message, frozen=True):
    """zitadel.project.v2.UpdateProjectResponse"""

    change_date: Timestamp = Timestamp("")


class UpdateProjectRoleRequest(Message, frozen=True):
    """zitadel.project.v2.UpdateProjectRoleRequest"""

    project_id: str = ""
    role_key: str = ""
    display_name: str | None = None
    group: str | None = None


class UpdateProjectRoleResponse(Message, frozen=True):
    """zitadel.project.v2.UpdateProjectRoleResponse"""

    change_date: Timestamp = Timestamp("")
