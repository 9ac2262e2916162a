"""The tree of templates finds what a look at each of them finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mockserver.surface.templates import Templates

_SEGMENTS = st.sampled_from(["", "a", "b", "{x}", "{"])
_TEMPLATES = st.lists(
    st.tuples(
        st.lists(st.sampled_from(["a", "b", "{x}", "{y}"]), min_size=1, max_size=4, unique=True),
        st.sampled_from([[], ["{rest=**}"]]),
    ).map(lambda parts: "/" + "/".join(parts[0] + parts[1])),
    max_size=8,
)
_PATHS = st.lists(_SEGMENTS, max_size=6).map(lambda segments: "/" + "/".join(segments))


def fields_of(template: str, path: str) -> dict[str, str] | None:
    """What a path says to a template, segment by segment; None where it does not fit."""
    wanted, given_ = template.split("/"), path.split("/")
    if wanted[-1].endswith("=**}") and len(given_) >= len(wanted):
        given_ = [*given_[: len(wanted) - 1], "/".join(given_[len(wanted) - 1 :])]
    if len(wanted) != len(given_):
        return None
    fields = {}
    for index, (want, segment) in enumerate(zip(wanted, given_, strict=True)):
        if not want.startswith("{"):
            if want != segment:
                return None
        elif not segment and index + 1 < len(wanted):
            return None
        else:
            fields[want[1:-1].removesuffix("=**")] = segment
    return fields


@given(_TEMPLATES, _PATHS)
def test_as_one_by_one(templates: list[str], path: str) -> None:
    """The same templates with the same fields, the fewest fields first, then in the order in which they came."""
    rows = [(template, number) for number, template in enumerate(templates)]
    expected = [
        (number, fields)
        for template, number in sorted(rows, key=lambda row: row[0].count("{"))
        if (fields := fields_of(template, path)) is not None
    ]

    assert list(Templates(rows).fitting(path)) == expected
