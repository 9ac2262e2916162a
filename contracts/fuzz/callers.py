"""Who random requests come from, and what each of them may not do."""

from __future__ import annotations

import time

from .api import Api
from .spec import AUTHENTICATED

ADMIN = "admin"
VIEWER = "viewer"
NOBODY = "nobody"
EXPIRED = "expired"
CALLERS = (ADMIN, VIEWER, NOBODY, EXPIRED)
"""The caller with IAM_OWNER, one with ORG_OWNER_VIEWER, one without any role, and one whose token has expired."""

LIFETIME_S = 1.0
EXPIRY_WAIT_S = 5.0
POLL_S = 0.05

VIEWER_PERMISSIONS = (
    "org.read",
    "org.member.read",
    "org.action.read",
    "org.flow.read",
    "user.read",
    "user.global.read",
    "user.feature.read",
    "user.grant.read",
    "user.membership.read",
    "policy.read",
    "project.read",
    "project.role.read",
    "project.member.read",
    "project.app.read",
    "project.grant.read",
    "project.grant.member.read",
)
"""Source: the default role mappings of the real server; recordings/access.jsonl."""

REFUSALS = {
    VIEWER: ("AUTH-5mWD2", "AUTHZ-cdgFk", "AUTH-Bs7Ds"),
    NOBODY: ("AUTHZ-cdgFk", "AUTH-Bs7Ds"),
    EXPIRED: ("AUTH-7fs1e",),
}
"""The error IDs that a caller may see of an operation that is not for him. Source: recordings/access.jsonl."""


def may(caller: str, permission: str) -> bool:
    """Whether a caller may use an operation with this permission; empty where no token is needed."""
    match caller:
        case "admin":
            return True
        case "viewer":
            return permission in ("", AUTHENTICATED, *VIEWER_PERMISSIONS)
        case "nobody":
            return permission in ("", AUTHENTICATED)
    return permission == ""


class Callers:
    """Tokens, made when they are first asked for, for users of one organisation."""

    def __init__(self, api: Api, organisation: str, admin_pat: str, nonce: str) -> None:
        self._api = api
        self._organisation = organisation
        self._nonce = nonce
        self._tokens = {ADMIN: admin_pat}

    def token(self, caller: str) -> str:
        """Raises: CannotFuzz where it cannot be made."""
        if caller not in self._tokens:
            self._tokens[caller] = self._made(caller)
        return self._tokens[caller]

    def name_of(self, token: str) -> str:
        """The caller that a token belongs to, or nothing."""
        return next((caller for caller, known in self._tokens.items() if known == token), "")

    @property
    def known(self) -> dict[str, str]:
        """Callers by the tokens made so far."""
        return {token: caller for caller, token in self._tokens.items()}

    def _made(self, caller: str) -> str:
        user = self._api.add_user(self._organisation, f"fuzz-{caller}-{self._nonce}")
        if caller == VIEWER:
            self._api.add_member(self._organisation, user, "ORG_OWNER_VIEWER")
        token = self._api.add_token(self._organisation, user, LIFETIME_S if caller == EXPIRED else None)
        if caller == EXPIRED:
            self._wait_for_expiry(token)
        return token

    def _wait_for_expiry(self, token: str) -> None:
        # A token that is still accepted after that is found by what it is allowed to do.
        deadline = time.monotonic() + EXPIRY_WAIT_S
        while self._api.accepts(token) and time.monotonic() < deadline:
            time.sleep(POLL_S)
