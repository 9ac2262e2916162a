"""Users with tokens, as a test needs them."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from mockserver.access import keys
from mockserver.access.roles import role_permissions
from mockserver.domain import members, users
from mockserver.domain.events import Event
from mockserver.domain.ids import Instant, OrganisationId, TokenId, UserId
from mockserver.domain.rows.users import Token
from mockserver.store.instance import Instance

DEFAULT_ROLES = ("ORG_OWNER",)


class Kind(StrEnum):
    """What is the matter with a token."""

    VALID = "valid"
    EXPIRED = "expired"
    """It was valid until a moment ago."""
    REVOKED = "revoked"
    """Its user had it and has it no longer."""
    FOREIGN = "foreign"
    """It is of another instance: this one never saw it."""


class Issued(msgspec.Struct, frozen=True):
    """A token with its user; a foreign one has none here."""

    token: str
    expires: Instant
    user: UserId | None = None
    user_name: str = ""


def issue(
    instance: Instance, kind: Kind, organisation: OrganisationId, roles: list[str], lifetime_us: int | None
) -> Issued:
    """A token of a new machine user of an organisation that exists.

    Args:
        roles: of the instance where they start with `IAM`, else of the organisation.
        lifetime_us: None: for ever.

    The roles must be ones that can stand together (`unusable_role`).
    """
    secret = keys.new_token()
    now = instance.clock.now()
    expires = users.NEVER if lifetime_us is None else Instant(now + lifetime_us)
    if kind is Kind.EXPIRED:
        expires = Instant(now - 1_000_000)
    if kind is Kind.FOREIGN:
        return Issued(secret, expires)
    user, token = UserId(instance.ids.next()), TokenId(instance.ids.next())
    name = f"mock-{user}"
    instance.append(
        users.add_machine(
            instance.state,
            organisation,
            user,
            user_name=name,
            name=name,
            description="Made by the control API",
            access_token_type=0,
        )
    )
    row = Token(id=token, secret=secret, user=user, expires=expires)
    events: list[Event] = [*_memberships(instance, organisation, user, roles), users.token_added(row)]
    if kind is Kind.REVOKED:
        events.append(users.token_removed(row))
    instance.append_all(events)
    return Issued(secret, expires, user, name)


def _memberships(instance: Instance, organisation: OrganisationId, user: UserId, roles: list[str]) -> list[Event]:
    state = instance.state
    in_instance = [role for role in roles if role.startswith("IAM")]
    in_organisation = [role for role in roles if not role.startswith("IAM")]
    events: list[Event] = []
    if in_instance:
        events.append(members.add_instance_member(state, user, in_instance, role_permissions()))
    if in_organisation:
        events.append(members.add_member(state, organisation, user, in_organisation, role_permissions()))
    return events


def unusable_role(roles: list[str]) -> str | None:
    """The first role that there is not, or that cannot stand beside the others of its place; None where all can."""
    in_organisation = [role for role in roles if not role.startswith("IAM")]
    prefix = "ORG" if not in_organisation or in_organisation[0].startswith("ORG") else "SELF_MANAGEMENT_GLOBAL"
    for role in roles:
        if role not in role_permissions() or not role.startswith(("IAM", prefix)):
            return role
    return None
