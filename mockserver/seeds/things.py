"""Things of a state file of which nothing is modelled."""

from __future__ import annotations

from mockserver.domain.things import Deed, ThingRemoved, ThingRestored
from mockserver.seeds import model
from mockserver.seeds.recorder import Recorder, instant


def add_things(recorder: Recorder, seed: model.Seed) -> None:
    """Add things with their history, and what is gone of examples; comes after all that is modelled.

    Raises: Unusable where two things of a kind have one key.
    """
    now = recorder.instance.clock.now()
    for index, thing in enumerate(seed.things):
        place = ("things", index)
        recorder.once(f"{thing.kind} {thing.key}", (*place, "key"), "give it another key, or leave one of them out")
        for own in thing.key:
            recorder.instance.ids.reserve(own)
        aggregate = thing.address.get("") or "/".join(thing.key)
        deed = Deed(aggregate, thing.kind, thing.key, thing.owner, thing.address, thing.facts, frozenset(), thing.state)
        created = now if thing.created is None else instant(thing.created)
        recorder.record(ThingRestored(deed, created, thing.sequence), at=thing.changed)
    for removed in seed.removed:
        deed = Deed("/".join(removed.key), removed.kind, removed.key, "", {})
        recorder.record(ThingRemoved(deed, hides=True))
