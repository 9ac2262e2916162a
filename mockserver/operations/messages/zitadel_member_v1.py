"""Messages of zitadel.member.v1, written by `make derived`."""

from __future__ import annotations

from typing import Final

from mockserver.operations.messages import zitadel_user_v1, zitadel_v1
from mockserver.operations.messages.base import Message


class MemberFieldColumnNameNumber:
    """zitadel.member.v1.MemberFieldColumnName"""

    MEMBER_FIELD_NAME_UNSPECIFIED: Final = 0
    MEMBER_FIELD_NAME_USER_ID: Final = 1
    MEMBER_FIELD_NAME_CREATION_DATE: Final = 2
    MEMBER_FIELD_NAME_CHANGE_DATE: Final = 3
    MEMBER_FIELD_NAME_USER_RESOURCE_OWNER: Final = 4


class EmailQuery(Message, frozen=True):
    """zitadel.member.v1.EmailQuery"""

    email: str = ""
    method: int = 0


class FirstNameQuery(Message, frozen=True):
    """zitadel.member.v1.FirstNameQuery"""

    first_name: str = ""
    method: int = 0


class LastNameQuery(Message, frozen=True):
    """zitadel.member.v1.LastNameQuery"""

    last_name: str = ""
    method: int = 0


class Member(Message, frozen=True):
    """zitadel.member.v1.Member"""

    user_id: str = ""
    details: zitadel_v1.ObjectDetails | None = None
    roles: tuple[str, ...] = ()
    preferred_login_name: str = ""
    email: str = ""
    first_name: str = ""
    last_name: str = ""
    display_name: str = ""
    avatar_url: str = ""
    user_type: zitadel_user_v1.Type = ""
    user_resource_owner: str = ""


class SearchQuery(Message, frozen=True):
    """zitadel.member.v1.SearchQuery"""

    first_name_query: FirstNameQuery | None = None
    last_name_query: LastNameQuery | None = None
    email_query: EmailQuery | None = None
    user_id_query: UserIDQuery | None = None


class UserIDQuery(Message, frozen=True):
    """zitadel.member.v1.UserIDQuery"""

    user_id: str = ""
