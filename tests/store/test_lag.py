"""Reads that lag behind writes."""

from __future__ import annotations

import time

from mockserver.domain.organisations import deactivate_organisation, reactivate_organisation
from mockserver.operations.first_instance import first_instance
from mockserver.settings import Settings
from mockserver.store.lag import LaggingState
from tests.domain.worlds import contents


def test_writes_without_reads_do_not_pile_up() -> None:
    """What is due is folded by the next write, so that nothing grows and the first read has not to do it all."""
    instance = first_instance(Settings())
    default = instance.state.default_organisation
    lagging = LaggingState(instance.state, 1)
    for switch in (deactivate_organisation, reactivate_organisation) * 20:
        state = instance.state
        lagging.add(instance.append(switch(state, state.organisations[default])))
        time.sleep(0.002)

        assert len(lagging) == 1
    assert contents(lagging.now()) == contents(instance.state)
    assert not len(lagging)
