"""Messages of zitadel.admin.v1, written by `make derived`."""

from __future__ import annotations

from mockserver.operations.messages import zitadel_member_v1, zitadel_org_v1, zitadel_v1
from mockserver.operations.messages.base import Message


class AddIAMMemberRequest(Message, frozen=True):
    """zitadel.admin.v1.AddIAMMemberRequest"""

    user_id: str = ""
    roles: tuple[str, ...] = ()


class AddIAMMemberResponse(Message, frozen=True):
    """zitadel.admin.v1.AddIAMMemberResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class GetDefaultOrgRequest(Message, frozen=True):
    """zitadel.admin.v1.GetDefaultOrgRequest"""


class GetDefaultOrgResponse(Message, frozen=True):
    """zitadel.admin.v1.GetDefaultOrgResponse"""

    org: zitadel_org_v1.Org | None = None


class GetOrgByIDRequest(Message, frozen=True):
    """zitadel.admin.v1.GetOrgByIDRequest"""

    id: str = ""


class GetOrgByIDResponse(Message, frozen=True):
    """zitadel.admin.v1.GetOrgByIDResponse"""

    org: zitadel_org_v1.Org | None = None


class HealthzRequest(Message, frozen=True):
    """zitadel.admin.v1.HealthzRequest"""


class HealthzResponse(Message, frozen=True):
    """zitadel.admin.v1.HealthzResponse"""


class IsOrgUniqueRequest(Message, frozen=True):
    """zitadel.admin.v1.IsOrgUniqueRequest"""

    name: str = ""
    domain: str = ""


class IsOrgUniqueResponse(Message, frozen=True):
    """zitadel.admin.v1.IsOrgUniqueResponse"""

    is_unique: bool = False


class ListIAMMemberRolesRequest(Message, frozen=True):
    """zitadel.admin.v1.ListIAMMemberRolesRequest"""


class ListIAMMemberRolesResponse(Message, frozen=True):
    """zitadel.admin.v1.ListIAMMemberRolesResponse"""

    details: zitadel_v1.ListDetails | None = None
    roles: tuple[str, ...] = ()


class ListIAMMembersRequest(Message, frozen=True):
    """zitadel.admin.v1.ListIAMMembersRequest"""

    query: zitadel_v1.ListQuery | None = None
    queries: tuple[zitadel_member_v1.SearchQuery, ...] = ()
    sorting_column: int = 0


class ListIAMMembersResponse(Message, frozen=True):
    """zitadel.admin.v1.ListIAMMembersResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[zitadel_member_v1.Member, ...] = ()


class ListOrgsRequest(Message, frozen=True):
    """zitadel.admin.v1.ListOrgsRequest"""

    query: zitadel_v1.ListQuery | None = None
    sorting_column: int = 0
    queries: tuple[zitadel_org_v1.OrgQuery, ...] = ()


class ListOrgsResponse(Message, frozen=True):
    """zitadel.admin.v1.ListOrgsResponse"""

    details: zitadel_v1.ListDetails | None = None
    sorting_column: zitadel_org_v1.OrgFieldName = ""
    result: tuple[zitadel_org_v1.Org, ...] = ()


class RemoveIAMMemberRequest(Message, frozen=True):
    """zitadel.admin.v1.RemoveIAMMemberRequest"""

    user_id: str = ""


class RemoveIAMMemberResponse(Message, frozen=True):
    """zitadel.admin.v1.RemoveIAMMemberResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class RemoveOrgRequest(Message, frozen=True):
    """zitadel.admin.v1.RemoveOrgRequest"""

    org_id: str = ""


class RemoveOrgResponse(Message, frozen=True):
    """zitadel.admin.v1.RemoveOrgResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class SetDefaultOrgRequest(Message, frozen=True):
    """zitadel.admin.v1.SetDefaultOrgRequest"""

    org_id: str = ""


class SetDefaultOrgResponse(Message, frozen=True):
    """zitadel.admin.v1.SetDefaultOrgResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class SetUpOrgRequest(Message, frozen=True):
    """zitadel.admin.v1.SetUpOrgRequest"""

    org: SetUpOrgRequestOrg | None = None
    human: SetUpOrgRequestHuman | None = None
    roles: tuple[str, ...] = ()


class SetUpOrgRequestHuman(Message, frozen=True):
    """zitadel.admin.v1.SetUpOrgRequest.Human"""

    user_name: str = ""
    profile: SetUpOrgRequestHumanProfile | None = None
    email: SetUpOrgRequestHumanEmail | None = None
    phone: SetUpOrgRequestHumanPhone | None = None
    password: str = ""


class SetUpOrgRequestHumanEmail(Message, frozen=True):
    """zitadel.admin.v1.SetUpOrgRequest.Human.Email"""

    email: str = ""
    is_email_verified: bool = False


class SetUpOrgRequestHumanPhone(Message, frozen=True):
    """zitadel.admin.v1.SetUpOrgRequest.Human.Phone"""

    phone: str = ""
    is_phone_verified: bool = False


class SetUpOrgRequestHumanProfile(Message, frozen=True):
    """zitadel.admin.v1.SetUpOrgRequest.Human.Profile"""

    first_name: str = ""
    last_name: str = ""
    nick_name: str = ""
    display_name: str = ""
    preferred_language: str = ""
    gender: int = 0


class SetUpOrgRequestOrg(Message, frozen=True):
    """zitadel.admin.v1.SetUpOrgRequest.Org"""

    name: str = ""
    domain: str = ""


class SetUpOrgResponse(Message, frozen=True):
    """zitadel.admin.v1.SetUpOrgResponse"""

    details: zitadel_v1.ObjectDetails | None = None
    org_id: str = ""
    user_id: str = ""


class UpdateIAMMemberRequest(Message, frozen=True):
    """zitadel.admin.v1.UpdateIAMMemberRequest"""

    user_id: str = ""
    roles: tuple[str, ...] = ()


class UpdateIAMMemberResponse(Message, frozen=True):
    """zitadel.admin.v1.UpdateIAMMemberResponse"""

    details: zitadel_v1.ObjectDetails | None = None
