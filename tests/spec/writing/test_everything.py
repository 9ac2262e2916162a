"""The document of all operations."""

from __future__ import annotations

from mockserver.spec.description import describe_all
from mockserver.unmodelled.paths import known_methods


def test_it_describes_what_is_served() -> None:
    """Where two methods are bound in one way, the one is described that the path leads to."""
    for path, item in describe_all(lambda _: True)["paths"].items():
        for verb, node in item.items():
            if "x-unmodelled" in node:
                found = known_methods().find(verb.upper(), path.replace("{", "").replace("}", ""))
                assert found is not None
                assert found.known.rpc == node["x-rpc"]
