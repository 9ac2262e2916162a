"""Messages of zitadel.project.v1, written by `make derived`."""

from __future__ import annotations

from typing import Final, Literal

from mockserver.operations.messages import zitadel_v1
from mockserver.operations.messages.base import Message

PrivateLabelingSetting = Literal[
    "",
    "PRIVATE_LABELING_SETTING_ENFORCE_PROJECT_RESOURCE_OWNER_POLICY",
    "PRIVATE_LABELING_SETTING_ALLOW_LOGIN_USER_RESOURCE_OWNER_POLICY",
]
"""zitadel.project.v1.PrivateLabelingSetting; empty stands for the zero value"""
ProjectGrantState = Literal["", "PROJECT_GRANT_STATE_ACTIVE", "PROJECT_GRANT_STATE_INACTIVE"]
"""zitadel.project.v1.ProjectGrantState; empty stands for the zero value"""
ProjectState = Literal["", "PROJECT_STATE_ACTIVE", "PROJECT_STATE_INACTIVE"]
"""zitadel.project.v1.ProjectState; empty stands for the zero value"""


class PrivateLabelingSettingNumber:
    """zitadel.project.v1.PrivateLabelingSetting"""

    PRIVATE_LABELING_SETTING_UNSPECIFIED: Final = 0
    PRIVATE_LABELING_SETTING_ENFORCE_PROJECT_RESOURCE_OWNER_POLICY: Final = 1
    PRIVATE_LABELING_SETTING_ALLOW_LOGIN_USER_RESOURCE_OWNER_POLICY: Final = 2


class AllProjectGrantQuery(Message, frozen=True):
    """zitadel.project.v1.AllProjectGrantQuery"""

    project_name_query: GrantProjectNameQuery | None = None
    role_key_query: GrantRoleKeyQuery | None = None
    project_id_query: ProjectIDQuery | None = None
    granted_org_id_query: GrantedOrgIDQuery | None = None


class GrantProjectNameQuery(Message, frozen=True):
    """zitadel.project.v1.GrantProjectNameQuery"""

    name: str = ""
    method: int = 0


class GrantRoleKeyQuery(Message, frozen=True):
    """zitadel.project.v1.GrantRoleKeyQuery"""

    role_key: str = ""
    method: int = 0


class GrantedOrgIDQuery(Message, frozen=True):
    """zitadel.project.v1.GrantedOrgIDQuery"""

    granted_org_id: str = ""


class GrantedProject(Message, frozen=True):
    """zitadel.project.v1.GrantedProject"""

    grant_id: str = ""
    granted_org_id: str = ""
    granted_org_name: str = ""
    granted_role_keys: tuple[str, ...] = ()
    state: ProjectGrantState = ""
    project_id: str = ""
    project_name: str = ""
    project_owner_id: str = ""
    project_owner_name: str = ""
    details: zitadel_v1.ObjectDetails | None = None


class Project(Message, frozen=True):
    """zitadel.project.v1.Project"""

    id: str = ""
    details: zitadel_v1.ObjectDetails | None = None
    name: str = ""
    state: ProjectState = ""
    project_role_assertion: bool = False
    project_role_check: bool = False
    has_project_check: bool = False
    private_labeling_setting: PrivateLabelingSetting = ""


class ProjectGrantQuery(Message, frozen=True):
    """zitadel.project.v1.ProjectGrantQuery"""

    project_name_query: GrantProjectNameQuery | None = None
    role_key_query: GrantRoleKeyQuery | None = None


class ProjectIDQuery(Message, frozen=True):
    """zitadel.project.v1.ProjectIDQuery"""

    project_id: str = ""


class ProjectNameQuery(Message, frozen=True):
    """zitadel.project.v1.ProjectNameQuery"""

    name: str = ""
    method: int = 0


class ProjectQuery(Message, frozen=True):
    """zitadel.project.v1.ProjectQuery"""

    name_query: ProjectNameQuery | None = None
    project_resource_owner_query: ProjectResourceOwnerQuery | None = None


class ProjectResourceOwnerQuery(Message, frozen=True):
    """zitadel.project.v1.ProjectResourceOwnerQuery"""

    resource_owner: str = ""


class Role(Message, frozen=True):
    """zitadel.project.v1.Role"""

    key: str = ""
    details: zitadel_v1.ObjectDetails | None = None
    display_name: str = ""
    group: str = ""


class RoleDisplayNameQuery(Message, frozen=True):
    """zitadel.project.v1.RoleDisplayNameQuery"""

    display_name: str = ""
    method: int = 0


class RoleKeyQuery(Message, frozen=True):
    """zitadel.project.v1.RoleKeyQuery"""

    key: str = ""
    method: int = 0


class RoleQuery(Message, frozen=True):
    """zitadel.project.v1.RoleQuery"""

    key_query: RoleKeyQuery | None = None
    display_name_query: RoleDisplayNameQuery | None = None
