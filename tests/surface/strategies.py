"""Packages at random, odd names and values among them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar

from hypothesis import strategies as st

from mockserver.surface.model import Binding, EnumType, Field, MessageType, Method, Package, Service

PACKAGE = "zitadel.odd.v1"
OTHER = "zitadel.other.v2"


class Named(Protocol):
    """What has a name."""

    @property
    def name(self) -> str:
        """The name."""
        ...


Thing = TypeVar("Thing", bound=Named)


def by_name(things: Iterable[Thing]) -> Mapping[str, Thing]:
    """Things by their names."""
    return {thing.name: thing for thing in things}


words = st.text("abz_09", min_size=1, max_size=4).map("x{}".format) | st.sampled_from(["oneof", "optional", "message"])
titles = st.text("AbZ09", max_size=4).map("X{}".format)
messages_names = st.builds("{}.{}".format, st.sampled_from([PACKAGE, OTHER, f"{PACKAGE}.Outer"]), titles)
types = st.sampled_from(["string", "bool", "bytes", "uint64", "google.protobuf.Duration"]) | messages_names
rule_values = (
    st.booleans() | st.integers() | st.text() | st.sampled_from(["0s", "true", "7", "-1", "", '"', "a b", "+"])
)
# Names of rules are not those of flags, which stand in the same place.
rule_names = st.sampled_from(
    ["min_len", "max_len", "gte", "required", "pattern", "prefix", "items.min_len", "items.in"]
)
rules = st.dictionaries(rule_names, rule_values, max_size=3)
fields = st.builds(
    Field,
    number=st.integers(1, 2**29 - 1),
    name=words,
    type=types,
    key_type=st.sampled_from(["", "", "string", "int32"]),
    repeated=st.booleans(),
    optional=st.booleans(),
    oneof=st.just("") | words,
    deprecated=st.booleans(),
    rules=rules,
)
bindings = st.builds(
    Binding,
    verb=st.sampled_from(["GET", "POST"]),
    path=st.lists(st.sampled_from(["/a", "/b_c", "/_d", "/{id}", "/{ab}", "/{id=**}"]), min_size=1, max_size=3).map(
        "".join
    ),
    body=st.sampled_from(["", "*", "user"]),
)
methods = st.builds(
    Method,
    name=titles,
    request=messages_names,
    response=messages_names,
    permission=st.sampled_from(["", "authenticated", "org.read", "user.write"]),
    check_field=st.sampled_from(["", "ProjectId"]),
    org_field=st.sampled_from(["", "organization"]),
    status=st.sampled_from([200, 201]),
    bindings=st.lists(bindings, max_size=3).map(tuple),
)
packages = st.builds(
    Package,
    name=st.just(PACKAGE),
    services=st.lists(
        st.builds(Service, titles.map(f"{PACKAGE}.{{}}Service".format), st.lists(methods, max_size=3).map(by_name)),
        max_size=2,
    ).map(by_name),
    messages=st.lists(
        st.builds(
            MessageType,
            titles.map(f"{PACKAGE}.{{}}".format),
            st.lists(fields, max_size=4).map(by_name),
            st.lists(words, max_size=2, unique=True).map(tuple),
        ),
        max_size=3,
    ).map(by_name),
    enums=st.lists(
        st.builds(
            EnumType,
            titles.map(f"{PACKAGE}.{{}}Enum".format),
            st.dictionaries(titles.map(str.upper), st.integers(-5, 5), max_size=3),
        ),
        max_size=2,
    ).map(by_name),
)
"""One package; what its fields name need not be there."""
