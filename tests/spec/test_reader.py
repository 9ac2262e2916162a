"""Typed reading of requests."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockserver.errors.codes import Code
from mockserver.errors.problem import Refused
from mockserver.spec.reader import snake_case
from tests.domain.refusals import refuses_argument
from tests.spec.sample import FIELDS, read

BOUNDED = settings(derandomize=True, max_examples=200, deadline=None)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("{}", {}),
        ('{"plainText":"x"}', {"plainText": "x"}),
        ('{"plain_text":"x"}', {"plainText": "x"}),
        ('{"plainText":""}', {"plainText": ""}),
        ('{"aFlag":true}', {"aFlag": True}),
        ('{"a_flag":false}', {"aFlag": False}),
        ('{"manyTexts":[]}', {"manyTexts": []}),
        ('{"many_texts":["b","a","b"]}', {"manyTexts": ["b", "a", "b"]}),
        ('{"manyParts":[{},{"deep_text":"x"}]}', {"manyParts": [{}, {"deepText": "x"}]}),
        ('{"firstChoice":{}}', {"firstChoice": {}}),
        ('{"second_choice":{"deepText":"x","deep":1}}', {"secondChoice": {"deepText": "x"}}),
    ],
)
def test_both_names_of_a_field(body: str, message: dict[str, Any]) -> None:
    """A field is read under its JSON name and its proto name; the canonical form has the JSON name."""
    assert read(body) == message


@pytest.mark.parametrize(
    "body",
    ['{"PlainText":"x"}', '{"plaintext":1}', '{"PLAIN_TEXT":1}', '{"nope":[1]}', '{"":{}}', '{"nope":1,"nope":2}'],
)
def test_unknown_fields_are_ignored(body: str) -> None:
    """Names are case-sensitive; what is no field may hold anything, even twice."""
    assert read(body) == {}


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('{"manyColours":["COLOUR_RED","NOPE",2]}', {"manyColours": [1, 2]}),
        ('{"manyColours":["NOPE"]}', {"manyColours": []}),
        ('{"oddType":"x"}', {"oddType": "x"}),
        ('{"odd_type":"x"}', {}),
    ],
)
def test_names_that_nothing_has(body: str, message: dict[str, Any]) -> None:
    """An unknown name of an enum is no item of a list; a field has the names of its definition, and no other."""
    assert read(body) == message


def test_null_means_unset() -> None:
    """A field of any type that is null is as if it was not there."""
    for name in FIELDS:
        assert read(f'{{"{name}":null}}') == {}


@pytest.mark.parametrize(
    "body",
    [
        '{"plainText":"a","plainText":"b"}',
        '{"plainText":"a","plain_text":"b"}',
        '{"plain_text":"a","plainText":"a"}',
        '{"plainText":null,"plainText":"b"}',
        '{"plain_text":"a","plainText":null}',
    ],
)
def test_a_field_comes_once(body: str) -> None:
    """A field that comes twice is refused, under either of its names and null included."""
    with pytest.raises(Refused, match="duplicate field"):
        read(body)


@pytest.mark.parametrize(
    "body",
    [
        '{"firstChoice":{},"secondChoice":{}}',
        '{"text_choice":"","first_choice":{}}',
        '{"colourChoice":"NOPE","textChoice":"x"}',
        '{"colourChoice":0,"textChoice":"x"}',
    ],
)
def test_one_field_of_a_oneof(body: str) -> None:
    """Two fields of one oneof are refused, whatever their values."""
    with pytest.raises(Refused, match='another field of the oneof "choice" is set already'):
        read(body)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('{"firstChoice":null,"textChoice":"x"}', {"textChoice": "x"}),
        ('{"textChoice":"x","firstChoice":null}', {"textChoice": "x"}),
        ('{"firstChoice":null,"secondChoice":null}', {}),
    ],
)
def test_a_null_takes_no_place_in_a_oneof(body: str, message: dict[str, Any]) -> None:
    """A field of a oneof that is null leaves room for another one."""
    assert read(body) == message


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("plainText", "1", "a string, got 1"),
        ("plainText", "true", "a string, got True"),
        ("plainText", '["x"]', "a string, got ['x']"),
        ("plainText", '{"x":1}', "a string, got an object"),
        ("aFlag", '"true"', "true or false, got 'true'"),
        ("aFlag", "1", "true or false, got 1"),
        ("aFlag", "0", "true or false, got 0"),
        ("span", '"5"', 'a duration such as "10s" or "1.5s", got \'5\''),
        ("span", "5", 'a duration such as "10s" or "1.5s", got 5'),
        ("moment", '"soon"', "a timestamp such as \"2030-01-31T12:00:00Z\", got 'soon'"),
        ("moment", "0", 'a timestamp such as "2030-01-31T12:00:00Z", got 0'),
        ("manyTexts", '"x"', "an array, got 'x'"),
        ("manyTexts", "{}", "an array, got an object"),
        ("firstChoice", "[]", "an object, got []"),
        ("firstChoice", '"x"', "an object, got 'x'"),
    ],
)
def test_messages_name_field_and_value(name: str, value: str, wanted: str) -> None:
    """A value of another type is refused with the field, what was expected, and what came."""
    with refuses_argument(f"{name}: expected {wanted}"):
        read(f'{{"{name}":{value}}}')


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('{"manyTexts":["x",null]}', "manyTexts[1]: expected a string, got None"),
        ('{"many_texts":[["x"]]}', "many_texts[0]: expected a string, got ['x']"),
        ('{"manyParts":[{},{"deepText":1}]}', "manyParts[1].deepText: expected a string, got 1"),
        ('{"manyParts":[null]}', "manyParts[0]: expected an object, got None"),
        ('{"first_choice":{"deep_text":{}}}', "first_choice.deep_text: expected a string, got an object"),
    ],
)
def test_messages_name_the_path(body: str, message: str) -> None:
    """The path of a bad value is given in the names that were sent; null is no list item."""
    with refuses_argument(message):
        read(body)


def test_long_values_are_cut_in_messages() -> None:
    """A message shows no more than the beginning of a long value."""
    with refuses_argument("aFlag: expected true or false, got '" + "x" * 56 + "..."):
        read('{"aFlag":"' + "x" * 1_000 + '"}')


@pytest.mark.parametrize("body", ["null", "[]", '"x"', "1", "true", "[{}]"])
def test_a_message_is_an_object(body: str) -> None:
    """Any other value is refused as a body."""
    with pytest.raises(Refused, match="body: expected an object"):
        read(body)


@pytest.mark.parametrize(
    ("name", "proto_name"),
    [("actionIds", "action_ids"), ("id", "id"), ("actionIdQuery", "action_id_query"), ("orgId", "org_id")],
)
def test_proto_names(name: str, proto_name: str) -> None:
    """The proto name of a field is its JSON name in snake case."""
    assert snake_case(name) == proto_name


KEYS = st.sampled_from([*FIELDS, *map(snake_case, FIELDS)]).map(lambda name: f'"{name}"')
MEMBERS = st.sampled_from(
    ["null", "true", "0", "1", "1.5", "-1", '""', '"x"', '"5s"', '"YQ"', '"COLOUR_RED"', "[]", '["x"]', "[{}]", "{}"]
)


@BOUNDED
@given(st.lists(st.tuples(KEYS, MEMBERS), max_size=4))
def test_any_object_is_read_or_refused(members: list[tuple[str, str]]) -> None:
    """No combination of fields and values raises anything but a refusal, and what is read has JSON names only."""
    body = "{" + ",".join(f"{key}:{value}" for key, value in members) + "}"
    try:
        message = read(body)
    except Refused as refusal:
        code, message = refusal.problem.code, {}
    else:
        code = Code.INVALID_ARGUMENT

    assert code == Code.INVALID_ARGUMENT
    assert message.keys() <= set(FIELDS)
    assert None not in message.values()
