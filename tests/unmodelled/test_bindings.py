"""The facts about all methods."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

from mockserver.unmodelled.bindings import Binding, Limit, bindings
from mockserver.unmodelled.extract import lines
from mockserver.unmodelled.surface import surface

from mockserver.wire.finding import SHADOWING
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


def test_modelled_operations_are_among_them() -> None:
    """Path, method and permission of each operation of the spec are those of the facts."""
    known = {(row.rpc, row.verb, fields_blanked(row.path), row.permission) for row in bindings()}
    for path, verb, described in MODELLED:
        rpc, permission = described["x-rpc"], described.get("x-permission")
        assert (rpc, verb, fields_blanked(path), permission) in known


def test_every_path_lies_where_paths_are_looked_for() -> None:
    """No path is out of reach, and none means two methods, versions of one method aside."""
    paths = {(row.verb, row.path, row.rpc.partition("/")[2]) for row in bindings() if row.path}

    assert all(path.startswith(REST_PREFIXES) for _, path, _ in paths)
    assert [path for path, number in Counter(row[:2] for row in paths).items() if number > 1] == []


def test_the_paths_that_a_modelled_field_would_take() -> None:
    """A literal path wins over a field of a modelled operation; all such paths are known to the routes."""
    modelled = {described["x-rpc"] for _, _, described in MODELLED}
    shadowing = set()
    for path, verb, _ in MODELLED:
        template = re.compile(re.sub(r"\{[^}]+\}", "[^/{}]+", path))
        shadowing |= {
            row.path
            for row in bindings()
            if row.verb == verb and row.rpc not in modelled and template.fullmatch(row.path)
        }

    assert shadowing == SHADOWING


def test_facts_become_lines(tmp_path: Path) -> None:
    """A service opens with its name and prefix; a line holds a way to reach a method, with the rules of its path."""
    message = {"fields": [
        {"name": "user_id", "rules": {"string": {"min_len": "1", "max_len": "200"}}},
        {"name": "note", "rules": {"string": {"min_len": "1"}}},
        {"name": "key", "rules": {"string": {"min_len": "1"}}},
    ]}  # fmt: skip
    service = {
        "Get": {"request": "M", "http": {"get": "/a/{key}/{user_id}", "additional_bindings": [{"get": "/b"}]}},
        "Put": {"request": "M", "http": {"put": "/a", "body": "*"}, "option": {"permission": "x.write"}},
        "Call": {"request": "M", "option": {"auth_option": {"permission": "authenticated"}}},
    }
    (tmp_path / "messages.json").write_text(json.dumps({"M": message}))
    (tmp_path / "zitadel.admin.v1.Things.json").write_text(json.dumps(service))
    (tmp_path / "zitadel.system.v1.Others.json").write_text(json.dumps(service))

    assert list(lines(tmp_path)) == [
        "zitadel.admin.v1.Things /admin/v1",
        " Get - GET - /a/{key}/{user_id} user_id:1-200 key:1-",
        " Get - GET - /b",
        " Put x.write PUT * /a",
        " Call authenticated - - -",
    ]


def test_a_line_is_read() -> None:
    """A method is found with what its line says."""
    assert surface().rpc("zitadel.management.v1.ManagementService/GetUserByID") == Binding(
        "zitadel.management.v1.ManagementService/GetUserByID",
        "user.read",
        "GET",
        "/management/v1/users/{id}",
        has_body=False,
        limits=(Limit("id", 1, 200),),
    )
