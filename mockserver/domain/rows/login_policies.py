"""Login policies: how people log in, in an organisation or in the instance."""

from __future__ import annotations

from dataclasses import dataclass

from mockserver.domain.ids import Nanoseconds
from mockserver.domain.tables import History, Kind, Row


@dataclass(frozen=True, slots=True, kw_only=True)
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
    password_check_lifetime: Nanoseconds = Nanoseconds(0)
    external_login_check_lifetime: Nanoseconds = Nanoseconds(0)
    mfa_init_skip_lifetime: Nanoseconds = Nanoseconds(0)
    second_factor_check_lifetime: Nanoseconds = Nanoseconds(0)
    multi_factor_check_lifetime: Nanoseconds = Nanoseconds(0)
    second_factors: tuple[int, ...] = ()
    multi_factors: tuple[int, ...] = ()
    idps: tuple[str, ...] = ()
    allow_domain_discovery: bool = False
    disable_login_with_email: bool = False
    disable_login_with_phone: bool = False
    force_mfa_local_only: bool = False


LOGIN_POLICIES: Kind[LoginPolicy] = Kind(
    name="login_policies",
    row=LoginPolicy,
    key=lambda policy: policy.owner,
    history=History.ORGANISATION,
    aggregate=lambda policy: policy.owner,
    indexes={"organisation": lambda policy: policy.owner},
    parents={"organisations": "organisation"},
)
"""Those of organisations."""
INSTANCE_LOGIN_POLICIES: Kind[LoginPolicy] = Kind(
    name="instance_login_policies",
    row=LoginPolicy,
    key=lambda policy: policy.owner,
    history=History.INSTANCE,
    aggregate=lambda policy: policy.owner,
)
"""That of the instance, once it differs from the one that instances start with."""
