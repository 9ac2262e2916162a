"""The tables of `docs/migrating.md`: what takes the place of triggers and of what their scripts find."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from mockserver.scripts.counterparts import MODULE_COUNTERPARTS, SUCCESSORS, Counterpart, Only, Way, sets_place
from mockserver.scripts.tables import TRIGGERS, Trigger
from mockserver.spec.document import spec_path

_ONLY = {
    None: "",
    Only.LINKED: ", with `idpLinks`",
    Only.UNLINKED: ", without `idpLinks`",
    Only.CHECKED: ", with a check of a factor",
}
PAGE = Path("docs/migrating.md")
_PLACE = re.compile(r"(?<=<!-- written by make derived -->\n).*?(?=<!-- end -->)", re.DOTALL)


def with_tables(page: str) -> str:
    """A page with its tables written anew."""
    return _PLACE.sub(lambda _: "\n" + "".join(_written()) + "\n", page)


def _written() -> Iterator[str]:
    yield "| flow, trigger | condition | others that may fit |\n| --- | --- | --- |\n"
    for key, successor in SUCCESSORS.items():
        of = TRIGGERS[key]
        only = _ONLY[successor.only]
        conditions = ", ".join(f"`{each}`" for each in successor.conditions)
        others = ", ".join(f"`{each}`" for each in successor.others)
        yield f"| {of.flow}, {of.trigger} {of.name} | {conditions}{only} | {others} |\n"
    for notes, triggers in _by_notes():
        yield f"\nOf {' and '.join(triggers)}: {'; '.join(notes)}.\n"
    yield "\n| script | flow, trigger | counterpart | |\n| --- | --- | --- | --- |\n"
    rows: dict[tuple[str, Counterpart], list[str]] = {}
    for of in TRIGGERS.values():
        for what, counterpart in _counterparts(of):
            rows.setdefault((what, counterpart), []).append(f"{of.flow}/{of.trigger}")
    for (what, counterpart), where in rows.items():
        yield f"| `{what}` | {', '.join(where)} | {_told(counterpart)} | {counterpart.note} |\n"
    for name, counterpart in MODULE_COUNTERPARTS.items():
        yield f"| `require('{name}')` | all | the receiver's own | {counterpart.note} |\n"


def _by_notes() -> Iterator[tuple[Iterable[str], list[str]]]:
    found: dict[tuple[str, ...], list[str]] = {}
    for (flow, trigger), successor in SUCCESSORS.items():
        if successor.notes:
            found.setdefault(successor.notes, []).append(f"{flow}/{trigger}")
    yield from found.items()


def _counterparts(of: Trigger) -> Iterator[tuple[str, Counterpart]]:
    successor = SUCCESSORS[of.flow, of.trigger]
    for member in of.ctx:
        yield f"ctx.{member.path}", successor.ctx[member.path]
    for deed in of.api:
        counterpart = successor.api[deed.path]
        place = sets_place(deed.does, deed.sets, counterpart.place)
        yield f"api.{deed.path}", counterpart._replace(place=place)


def _told(counterpart: Counterpart) -> str:
    if counterpart.way in {Way.NOTHING, Way.BY_API}:
        return str(counterpart.way)
    if counterpart.place.startswith("="):
        return "made by the receiver"
    return "the whole payload" if counterpart.place == "." else f"`{counterpart.place}`"


def main() -> None:
    """Write the tables; run by `make derived`."""
    page = spec_path().parent / PAGE
    page.write_text(with_tables(page.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
