"""Which role gives which permissions."""

from __future__ import annotations

import pytest

from mockserver.access.roles import permissions_of, role_permissions
from mockserver.spec.description import description

OWNER = {
    "org.read", "org.write", "org.delete", "org.member.write", "org.action.read", "org.action.write",
    "org.action.delete", "org.flow.read", "org.flow.write", "org.flow.delete", "org.global.read", "user.read",
    "user.write", "user.credential.write",
}  # fmt: skip
VIEWER = {"org.read", "org.action.read", "org.flow.read", "user.read"}
INSTANCE = {"org.create", "iam.read", "iam.write", "iam.member.write"}

GROUPS_READ = ("group.read", "group.user.read")
GROUPS = (
    "group.create", "group.write", "group.read", "group.delete",
    "group.user.write", "group.user.read", "group.user.delete",
)  # fmt: skip

TABLE = {
    "IAM_OWNER": OWNER | INSTANCE,
    "IAM_ORG_MANAGER": OWNER | {"org.create"},
    "ORG_OWNER": OWNER,
    "IAM_OWNER_VIEWER": VIEWER | {"iam.read"},
    "ORG_OWNER_VIEWER": VIEWER,
    "IAM_USER_MANAGER": {"org.read", "org.global.read", "user.read", "user.write"},
    "ORG_USER_MANAGER": {"org.read", "user.read", "user.write"},
    "ORG_SETTINGS_MANAGER": {"org.read", "org.write"},
    "SELF_MANAGEMENT_GLOBAL": {"org.create"},
}
"""Of each role, which of the permissions in `OWNER` and `INSTANCE` it gives."""


@pytest.mark.parametrize("permission", sorted(OWNER | INSTANCE))
@pytest.mark.parametrize("role", TABLE)
def test_roles_and_permissions(role: str, permission: str) -> None:
    """A role gives a permission exactly where the table says so."""
    assert (permission in permissions_of((role,))) == (permission in TABLE[role])


def test_roles_add_up() -> None:
    """Several roles give what each of them gives; no role gives nothing."""
    one, other = ("ORG_SETTINGS_MANAGER",), ("SELF_MANAGEMENT_GLOBAL",)

    assert permissions_of(one + other) == permissions_of(one) | permissions_of(other)
    assert permissions_of(()) == frozenset()


def test_each_permission_of_the_spec_is_given_by_some_role() -> None:
    """No operation asks for a permission that nobody can have."""
    asked = {
        operation["x-permission"]
        for operations in description()["paths"].values()
        for operation in operations.values()
        if "x-permission" in operation
    }

    assert asked - {"authenticated"} <= permissions_of(tuple(role_permissions()))


@pytest.mark.parametrize(
    ("role", "groups"),
    [
        ("IAM_OWNER", GROUPS),
        ("IAM_ORG_MANAGER", GROUPS),
        ("ORG_OWNER", GROUPS),
        ("IAM_OWNER_VIEWER", GROUPS_READ),
        ("IAM_USER_MANAGER", GROUPS_READ),
        ("IAM_LOGIN_CLIENT", GROUPS_READ),
        ("ORG_USER_MANAGER", GROUPS_READ),
        ("ORG_OWNER_VIEWER", GROUPS_READ),
        ("ORG_USER_PERMISSION_EDITOR", GROUPS_READ),
        ("ORG_PROJECT_PERMISSION_EDITOR", ()),
        ("ORG_SETTINGS_MANAGER", ()),
        ("ORG_USER_SELF_MANAGER", ()),
        ("ORG_END_USER_IMPERSONATOR", ()),
        ("IAM_ADMIN_IMPERSONATOR", ()),
    ],
)
def test_permissions_on_groups_come_last(role: str, groups: tuple[str, ...]) -> None:
    """As recorded of each role (recordings/edges-callers-*.jsonl)."""
    permissions = role_permissions()[role]

    assert permissions[len(permissions) - len(groups) :] == groups
    assert sum(permission.startswith("group.") for permission in permissions) == len(groups)


@pytest.mark.parametrize("role", sorted(role_permissions()))
def test_a_role_names_each_permission_once(role: str) -> None:
    """No role repeats a permission, and each role is of an organisation, the instance, or oneself."""
    permissions = role_permissions()[role]

    assert len(permissions) == len(set(permissions))
    assert role.startswith(("IAM_", "ORG_", "PROJECT_", "SELF_MANAGEMENT_GLOBAL"))
