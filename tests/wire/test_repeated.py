"""Headers that come again."""

from __future__ import annotations

import pytest

from mockserver.wire.http import Repeated


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (b"x-zitadel-orgid", b"1"),
        (b"cookie", b"1; 2; 3"),
        (b"origin", b"1, 2, 3"),
        (b"x-forwarded-for", b"1, 2, 3"),
        (b"forwarded", b"1, 2, 3"),
        (b"via", b"1, 2, 3"),
        (b"connection", b"1, 2, 3"),
    ],
)
def test_lines_that_count(name: bytes, expected: bytes) -> None:
    """Of most the first one does, of lists all. They are put together once, as each by itself would copy all before."""
    repeated, first = Repeated(), b"1"
    headers = {name: first}
    for line in (b"2", b"3"):
        repeated.add(headers, name, line)

        assert headers[name] is first
    repeated.join(headers)

    assert headers == {name: expected}
