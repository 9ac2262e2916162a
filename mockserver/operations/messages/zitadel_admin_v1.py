"""Messages of zitadel.admin.v1, written by `make derived`."""

from __future__ import annotations

from mockserver.operations.messages import zitadel_org_v1, zitadel_v1
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


class RemoveOrgRequest(Message, frozen=True):
    """zitadel.admin.v1.RemoveOrgRequest"""

    org_id: str = ""


class RemoveOrgResponse(Message, frozen=True):
    """zitadel.admin.v1.RemoveOrgResponse"""

    details: zitadel_v1.ObjectDetails | None = None
