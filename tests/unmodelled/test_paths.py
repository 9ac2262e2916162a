"""Which method a path means."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from mockserver.unmodelled.paths import known_methods
from mockserver.wire.request_url import REST_PREFIXES
from tests.spec.documents import document

MODELLED = [
    (path, verb.upper(), described)
    for path, methods in document()["paths"].items()
    for verb, described in methods.items()
    if "x-rpc" in described
]


def fields_blanked(path: str) -> str:
    """A template without the names of its fields, which the spec and the real server choose differently."""
    return re.sub(r"\{[^}]+\}", "{}", path)


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
    found = known_methods().find(method, path)

    assert found is not None
    assert (found.known.rpc.rpartition("/")[2], found.fields) == (name, fields)


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
    assert known_methods().find("PATCH", path) is None
    assert known_methods().knows(path) is known


def test_methods_without_a_path() -> None:
    """What only gRPC reaches is known by name."""
    known = known_methods().rpc("zitadel.project.v2.ProjectService/CreateProject")

    assert known is not None
    assert known.method.bindings == ()
    assert known_methods().rpc("zitadel.project.v2.ProjectService/Nope") is None


def test_modelled_operations_are_among_them() -> None:
    """Path, method and permission of each operation are those of the facts; what has no path goes by its name."""
    known = {
        (row.rpc, binding.verb, fields_blanked(binding.path), row.method.permission or None)
        for row, binding in known_methods().paths()
    }
    for path, verb, described in MODELLED:
        rpc, permission = described["x-rpc"], described.get("x-permission")
        if path == f"/{rpc}":
            by_name = known_methods().rpc(rpc)
            assert by_name is not None, rpc
            assert (verb, by_name.method.bindings, by_name.method.permission or None) == ("POST", (), permission)
        else:
            assert (rpc, verb, fields_blanked(path), permission) in known


def test_every_path_lies_where_paths_are_looked_for() -> None:
    """No path is out of reach, and none means two methods, versions of one method aside."""
    paths = {(binding.verb, binding.path, row.method.name) for row, binding in known_methods().paths()}

    assert all(path.startswith(REST_PREFIXES) for _, path, _ in paths)
    assert [path for path, number in Counter(row[:2] for row in paths).items() if number > 1] == []


def test_the_paths_that_a_modelled_field_would_take() -> None:
    """There are none: the routes ask the modelled operations first, whatever else a path could mean."""
    modelled = {described["x-rpc"] for _, _, described in MODELLED}
    shadowing = set()
    for path, verb, _ in MODELLED:
        template = re.compile(re.sub(r"\{[^}]+\}", "[^/{}]+", path))
        shadowing |= {
            binding.path
            for row, binding in known_methods().paths()
            if binding.verb == verb
            and row.rpc not in modelled
            and template.fullmatch(binding.path)
            and binding.path != path  # versions of one method share their path, and the modelled one answers there
        }

    assert shadowing == set()
