"""What became of an enum. In JSON its values travel by name, in protobuf by number."""

from __future__ import annotations

from collections.abc import Iterator

from mockserver.surface.difference import ALL, JSON, NOBODY, PROTOBUF, Breaks, Change, Difference, Owner, counted
from mockserver.surface.model import EnumType


def enum_differences(before: EnumType | None, after: EnumType | None) -> Iterator[Difference]:
    """The differences of two versions of an enum, either of which may not be there."""
    if before is None or after is None:
        for enum, change in ((before, Change.REMOVED), (after, Change.ADDED)):
            if enum is not None:
                said = counted(len(enum.numbers), "value")
                texts = (said, "") if change is Change.REMOVED else ("", said)
                yield Difference(Owner.ENUM, enum.name, "", change, *texts, NOBODY)
        return

    def difference(value: str, change: Change, old: str, new: str, breaks: Breaks) -> Difference:
        return Difference(Owner.ENUM, after.name, value, change, old, new, breaks)

    fresh = {number: name for name, number in reversed([*after.numbers.items()]) if name not in before.numbers}
    for name, number in before.numbers.items():
        if name in after.numbers:
            if number != after.numbers[name]:
                yield difference(name, Change.RENUMBERED, str(number), str(after.numbers[name]), PROTOBUF)
        elif number in fresh:
            yield difference(name, Change.RENAMED, name, fresh.pop(number), JSON)
        else:
            # Where another name has the number, it goes on travelling in protobuf.
            yield difference(name, Change.REMOVED, str(number), "", JSON if number in after.numbers.values() else ALL)
    for number, name in fresh.items():
        yield difference(name, Change.ADDED, "", str(number), NOBODY)
