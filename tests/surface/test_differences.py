"""Two versions held against each other: each kind of difference, and whom it breaks."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from msgspec import structs

from mockserver.surface import library
from mockserver.surface.difference import Change, Difference
from mockserver.surface.differences import differences
from mockserver.surface.library import Surface
from mockserver.surface.model import Binding, Field, MessageType, Method, Package, Service
from tests.surface.strategies import fields, methods, packages
from tests.surface.texts import PACKAGE, surface

M, S = f"{PACKAGE}.M", f"{PACKAGE}.S"

SERVICE = "service AService\n Do DoRequest DoResponse permission=org.write\n  POST /v1/do *\nmessage DoResponse\n"
"""An operation whose request is the message that a case is about."""

FIELDS = [
    # before, after, what is told: part, change, before, after, whom it breaks
    ("1 name string", "1 name string\n 2 age int32", "age added  > 2 int32: "),
    ("1 name string", "1 name string\n 2 age string min_len=1", "age added  > 2 string min_len=1: json protobuf"),
    ("1 name string\n 2 age int32", "1 name string", "age removed 2 int32 > : json protobuf"),
    ("1 name string", "1 title string", "name renamed name > title: json"),
    ("1 name string", "2 name string", "name renumbered 1 > 2: protobuf"),
    ("1 name string", "2 title string", "name removed 1 string > : json protobuf; title added  > 2 string: "),
    ("1 name string", "1 age int32", "name removed 1 string > : json protobuf; age added  > 1 int32: "),
    (
        "1 name string",
        "1 names string repeated",
        "name removed 1 string > : json protobuf; names added  > 1 string repeated: ",
    ),
    ("1 age int32", "1 age int64", "age retyped int32 > int64: json"),
    ("1 age int32", "1 age uint32", "age retyped int32 > uint32: "),
    ("1 age int64", "1 age sint64", "age retyped int64 > sint64: protobuf"),
    ("1 age int32", "1 age string", "age retyped int32 > string: json protobuf"),
    ("1 name string", "1 name bytes", "name retyped string > bytes: json"),
    ("1 part float", "1 part double", "part retyped float > double: protobuf"),
    ("1 name string", "1 name string repeated", "name retyped string > string repeated: json protobuf"),
    ("1 name string", "1 name map<string,string>", "name retyped string > map<string,string>: json protobuf"),
    ("1 m map<string,bool>", "1 m map<int32,bool>", "m retyped map<string,bool> > map<int32,bool>: json protobuf"),
    ("1 name string", "1 name string optional", "name presence  > optional: "),
    ("1 name string optional", "1 name string", "name presence optional > : "),
    ("1 name string", "1 name string deprecated", "name deprecated  > deprecated: "),
    ("1 name string deprecated", "1 name string", "name not deprecated deprecated > : "),
    ("1 a string\n 2 b string", "1 a string oneof=one\n 2 b string", "a oneof  > one: "),
    (
        "1 a string\n 2 b string",
        "1 a string oneof=one\n 2 b string oneof=one",
        "a oneof  > one: json protobuf; b oneof  > one: json protobuf",
    ),
    (
        "1 a string oneof=one\n 2 b string oneof=one",
        "1 a string oneof=other\n 2 b string oneof=other",
        "a oneof one > other: ; b oneof one > other: ",
    ),
    ("1 a string oneof=one", "1 a string oneof=one\n oneof one", "one required  > one of a: json protobuf"),
    ("1 a string oneof=one\n oneof one", "1 a string oneof=one", "one not required one of a > : "),
    ("1 a string oneof=one\n oneof one", "1 a string oneof=two\n oneof two", "a oneof one > two: "),
    (
        "1 a string oneof=one\n oneof one",
        "1 a string oneof=one\n 2 b string oneof=one\n oneof one",
        "b added  > 2 string oneof=one: ",
    ),
    ("1 name string max_len=9", "1 name string max_len=8", "name stricter max_len=9 > max_len=8: json protobuf"),
    ("1 name string max_len=8", "1 name string max_len=9", "name looser max_len=8 > max_len=9: "),
    (
        "1 name string",
        "1 title string min_len=1",
        "name renamed name > title: json; title stricter  > min_len=1: json protobuf",
    ),
]
"""Fields of a request."""

CIRCLE = "message A\n 1 c C\n 2 x bool\nmessage C\n 1 a A\nmessage B\n 1 c D\n 3 x bool\nmessage D\n 1 a B"
"""Two pairs of messages that hold each other, the first with a field of another number."""

BLOCKS = [
    ("enum E\n A 0", "enum E\n A 0\n B 1", "B added  > 1: "),
    ("enum E\n A 0\n B 1", "enum E\n A 0", "B removed 1 > : json protobuf"),
    ("enum E\n A 0\n B 0", "enum E\n A 0", "B removed 0 > : json"),
    ("enum E\n A 0\n B 1", "enum E\n A 0\n C 1", "B renamed B > C: json"),
    ("enum E\n A 0\n B 1", "enum E\n A 0\n B 2", "B renumbered 1 > 2: protobuf"),
    ("", "enum E\n A 0", " added  > 1 value: "),
    ("enum E\n A 0", "", " removed 1 value > : "),
    ("", "message M\n 1 a string\n 2 b string", " added  > 2 fields: "),
    ("message M\n 1 a string", "", " removed 1 field > : "),
    # What is answered alone is judged by nobody.
    ("message M\n 1 a string", "message M\n 1 a string min_len=1", "a stricter  > min_len=1: "),
    ("message M\n 1 a string", "message M\n 1 a string\n 2 b string min_len=1", "b added  > 2 string min_len=1: "),
    ("message M\n 1 a A oneof=x", "message M\n 1 a A oneof=x\n oneof x", "x required  > one of a: "),
    # One message or enum in another's place breaks whom the difference of both breaks.
    ("message M\n 1 a A\nmessage A\nmessage B", "message M\n 1 a B\nmessage A\nmessage B", "a retyped A > B: "),
    (
        "message M\n 1 a A\nmessage A\n 1 x M\nmessage B\n 2 x M",
        "message M\n 1 a B\nmessage A\n 1 x M\nmessage B\n 2 x M",
        "a retyped A > B: protobuf",
    ),
    (
        "message M\n 1 a A\nenum A\n X 0\nenum B\n Y 0",
        "message M\n 1 a B\nenum A\n X 0\nenum B\n Y 0",
        "a retyped A > B: json",
    ),
    (
        "message M\n 1 a A\nmessage A\n 1 x A\nmessage B\n 1 x B",
        "message M\n 1 a B\nmessage A\n 1 x A\nmessage B\n 1 x B",
        "a retyped A > B: ",
    ),
    (
        f"message M\n 1 a A\nmessage N\n 1 c C\n{CIRCLE}",
        f"message M\n 1 a B\nmessage N\n 1 c D\n{CIRCLE}",
        "a retyped A > B: protobuf; c retyped C > D: protobuf",
    ),
    ("message M\n 1 a A\nenum A\n X 0", "message M\n 1 a int32\nenum A\n X 0", "a retyped A > int32: json"),
    ("message M\n 1 a A\nmessage A", "message M\n 1 a string\nmessage A", "a retyped A > string: json protobuf"),
    (
        "message M\n 1 a A\nmessage A",
        "message M\n 1 a A\nenum A\n X 0",
        " removed 0 fields > : ; a retyped A > A: json protobuf;  added  > 1 value: ",
    ),
    ("service S", "service S\n Do Q R\n  GET /v1/do", "Do added  > GET /v1/do: "),
    ("service S\n Do Q R", "service S", "Do removed gRPC and Connect only > : json protobuf"),
    ("", "service S\n Do Q R", " added  > 1 operation: ; Do added  > gRPC and Connect only: "),
    (
        "service S\n Do Q R\n  GET /v1/do\n  GET /v2/do",
        "",
        " removed 1 operation > : json protobuf; Do removed GET /v1/do, GET /v2/do > : json protobuf",
    ),
    ("service S\n Do Q R\n  GET /v1/do", "service S\n Do Q R\n  GET /v2/do", "Do path GET /v1/do > GET /v2/do: json"),
    ("service S\n Do Q R\n  GET /do", "service S\n Do Q R\n  PUT /do", "Do path GET /do > PUT /do: json"),
    ("service S\n Do Q R\n  GET /do", "service S\n Do Q R\n  GET /do\n  GET /x", "Do path  > GET /x: "),
    ("service S\n Do Q R\n  GET /do", "service S\n Do Q R", "Do path GET /do > : json"),
    ("service S\n Do Q R\n  GET /{id}", "service S\n Do Q R\n  GET /{user_id}", ""),
    ("service S\n Do Q R\n  GET /{id}", "service S\n Do Q R\n  GET /{id=**}", "Do path GET /{id} > GET /{id=**}: json"),
    ("service S\n Do Q R\n  PUT /do *", "service S\n Do Q R\n  PUT /do user", "Do body * > user: json"),
    ("service S\n Do Q R", "service S\n Do Q R status=201", "Do status 200 > 201: json"),
    (
        "service S\n Do Q R permission=a.b",
        "service S\n Do Q R permission=a.c",
        "Do permission a.b > a.c: json protobuf",
    ),
    (
        "service S\n Do Q R permission=a.b",
        "service S\n Do Q R permission=authenticated",
        "Do permission a.b > authenticated: ",
    ),
    (
        "service S\n Do Q R",
        "service S\n Do Q R permission=authenticated",
        "Do permission none > authenticated: json protobuf",
    ),
    ("service S\n Do Q R permission=a.b", "service S\n Do Q R", "Do permission a.b > none: "),
    ("service S\n Do Q R check_field=Id", "service S\n Do Q R", "Do scope check_field=Id > : json protobuf"),
    ("service S\n Do Q R", "service S\n Do Q R org_field=org", "Do scope  > org_field=org: "),
    (
        "service S\n Do A R\nmessage A\n 1 x bool\nmessage B\n 1 x bool",
        "service S\n Do B R\nmessage A\n 1 x bool\nmessage B\n 1 x bool",
        "Do request zitadel.a.v1.A > zitadel.a.v1.B: ",
    ),
    (
        "service S\n Do Q A\nmessage A\n 1 x bool\nmessage B\n 1 y bool",
        "service S\n Do Q B\nmessage A\n 1 x bool\nmessage B\n 1 y bool",
        "Do response zitadel.a.v1.A > zitadel.a.v1.B: json",
    ),
]
"""Whole texts."""

CASES = [
    *(
        (f"{SERVICE}message DoRequest\n {old}", f"{SERVICE}message DoRequest\n {new}", told)
        for old, new, told in FIELDS
    ),
    *BLOCKS,
]


def told(difference: Difference) -> str:
    """A difference in one line."""
    breaks = " ".join(sorted(difference.breaks))
    return f"{difference.part} {difference.change} {difference.before} > {difference.after}: {breaks}"


@pytest.mark.parametrize(("before", "after", "expected"), CASES)
def test_each_kind(before: str, after: str, expected: str) -> None:
    """Each difference is told as what it is, with both sides, and breaks those clients alone that it breaks."""
    assert "; ".join(map(told, differences(surface(before), surface(after)))) == expected


def test_all_kinds_are_tested() -> None:
    """The table has every kind of change."""
    changes = {each.change for before, after, _ in CASES for each in differences(surface(before), surface(after))}
    assert changes == set(Change)


def test_rules_of_what_is_held_count() -> None:
    """A stricter rule breaks where a request holds the message at some depth, also in another package."""
    texts = [
        (
            f"{SERVICE}message DoRequest\n 1 b zitadel.b.v1.B repeated",
            f"message B\n 1 c C\nmessage C\n 1 x string {rule}",
        )
        for rule in ("", "email")
    ]
    (difference,) = differences(*(surface(own, b=other) for own, other in texts))
    assert (difference.name, difference.part, len(difference.breaks)) == ("zitadel.b.v1.C", "x", 2)


def test_whole_packages() -> None:
    """What a package had, that is there no more, is told piece by piece."""
    whole = surface("", b="service S\n Do Q R\nmessage Q\nmessage R")
    assert len(list(differences(whole, surface("")))) == len(list(differences(surface(""), whole))) == 4


@given(packages)
def test_nothing_differs_from_itself(package: Package) -> None:
    """A version has no difference to itself."""
    assert list(differences(Surface.of("one", [package]), Surface.of("other", [package]))) == []


@given(fields, fields)
def test_no_change_of_a_field_is_overlooked(field: Field, other: Field) -> None:
    """A field that is anything else but its rules than it was makes a difference, in both directions."""
    changed = structs.replace(other, name=field.name, rules=field.rules)
    sides = [
        Surface.of("", [Package(PACKAGE, messages={M: MessageType(M, {field.name: each})})])
        for each in (field, changed)
    ]
    assert bool(list(differences(*sides))) == bool(list(differences(*reversed(sides)))) == (field != changed)


@given(methods, methods)
def test_no_change_of_a_method_is_overlooked(method: Method, other: Method) -> None:
    """A method that has anything else, but the order of its paths, makes a difference, in both directions."""
    changed = structs.replace(other, name=method.name)
    sides = [
        Surface.of("", [Package(PACKAGE, services={S: Service(S, {method.name: each})})]) for each in (method, changed)
    ]
    assert (
        bool(list(differences(*sides)))
        == bool(list(differences(*reversed(sides))))
        == (known(method) != known(changed))
    )


def known(method: Method) -> Method:
    """A method with one binding for each way, in order, its variables without names."""
    ways = {(each.verb, re.sub(r"{\w+", "{", each.path)): each.body for each in method.bindings}
    return structs.replace(method, bindings=tuple(Binding(*way, body) for way, body in sorted(ways.items())))


def test_the_versions_at_hand() -> None:
    """Between versions of the real server, what came was added, what went was removed, and both ways agree on it."""
    older, newer = library.surface("proto-1.3.1"), library.surface("2025-12-24")
    forth, back = list(differences(older, newer)), list(differences(newer, older))
    for change, opposite in ((Change.ADDED, Change.REMOVED), (Change.REMOVED, Change.ADDED)):
        came = {(each.name, each.part) for each in forth if each.change is change}
        assert came == {(each.name, each.part) for each in back if each.change is opposite}
    operations = {
        side.version: {(service.name, name) for service in side.services() for name in service.methods}
        for side in (older, newer)
    }
    added = {(each.name, each.part) for each in forth if each.owner == "service" and each.part}
    assert operations["2025-12-24"] - operations["proto-1.3.1"] <= added
    search = next(each for each in forth if (each.name, each.part) == ("zitadel.session.v2.CheckUser", "search"))
    assert (search.change, len(search.breaks)) == (Change.REQUIRED, 2)
