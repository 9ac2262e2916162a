"""Login policies: how people log in, in an organisation or in the instance."""

from __future__ import annotations

from typing import Final

from mockserver.domain.ids import Nanoseconds
from mockserver.domain.tables import History, Kind, Row, Stamp
from mockserver.domain.values import replaced, value

NO_TIME: Final = Nanoseconds(0)


@value
class LoginPolicy(Row):
    """How people log in. The fields are called as those of zitadel.policy.v1.LoginPolicy.

    Attributes:
        owner: the organisation that it is of, or the instance.
        passwordless_type: number of zitadel.policy.v1.PasswordlessType.
        second_factors: numbers of zitadel.policy.v1.SecondFactorType.
        multi_factors: numbers of zitadel.policy.v1.MultiFactorType.
        idps: ids of the identity providers that people can log in with, in the order in which they were added.
    """

    owner: str
    allow_username_password: bool
    allow_register: bool
    allow_external_idp: bool
    force_mfa: bool = False
    passwordless_type: int = 0
    hide_password_reset: bool = False
    ignore_unknown_usernames: bool = False
    default_redirect_uri: str = ""
    password_check_lifetime: Nanoseconds = NO_TIME
    external_login_check_lifetime: Nanoseconds = NO_TIME
    mfa_init_skip_lifetime: Nanoseconds = NO_TIME
    second_factor_check_lifetime: Nanoseconds = NO_TIME
    multi_factor_check_lifetime: Nanoseconds = NO_TIME
    second_factors: tuple[int, ...] = ()
    multi_factors: tuple[int, ...] = ()
    idps: tuple[str, ...] = ()
    allow_domain_discovery: bool = False
    disable_login_with_email: bool = False
    disable_login_with_phone: bool = False
    force_mfa_local_only: bool = False


def _stamped(before: LoginPolicy | None, after: LoginPolicy, event: str, stamp: Stamp) -> LoginPolicy:
    """A policy with the place that reads tell of it: they pass over its providers (the real server's source)."""
    if before is None:
        return replaced(after, sequence=stamp.sequence, created=stamp.at, changed=stamp.at)
    if ".idpprovider." in event:
        return replaced(after, sequence=before.sequence, created=before.created, changed=before.changed)
    return replaced(after, sequence=stamp.sequence, created=before.created, changed=stamp.at)


LOGIN_POLICIES: Kind[LoginPolicy] = Kind(
    name="login_policies",
    row=LoginPolicy,
    key=lambda policy: policy.owner,
    history=History.ORGANISATION,
    aggregate=lambda policy: policy.owner,
    indexes={"owner": lambda policy: policy.owner},
    parents={"organisations": "owner"},
    stamped=_stamped,
)
"""Those of organisations."""
INSTANCE_LOGIN_POLICIES: Kind[LoginPolicy] = Kind(
    name="instance_login_policies",
    row=LoginPolicy,
    key=lambda policy: policy.owner,
    history=History.INSTANCE,
    aggregate=lambda policy: policy.owner,
    stamped=_stamped,
)
"""That of the instance, once it differs from the one that instances start with."""
