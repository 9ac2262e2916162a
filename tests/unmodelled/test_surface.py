"""Which method a path means."""

from __future__ import annotations

import pytest
from mockserver.unmodelled.surface import surface


@pytest.mark.parametrize(
    ("method", "path", "name", "fields"),
    [
        ("GET", "/management/v1/users/machine", "GetUserByID", {"id": "machine"}),
        ("GET", "/management/v1/users/_is_unique", "IsUserUnique", {}),
        ("GET", "/management/v1/users/", "GetUserByID", {"id": ""}),
        ("DELETE", "/management/v1/users/7/pats/", "RemovePersonalAccessToken", {"user_id": "7", "token_id": ""}),
        ("DELETE", "/management/v1/projects/1/roles/a/b", "RemoveProjectRole", {"project_id": "1", "role_key": "a/b"}),
        ("DELETE", "/management/v1/projects/1/roles/", "RemoveProjectRole", {"project_id": "1", "role_key": ""}),
        ("GET", "/admin/v1/text/default/message/passwordreset/de", "GetDefaultPasswordResetMessageText",
         {"language": "de"}),
        ("POST", "/v2/users/human", "AddHumanUser", {}),
        ("GET", "/v2/users/7", "GetUserByID", {"user_id": "7"}),
    ],
)  # fmt: skip
def test_paths(method: str, path: str, name: str, fields: dict[str, str]) -> None:
    """Literal segments win over fields, the last field may be empty, and some take the rest of a path."""
    found = surface().find(method, path)

    assert found is not None
    assert (found.binding.rpc.rpartition("/")[2], found.fields) == (name, fields)


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("/management/v1/users/7", True),
        ("/management/v1/users/7/", False),
        ("/management/v1/users", False),
        ("/management/v1/users//pats/7", False),
        ("/management/v1/nope", False),
        ("/management/v1/projects/1/roles", True),
        ("/nope", False),
    ],
)
def test_known_paths(path: str, known: bool) -> None:
    """A path is known by any method; a slash too many and an empty field in the middle make another one of it."""
    assert surface().find("PATCH", path) is None
    assert surface().knows(path) is known


def test_methods_without_a_path() -> None:
    """What only gRPC reaches is known by name."""
    row = surface().rpc("zitadel.project.v2.ProjectService/CreateProject")

    assert row is not None
    assert (row.verb, row.path) == ("", "")
    assert surface().rpc("zitadel.project.v2.ProjectService/Nope") is None
