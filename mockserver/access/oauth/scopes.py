"""What a client may ask for in `scope`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

OPENID = "openid"
PROFILE = "profile"
EMAIL = "email"
PHONE = "phone"
OFFLINE_ACCESS = "offline_access"
SUPPORTED = (OPENID, PROFILE, EMAIL, PHONE, "address", OFFLINE_ACCESS)
RESOURCE_OWNER = "urn:zitadel:iam:user:resourceowner"
USER_METADATA = "urn:zitadel:iam:user:metadata"
ORGANISATION_PREFIX = "urn:zitadel:iam:org:id:"
DOMAIN_PREFIX = "urn:zitadel:iam:org:domain:primary:"
PROJECT_PREFIX = "urn:zitadel:iam:org:project:id:"
ROLE_PREFIX = "urn:zitadel:iam:org:project:role:"
PROJECTS_ROLES = "urn:zitadel:iam:org:projects:roles"
ROLE_ORGANISATION_PREFIX = "urn:zitadel:iam:org:roles:id:"
"""Only roles that an organisation gave."""
API_AUDIENCE = "urn:zitadel:iam:org:project:id:zitadel:aud"
"""Without it the API refuses the token (AUTH-7fs1e)."""
OF_PERSONAL_ACCESS_TOKENS = (OPENID, PROFILE, USER_METADATA, RESOURCE_OWNER)
"""What a personal access token stands for, which nobody asked scopes for. Source: recordings/id-machines.jsonl."""

_PROJECT_SUFFIX = ":aud"


def space_separated(text: str) -> tuple[str, ...]:
    """The scopes (or other words) of a parameter, each once, in order."""
    return tuple(dict.fromkeys(scope for scope in text.split(" ") if scope))


def after(prefix: str, scopes: Iterable[str]) -> list[str]:
    """What stands behind a prefix in the scopes that have it."""
    return [scope.removeprefix(prefix) for scope in scopes if scope.startswith(prefix)]


def projects_of(scopes: Iterable[str], zitadel_project: str) -> list[str]:
    """The projects that scopes want a token to be for.

    Args:
        zitadel_project: id of the project that the scopes call `zitadel`.
    """
    named = [
        text.removesuffix(_PROJECT_SUFFIX) for text in after(PROJECT_PREFIX, scopes) if text.endswith(_PROJECT_SUFFIX)
    ]
    return [zitadel_project if project == "zitadel" else project for project in named]


def audience_of(client: str, scopes: Sequence[str], zitadel_project: str) -> list[str]:
    """Whom a token is for: the projects that its scopes name, and the client."""
    return list(dict.fromkeys([*projects_of(scopes, zitadel_project), client]))
