"""What a client may ask for in `scope`."""

from __future__ import annotations

from collections.abc import Sequence

OPENID = "openid"
PROFILE = "profile"
OFFLINE_ACCESS = "offline_access"
SUPPORTED = (OPENID, PROFILE, "email", "phone", "address", OFFLINE_ACCESS)
RESOURCE_OWNER = "urn:zitadel:iam:user:resourceowner"
ORGANISATION_PREFIX = "urn:zitadel:iam:org:id:"
API_AUDIENCE = "urn:zitadel:iam:org:project:id:zitadel:aud"
"""Without it the API refuses the token (AUTH-7fs1e)."""
OF_PERSONAL_ACCESS_TOKENS = (OPENID, PROFILE, "urn:zitadel:iam:user:metadata", RESOURCE_OWNER)
"""What a personal access token stands for, which nobody asked scopes for."""

_PROJECT_PREFIX = "urn:zitadel:iam:org:project:id:"
_PROJECT_SUFFIX = ":aud"


def space_separated(text: str) -> tuple[str, ...]:
    """The scopes (or other words) of a parameter, each once, in order."""
    return tuple(dict.fromkeys(scope for scope in text.split(" ") if scope))


def audience_of(client: str, scopes: Sequence[str], zitadel_project: str) -> list[str]:
    """Whom a token is for: the projects that its scopes name, and the client.

    Args:
        zitadel_project: id of the project that the scopes call `zitadel`.
    """
    projects = [
        scope.removeprefix(_PROJECT_PREFIX).removesuffix(_PROJECT_SUFFIX)
        for scope in scopes
        if scope.startswith(_PROJECT_PREFIX) and scope.endswith(_PROJECT_SUFFIX)
    ]
    named = [zitadel_project if project == "zitadel" else project for project in projects]
    return list(dict.fromkeys([*named, client]))
