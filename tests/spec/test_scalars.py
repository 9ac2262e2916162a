"""Typed reading of numbers, enums and bytes."""

from __future__ import annotations

import pytest

from mockserver.errors.problem import Refused
from tests.spec.sample import read


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("0", 0), ("7", 7), ('"7"', 7), ("7.0", 7), ("70e-1", 7), ("7e0", 7), ('"7.0"', 7), ('"0.7e1"', 7), ("7E+0", 7),
        ('"0"', 0), ("4294967295", 2**32 - 1), ('"4294967295"', 2**32 - 1),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["smallNumber", "largeNumber"])
def test_integers(name: str, value: str, number: int) -> None:
    """An integer is read from a number or a text, in any notation that leaves no fraction."""
    found = read(f'{{"{name}":{value}}}')[name]

    assert (found, type(found)) == (number, int)


@pytest.mark.parametrize("value", ["18446744073709551615", '"18446744073709551615"'])
def test_the_largest_integer_of_64_bits(value: str) -> None:
    """No digit of a 64-bit integer is lost."""
    assert read(f'{{"largeNumber":{value}}}') == {"largeNumber": 2**64 - 1}


@pytest.mark.parametrize(
    "value",
    [
        "-1", '"-1"', "1.5", '"1.5"', '""', '" 1"', '"1 "', '"+1"', '"01"', '"0x1"', '"1_0"', '"x"', '"1e"', '".5"',
        '"٧"', "true", "false", "[]", "[1]", "{}", "1e20", '"1e20"', "1e400", '"1e999"', "18446744073709551616",
        '"NaN"', '"Infinity"',
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["smallNumber", "largeNumber"])
def test_what_is_no_integer(name: str, value: str) -> None:
    """Fractions, other notations, numbers out of range and values of another type are refused."""
    with pytest.raises(Refused, match=f"{name}: expected an integer between 0 and"):
        read(f'{{"{name}":{value}}}')


@pytest.mark.parametrize("value", ["9" * 5_000, f'"{"9" * 5_000}"'], ids=["number", "text"])
def test_numbers_with_thousands_of_digits(value: str) -> None:
    """A number that is longer than Python converts is refused as any other that is out of range."""
    with pytest.raises(Refused):
        read(f'{{"largeNumber":{value}}}')


def test_32_bits_are_fewer_than_64() -> None:
    """The first number beyond 32 bits fits only the larger field."""
    assert read('{"largeNumber":4294967296}') == {"largeNumber": 2**32}
    with pytest.raises(Refused, match="between 0 and 4294967295, got 4294967296"):
        read('{"smallNumber":4294967296}')


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ('"COLOUR_RED"', {"colour": 1}),
        ('"COLOUR_UNSPECIFIED"', {"colour": 0}),
        ("2", {"colour": 2}),
        ("2.0", {"colour": 2}),
        ("0", {"colour": 0}),
        ("9", {"colour": 9}),
        ("-1", {"colour": -1}),
        ("2147483647", {"colour": 2**31 - 1}),
        ('"NOPE"', {}),
        ('"colour_red"', {}),
        ('"1"', {}),
        ('""', {}),
    ],
)
def test_enums(value: str, message: dict[str, int]) -> None:
    """An enum is read by name or number; an unknown name counts as unset, an unknown number is kept for the rules."""
    assert read(f'{{"colour":{value}}}') == message


@pytest.mark.parametrize("value", ["1.5", "true", "[]", "{}", "2147483648", "-2147483649"])
def test_what_is_no_enum(value: str) -> None:
    """Numbers that no enum can have and values of another type are refused; the message names the values."""
    with pytest.raises(Refused, match="colour: expected a number or one of COLOUR_UNSPECIFIED, COLOUR_RED"):
        read(f'{{"colour":{value}}}')


@pytest.mark.parametrize(
    ("value", "canonical"),
    [
        ("", ""),
        ("YQ==", "YQ=="),
        ("YQ", "YQ=="),
        ("YWI=", "YWI="),
        ("YWI", "YWI="),
        ("YWJj", "YWJj"),
        ("+/+/", "+/+/"),
        ("-_-_", "+/+/"),
        ("-_8", "+/8="),
        ("-_8=", "+/8="),
    ],
)
def test_base64(value: str, canonical: str) -> None:
    """Bytes are read from either alphabet of base64, padded or not, and come out standard and padded."""
    assert read(f'{{"rawBytes":"{value}"}}') == {"rawBytes": canonical}


@pytest.mark.parametrize("value", ['"Y"', '"YQ= ="', '"Y Q="', '"ü"', '"Y!=="', '"YQ==YQ=="', "1", "[]", "true"])
def test_what_is_no_base64(value: str) -> None:
    """Other characters, padding in between and values of another type are refused."""
    with pytest.raises(Refused, match="rawBytes: expected base64 text"):
        read(f'{{"rawBytes":{value}}}')
