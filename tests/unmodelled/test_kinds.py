"""The table of kinds."""

from __future__ import annotations

from collections import Counter

import pytest

from mockserver.surface.library import surface
from mockserver.surface.offered import packages
from mockserver.unmodelled.fabricated.deriving import served_kinds
from mockserver.unmodelled.fabricated.kinds import OWN, Action, Shape
from mockserver.unmodelled.fabricated.names import said

MANAGEMENT = "zitadel.management.v1.ManagementService"


def test_counts() -> None:
    """Every method that callers can reach has its row; how many there are of each is known."""
    table = served_kinds()
    methods = sum(
        len(service.methods)
        for package in packages(surface())
        for service in surface().package(package).services.values()
    )

    print(Counter(row.action.value for row in table.rows.values()))

    assert len(table.rows) == methods == 872
    assert Counter(kind.shape for kind in table.kinds.values()) == {Shape.COLLECTION: 82, Shape.SETTING: 40}
    assert Counter(row.action for row in table.rows.values())[Action.ACT] < methods / 10
    assert all(row.kind in table.kinds for row in table.rows.values() if row.kind)


@pytest.mark.parametrize(
    ("method", "action", "kind", "address"),
    [
        ("AddProject", Action.ADD, "Project", {}),
        ("GetProjectByID", Action.GET, "Project", {"id": OWN}),
        ("AddOIDCApp", Action.ADD, "App", {"projectId": "project"}),
        ("UpdateOIDCAppConfig", Action.CHANGE, "App", {"projectId": "project", "appId": OWN}),
        ("RemoveProjectRole", Action.REMOVE, "ProjectRole", {"projectId": "project", "roleKey": OWN}),
        ("AddProjectMember", Action.ADD, "ProjectMember", {"projectId": "project", "userId": "user"}),
        ("SetUserMetadata", Action.PUT, "UserMetadata", {"id": "user", "key": OWN}),
        ("BulkRemoveUserMetadata", Action.REMOVE, "UserMetadata", {"id": "user"}),
        ("AddIDPToLoginPolicy", Action.ADD, "LoginPolicyIdp", {"idpId": OWN}),
        ("UpdateCustomLoginPolicy", Action.CHANGE, "LoginPolicy", {}),
        ("ResetLoginPolicyToDefault", Action.RESET, "LoginPolicy", {}),
        ("GetDefaultLoginPolicy", Action.GET, "LoginPolicy", {}),
        ("SetCustomInitMessageText", Action.PUT, "InitMessageText", {"language": "language"}),
        ("UpdateHumanEmail", Action.CHANGE, "User", {"userId": OWN}),
        ("LockUser", Action.SWITCH, "User", {"id": OWN}),
        ("IsUserUnique", Action.UNIQUE, "User", {}),
    ],
)
def test_rows(method: str, action: Action, kind: str, address: dict[str, str]) -> None:
    """What a method does, to what, and how its request names that."""
    row = served_kinds().rows[f"{MANAGEMENT}/{method}"]

    assert (row.action, row.kind, dict(row.address)) == (action, kind, address)


def test_versions_share_kinds() -> None:
    """What v1 adds v2 finds, where both tell things apart in the same way."""
    rows = served_kinds().rows

    for one, other in (
        ("AddProject", "zitadel.project.v2.ProjectService/GetProject"),
        ("AddProjectRole", "zitadel.project.v2.ProjectService/ListProjectRoles"),
        ("AddOIDCApp", "zitadel.application.v2.ApplicationService/GetApplication"),
        ("AddHumanUser", "zitadel.user.v2.UserService/GetUserByID"),
        ("AddCustomLoginPolicy", "zitadel.settings.v2.SettingsService/GetLoginSettings"),
        ("AddGoogleProvider", "zitadel.idp.v2.IdentityProviderService/GetIDPByID"),
    ):
        assert rows[f"{MANAGEMENT}/{one}"].kind == rows[other].kind


@pytest.mark.parametrize(
    ("name", "verb", "noun"),
    [
        ("GetPersonalAccessTokenByIDs", "get", ("personal", "access", "token")),
        ("RemoveUsersFromGroup", "remove", ("group", "user")),
        ("ResetCustomDomainClaimedMessageTextToDefault", "reset", ("domain", "claimed", "message", "text")),
        ("UpdateOrgIDPOIDCConfig", "update", ("org", "idp", "oidc", "config")),
        ("ListIDPs", "list", ("idp",)),
        ("RegisterU2F", "register", ("u2f",)),
    ],
)
def test_names(name: str, verb: str, noun: tuple[str, ...]) -> None:
    """Verb and noun of a method's name."""
    assert said(name, {})[:2] == (verb, noun)


def test_corrections_name_what_there_is() -> None:
    """What is corrected by hand is in the surface, so that a new version leaves nothing behind."""
    table = served_kinds()

    for rpc in (*table.corrections.about, *table.corrections.actions):
        assert rpc in table.rows
    for name in (*table.corrections.same.values(), *table.corrections.about.values(), *table.corrections.keys):
        assert name in table.kinds
    for name in table.corrections.refers.values():
        assert name in table.kinds
