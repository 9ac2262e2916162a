"""The first JSON value of a body."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockserver.errors.codes import Code
from mockserver.errors.problem import Refused
from mockserver.spec.json_values import MOST_BYTES, MOST_VALUES, Pairs, first_value, require_unicode

BOUNDED = settings(derandomize=True, max_examples=200, deadline=None)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=10,
)


def plain(value: Any) -> Any:
    """A value with its objects as dictionaries."""
    if isinstance(value, Pairs):
        return {key: plain(member) for key, member in value}
    return [plain(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("body", [b"", b" ", b"\r\n\t ", b"{}", b" {} "])
def test_an_empty_body_is_an_empty_object(body: bytes) -> None:
    """White space alone counts as `{}`."""
    value = first_value(body)

    assert type(value) is Pairs
    assert value == []


@pytest.mark.parametrize("rest", [b"{}", b" x", b"}", b"null", b"\x00", b"[1,", "\u00fc".encode()])
def test_only_the_first_value_is_read(rest: bytes) -> None:
    """What follows the first value is ignored, be it JSON or not."""
    assert first_value(b'{"a":1}' + rest) == [("a", 1)]


def test_members_keep_their_order_and_their_duplicates() -> None:
    """An object comes as its members, so that a name that stands twice can be seen."""
    assert first_value(b'{"b":1,"a":2,"b":3}') == [("b", 1), ("a", 2), ("b", 3)]


def test_large_integers_are_exact() -> None:
    """Integers beyond 53 bits do not pass through floating point."""
    assert first_value(b"18446744073709551615") == 2**64 - 1


@pytest.mark.parametrize("body", [b'"\\ud83d\\ude80"', '"🚀"'.encode()])
def test_both_forms_of_a_character_beyond_16_bits(body: bytes) -> None:
    """A pair of escaped surrogates is the character itself."""
    assert first_value(body) == "🚀"


@pytest.mark.parametrize(
    "body",
    [
        b"{", b"[", b'{"a"', b'{"a":', b'{"a":}', b'{"a":1,}', b"[1,]", b"{'a':1}", b"{a:1}", b'"a', b"nul", b"+1",
        b"[01]", b".5", b"x", b"]", b"\xef\xbb\xbf{}", b"\xff\xfe{\x00}\x00", b"\x0c{}", b"\xc2\xa0{}", b'"\t"',
        b'"\\x41"', b'"\\u12"', b"NaN", b"Infinity", b"-Infinity", b'{"a":NaN}', b'{"a" 1}', b'{1:1}',
    ],
)  # fmt: skip
def test_what_is_no_json(body: bytes) -> None:
    """Broken JSON, a byte order mark, other white space than JSON's, and numbers that JSON lacks are refused."""
    with pytest.raises(Refused) as caught:
        first_value(body)

    assert (caught.value.problem.id, caught.value.problem.code) == ("", Code.INVALID_ARGUMENT)
    assert caught.value.problem.key.startswith("invalid JSON")


@pytest.mark.parametrize(
    "body",
    [b'"\xff"', b'"\xc3"', b'"\xed\xa0\x80"', b'"\\ud800"', b'{"a":["\\udc00"]}', b'{"\\ud800":1}', b'"\\ud800x"'],
)
def test_what_is_no_unicode(body: bytes) -> None:
    """Bytes that are not UTF-8 and half a surrogate pair are refused, in names too and however deep."""
    with pytest.raises(Refused) as caught:
        first_value(body)

    assert caught.value.problem.key == "invalid JSON: text is not valid Unicode (UTF-8)"


@pytest.mark.parametrize("value", [{"\ud800": 1}, {"a": ["\udc00"]}, [{"a": {"b": "x\ud800"}}]])
def test_half_a_surrogate_pair_in_an_object(value: Any) -> None:
    """Objects that were read as dictionaries are looked through too."""
    with pytest.raises(UnicodeEncodeError):
        require_unicode(value)


def test_the_place_of_an_error_is_named() -> None:
    """The message says where the text breaks off."""
    with pytest.raises(Refused) as caught:
        first_value(b'{\n  "a": x}')

    assert caught.value.problem.key == "invalid JSON at line 2, column 8: Expecting value"


def test_nesting_that_is_too_deep() -> None:
    """A body of nothing but brackets is refused as any other bad one."""
    with pytest.raises(Refused) as caught:
        first_value(b"[" * 200_000)

    assert caught.value.problem.key == "invalid JSON: nested too deeply"


@BOUNDED
@given(VALUES, st.booleans())
def test_any_value_is_read_as_written(value: Any, ascii_only: bool) -> None:
    """Whatever JSON can say is read back, with and without escapes."""
    assert plain(first_value(json.dumps(value, ensure_ascii=ascii_only).encode())) == value


@BOUNDED
@given(st.binary(max_size=40))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    """No body raises anything but a refusal with INVALID_ARGUMENT."""
    try:
        first_value(body)
    except Refused as refusal:
        code = refusal.problem.code
    else:
        code = Code.INVALID_ARGUMENT

    assert code == Code.INVALID_ARGUMENT


@pytest.mark.parametrize("value", [b"[]", b"{}", b"1", b'"a"'])
def test_more_values_than_are_read(value: bytes) -> None:
    """Others wait while a body is read, so that a body of nothing but small values is refused before it is."""
    many = b"[" + b",".join([value] * (MOST_VALUES + 1)) + b"]"

    with pytest.raises(Refused) as refused:
        first_value(many)
    assert str(MOST_VALUES) in refused.value.problem.key


@pytest.mark.parametrize(
    "body", [b" " * MOST_BYTES + b"{}", b'{"a":"%b"}' % (b"x" * MOST_BYTES), b"{}" + b" " * MOST_BYTES]
)
def test_more_bytes_than_are_read(body: bytes) -> None:
    """The same goes for a body of a few long values, or of blanks."""
    with pytest.raises(Refused) as refused:
        first_value(body)
    assert str(len(body)) in refused.value.problem.key
