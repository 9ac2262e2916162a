"""The surface out of plain facts."""

import json
from pathlib import Path

from mockserver.surface import facts
from mockserver.surface.model import Binding, EnumType, Field, MessageType, Method, Package, Service

METHOD = {
    "request": "zitadel.management.v1.SetRequest",
    "response": "zitadel.management.v1.SetResponse",
    "http": {
        "put": "/things/{id}",
        "body": "*",
        "additional_bindings": [{"get": "/old/{id}"}, {"custom": {"kind": "HEAD"}}],
    },
    "option": {"permission": "thing.write", "check_field_name": "Id"},
}
SERVICES = {
    "zitadel.management.v1.ManagementService": {"Set": METHOD},
    "zitadel.thing.v2.ThingService": {
        "Make": {
            **METHOD,
            "option": {
                "auth_option": {"permission": "authenticated", "org_field": "organization"},
                "http_response": {"success_code": 201},
            },
        },
        "Ask": {"request": "zitadel.thing.v2.A", "response": "zitadel.thing.v2.A"},
    },
}
FIELDS = [
    {"number": 1, "name": "id", "type": "string", "rules": {"string": {"min_len": "1", "max_len": "200"}}},
    {"number": 2, "name": "kinds", "type": "zitadel.thing.v2.Kind", "repeated": True},
    {"number": 3, "name": "labels", "type": "zitadel.thing.v2.A.LabelsEntry", "repeated": True},
    {"number": 4, "name": "age", "type": "int64", "optional": True, "rules": {"int64": {"gte": "-5"}}},
    {"number": 5, "name": "share", "type": "double", "oneof": "part", "rules": {"double": {"lt": 0.5}}},
    {"number": 6, "name": "for", "type": "google.protobuf.Duration", "rules": {"duration": {"gte": "0s"}}},
]
ITEMS = {"repeated": {"min_items": "1", "items": {"enum": {"defined_only": True, "not_in": [0, 3]}}}}
FIELDS[1]["rules"] = ITEMS


def test_facts_become_packages() -> None:
    """Prefixes of v1, both kinds of options, maps, and rules of items come into one form; numbers are numbers."""
    maps = {"zitadel.thing.v2.A.LabelsEntry": {"key": "string", "value": "bytes"}}
    messages = {"zitadel.thing.v2.A": {"fields": FIELDS, "maps": maps, "required_oneofs": ["part"]}}
    enums = {"zitadel.thing.v2.Kind": {"KIND_UNSPECIFIED": 0}}
    types = ("zitadel.management.v1.SetRequest", "zitadel.management.v1.SetResponse")
    paths = (Binding("PUT", "/things/{id}", "*"), Binding("GET", "/old/{id}"))
    prefixed = tuple(Binding(path.verb, f"/management/v1{path.path}", path.body) for path in paths)
    name = "zitadel.management.v1"
    assert facts.packages(SERVICES, messages, enums) == (
        Package(
            name,
            services={
                f"{name}.ManagementService": Service(
                    f"{name}.ManagementService",
                    {"Set": Method("Set", *types, "thing.write", "Id", bindings=prefixed)},
                )
            },
        ),
        Package(
            "zitadel.thing.v2",
            {
                "zitadel.thing.v2.ThingService": Service(
                    "zitadel.thing.v2.ThingService",
                    {
                        "Ask": Method("Ask", "zitadel.thing.v2.A", "zitadel.thing.v2.A"),
                        "Make": Method("Make", *types, "authenticated", "", "organization", 201, paths),
                    },
                )
            },
            {
                "zitadel.thing.v2.A": MessageType(
                    "zitadel.thing.v2.A",
                    {
                        "id": Field(1, "id", "string", rules={"min_len": 1, "max_len": 200}),
                        "kinds": Field(
                            2,
                            "kinds",
                            "zitadel.thing.v2.Kind",
                            repeated=True,
                            rules={"min_items": 1, "items.defined_only": True, "items.not_in": "0 3"},
                        ),
                        "labels": Field(3, "labels", "bytes", "string"),
                        "age": Field(4, "age", "int64", optional=True, rules={"gte": -5}),
                        "share": Field(5, "share", "double", oneof="part", rules={"lt": "0.5"}),
                        "for": Field(6, "for", "google.protobuf.Duration", rules={"gte": "0s"}),
                    },
                    ("part",),
                )
            },
            {"zitadel.thing.v2.Kind": EnumType("zitadel.thing.v2.Kind", enums["zitadel.thing.v2.Kind"])},
        ),
    )


def test_a_folder_of_facts(tmp_path: Path) -> None:
    """A folder holds a service a file, and all messages and enums."""
    for name, fact in {**SERVICES, "messages": {}, "enums": {}}.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(fact))
    assert facts.from_folder(tmp_path) == facts.packages(SERVICES, {}, {})
