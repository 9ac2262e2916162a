"""Settings of organisations."""

from __future__ import annotations

import pytest

from mockserver.domain.ids import OrganisationId
from mockserver.domain.organisation_settings import set_settings
from mockserver.errors.catalogue import ORGANISATION_SETTINGS_INVALID, SETTINGS_ORGANISATION_NOT_FOUND
from mockserver.errors.problem import Problem
from tests.domain.refusals import refuses
from tests.domain.worlds import ACME, World


def test_only_changes_are_events() -> None:
    """The first setting is one, false too; the same again and nothing given are none."""
    world = World()

    assert set_settings(world.state, ACME, None) == ()
    world.record(*set_settings(world.state, ACME, scoped_user_names=False))
    assert set_settings(world.state, ACME, scoped_user_names=False) == ()
    world.record(*set_settings(world.state, ACME, scoped_user_names=True))

    settings = world.state.organisation_settings[ACME]
    assert (settings.scoped_user_names, settings.sequence) == (True, 2)
    assert settings.created < settings.changed


@pytest.mark.parametrize(
    ("organisation", "problem"), [("", ORGANISATION_SETTINGS_INVALID), ("1", SETTINGS_ORGANISATION_NOT_FOUND)]
)
def test_organisations_that_are_refused(organisation: str, problem: Problem) -> None:
    """No organisation, and one that there is not."""
    with refuses(problem):
        set_settings(World().state, OrganisationId(organisation), scoped_user_names=True)
