"""Field rules held against each other, and what they say of a field that is not set."""

import pytest
from hypothesis import given

from mockserver.surface import text
from mockserver.surface.model import Field, RuleValue
from mockserver.surface.strictness import refuses_unset, rule_changes
from tests.surface.strategies import rules

TURNED = {"stricter": "looser", "looser": "stricter"}

CASES = [
    ("", "min_len=1", "stricter"),
    ("min_len=1", "min_len=2", "stricter"),
    ("", "min_len=0", ""),
    ("", "max_len=200", "stricter"),
    ("max_len=200", "max_len=100", "stricter"),
    ("max_bytes=9", "max_bytes=8", "stricter"),
    ("min_len=9 max_len=11", "len=10", "stricter stricter"),
    ("len=10", "min_len=10 max_len=10", ""),
    ("", "min_items=1 items.max_len=200", "stricter stricter"),
    ("items.max_len=9", "items.max_len=8", "stricter"),
    ("items.max_len=9", "max_len=9", "stricter looser"),
    ("gte=0", "gt=0", "stricter"),
    ("gt=0", "gte=1", "stricter"),
    ("lte=5", "lt=5", "stricter"),
    ("gte=-5", "gte=5", "stricter"),
    ("lte=10s", "lte=9.5s", "stricter"),
    ("gte=0s", "gte=0", ""),
    ("", "required", "stricter"),
    ("", "required=false", ""),
    ("required=false", "required", "stricter"),
    ("", "const=false", "stricter"),
    ("", "email", "stricter"),
    ("email", "email min_len=1", ""),
    ("email", "email min_len=5", "stricter"),
    ("email ignore_empty", "email", "stricter"),
    ("", 'prefix="+"', "stricter"),
    ("", "not_in=0", "stricter"),
    ("not_in=0", 'not_in="0 1"', "stricter"),
    ("", 'in="1 2"', "stricter"),
    ('in="1 2"', "in=1", "stricter"),
    ("defined_only", "defined_only not_in=0", "stricter"),
]
"""Rules before and after, and what each change is; the other way round it is the opposite."""

CHANGED = [
    ('prefix="+"', 'prefix="-"'),
    ('in="1 2"', 'in="2 3"'),
    ('not_in="1 2"', 'not_in="2 3"'),
    ("const=1", "const=2"),
    ("const=false", "const"),
    ("pattern=a", "pattern=b"),
    ("gte=now", "gte=then"),
]
"""Rules that refuse in either direction what the other takes."""


def rules_of(words: str) -> dict[str, RuleValue]:
    """The rules of a field whose line ends with these words."""
    package = text.read("zitadel.a.v1", f"message M\n 1 name string {words}")
    return dict(package.messages["zitadel.a.v1.M"].fields["name"].rules)


@pytest.mark.parametrize(("before", "after", "expected"), CASES)
def test_what_became_of_rules(before: str, after: str, expected: str) -> None:
    """What refuses more is stricter, and looser the other way round; what refuses the same is no change."""
    forth, back = list(rule_changes(rules_of(before), rules_of(after))), rule_changes(rules_of(after), rules_of(before))
    assert sorted(change.change for change in forth) == sorted(expected.split())
    assert sorted(change.change for change in back) == sorted(TURNED[word] for word in expected.split())
    assert {word for change in forth for word in change.before.split()} <= set(before.split())
    assert {word for change in forth for word in change.after.split()} <= set(after.split())


@pytest.mark.parametrize(("before", "after"), CHANGED)
def test_rules_that_refuse_something_else(before: str, after: str) -> None:
    """Where both refuse what the other takes, each is stricter."""
    for sides in ((before, after), (after, before)):
        assert [change.change for change in rule_changes(*map(rules_of, sides))] == ["stricter"]


@given(rules)
def test_equal_rules_are_no_change(some: dict[str, RuleValue]) -> None:
    """Whatever rules there are, they are as strict as they are."""
    assert list(rule_changes(some, dict(some))) == []


@pytest.mark.parametrize(
    ("line", "refused"),
    [
        ("string", False),
        ("string max_len=200", False),
        ("string min_len=1", True),
        ("string len=10", True),
        ("string email", True),
        ("string email ignore_empty", False),
        ('string prefix="+"', True),
        ("string uri_ref", False),
        ("string optional min_len=1", False),
        ("string oneof=one min_len=1", False),
        ("string repeated items.min_len=1", False),
        ("string repeated min_items=1", True),
        ("bool const", True),
        ("bool const=false", False),
        ("int32 gte=0", False),
        ("int32 gt=0", True),
        ("int32 lt=0", True),
        ("int32 in=0", False),
        ("State defined_only", False),
        ("State not_in=0", True),
        ("State not_in=3", False),
        ("google.protobuf.Duration gt=0s", False),
        ("google.protobuf.Duration required", True),
        ("Part required", True),
        ("Part optional required", True),
        ("Part required=false", False),
    ],
)
def test_fields_that_are_not_set(line: str, refused: bool) -> None:
    """A rule that an unset field breaks makes it one that must be sent, unless unset fields are not judged."""
    package = text.read("zitadel.a.v1", f"message M\n 1 name {line}")
    field: Field = package.messages["zitadel.a.v1.M"].fields["name"]
    assert refuses_unset(field) is refused
