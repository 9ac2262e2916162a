"""Decisions on organisations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from mockserver.domain.domains import domain_added, domain_removed
from mockserver.domain.events import Event, PrimaryDomainSet, RowAdded, RowChanged
from mockserver.domain.ids import OrganisationId
from mockserver.domain.organisations import (
    add_organisation,
    add_organisation_v2,
    deactivate_organisation,
    reactivate_organisation,
    remove_organisation,
    rename_organisation,
)
from mockserver.domain.rows.domains import OrganisationDomain
from mockserver.domain.rows.organisations import ORGANISATIONS, Organisation
from mockserver.domain.state import InstanceState
from mockserver.errors.catalogue import (
    NUL_IN_TEXT,
    NUL_IN_TEXT_V2,
    ORGANISATION_ALREADY_ACTIVE,
    ORGANISATION_ALREADY_DEACTIVATED,
    ORGANISATION_ALREADY_EXISTS,
    ORGANISATION_DOMAIN_EMPTY,
    ORGANISATION_DOMAIN_TAKEN,
    ORGANISATION_ID_INVALID,
    ORGANISATION_ID_TAKEN,
    ORGANISATION_INVALID,
    ORGANISATION_IS_DEFAULT,
    ORGANISATION_NOT_CHANGED,
    ORGANISATION_TO_DEACTIVATE_NOT_FOUND,
    ORGANISATION_TO_REACTIVATE_NOT_FOUND,
    ORGANISATION_TO_REMOVE_NOT_FOUND,
    ORGANISATION_TO_RENAME_NOT_FOUND,
    ORGANISATION_V2_INVALID,
)
from mockserver.errors.problem import Problem
from tests.domain.refusals import refuses
from tests.domain.worlds import ACME, OTHER, ROBOT, World, org_member_made, typed

NEW = OrganisationId("new")

BAD_NAMES = pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("...", ORGANISATION_DOMAIN_EMPTY),
        ("new\0", NUL_IN_TEXT),
        ("OTHER", ORGANISATION_ALREADY_EXISTS),
        (" other ", ORGANISATION_ALREADY_EXISTS),
        ("Other!", ORGANISATION_DOMAIN_TAKEN),
    ],
)


def test_adding_makes_five_events() -> None:
    """A new organisation has its name trimmed, gets a domain, and its creator becomes the owner."""
    assert add_organisation(World().state, NEW, " New Org ", ROBOT) == (
        RowAdded("org.added", ORGANISATIONS, Organisation(id=NEW, name="New Org")),
        *domain_added(NEW, "new-org.localhost"),
        PrimaryDomainSet(NEW, "new-org.localhost"),
        org_member_made(NEW, ROBOT, ("ORG_OWNER",)),
    )


def test_adding_through_v2_makes_four_events() -> None:
    """Through the v2 API nobody becomes a member."""
    state = World().state

    assert add_organisation_v2(state, NEW, " New ") == add_organisation(state, NEW, "New", ROBOT)[:4]


def test_where_a_new_organisation_stands() -> None:
    """After AddOrg it stands at 5, of which 4 are the organisation's own; its first flow event will be 6."""
    world = World()
    world.record(*add_organisation(world.state, NEW, "New", ROBOT))

    new = world.state.organisations[NEW]

    assert (world.state.organisation_histories[NEW].sequence, new.sequence) == (5, 4)
    assert new.primary_domain == "new.localhost"
    assert world.roles(NEW) == {ROBOT: ("ORG_OWNER",)}


@BAD_NAMES
def test_names_that_no_new_organisation_may_have(name: str, problem: Problem) -> None:
    """A name must leave a domain, hold no NUL, and both name and domain must be free, whatever the case."""
    state = World().state

    with refuses(problem):
        add_organisation(state, NEW, name, ROBOT)
    with refuses(NUL_IN_TEXT_V2 if problem is NUL_IN_TEXT else problem):
        add_organisation_v2(state, NEW, name)


@BAD_NAMES
def test_names_that_an_organisation_may_not_change_to(name: str, problem: Problem) -> None:
    """The rules on names hold for renaming too."""
    world = World()

    with refuses(problem):
        rename_organisation(world.state, world.acme, name)


@pytest.mark.parametrize("name", ["", " ", " \t\n", "   ", "\u3000"])
def test_blank_names(name: str) -> None:
    """A name of white space is invalid, under another ID through the v2 API.

    AddOrg makes the domain of the untrimmed name first: three spaces are three hyphens, of which one is left.
    """
    world = World()

    with refuses(ORGANISATION_INVALID if name == "   " else ORGANISATION_DOMAIN_EMPTY):
        add_organisation(world.state, NEW, name, ROBOT)
    with refuses(ORGANISATION_V2_INVALID):
        add_organisation_v2(world.state, NEW, name)
    with refuses(ORGANISATION_INVALID):
        rename_organisation(world.state, world.acme, name)


def test_the_domain_of_a_name_with_space_around_it() -> None:
    """AddOrg makes it of all of the name, v2 and a rename of the trimmed one."""
    world = World()

    added = add_organisation(world.state, NEW, "  New", ROBOT)
    added_v2 = add_organisation_v2(world.state, NEW, "  New")
    renamed = rename_organisation(world.state, world.acme, "  New")

    assert added[1] == domain_added(NEW, "-new.localhost")[0]
    assert added_v2[1] == domain_added(NEW, "new.localhost")[0]
    assert renamed[1] == domain_added(ACME, "new.localhost")[0]


@pytest.mark.parametrize("name", ["New", "Acme", " "])
def test_an_id_that_is_taken(name: str) -> None:
    """Through the v2 API an id of the caller's choice must be free; it is judged before the name."""
    with refuses(ORGANISATION_ID_TAKEN):
        add_organisation_v2(World().state, ACME, name)


@pytest.mark.parametrize("id_", [" ", "\t", "\u00a0"])
def test_a_blank_id(id_: str) -> None:
    """An id of white space is none, whatever the name."""
    with refuses(ORGANISATION_ID_INVALID):
        add_organisation_v2(World().state, OrganisationId(id_), " ")


@pytest.mark.parametrize("id_", [" x", "x/y", "ACME", "ü"])
def test_an_id_is_taken_as_it_is(id_: str) -> None:
    """An id is neither trimmed nor restricted, and its case counts."""
    world = World()

    world.record(*add_organisation_v2(world.state, OrganisationId(id_), "New"))

    assert world.state.organisations[OrganisationId(id_)].name == "New"


def test_renaming_makes_five_events() -> None:
    """A rename replaces the primary domain; the old one goes last, which is no event of the organisation proper."""
    world = World()
    before = world.acme

    events = rename_organisation(world.state, world.acme, " Acme Inc ")
    world.record(*events)

    assert typed(*events) == typed(
        RowChanged("org.changed", ORGANISATIONS, replace(before, name="Acme Inc")),
        *domain_added(ACME, "acme-inc.localhost"),
        PrimaryDomainSet(ACME, "acme-inc.localhost"),
        domain_removed(OrganisationDomain(organisation=ACME, name="acme.localhost", primary=True)),
    )
    assert (world.history.sequence, world.acme.sequence) == (before.sequence + 5, before.sequence + 4)
    assert (world.acme.name, world.acme.primary_domain) == ("Acme Inc", "acme-inc.localhost")
    assert [row.name for row in world.state.organisation_domains.where("organisation", ACME)] == ["acme-inc.localhost"]


@pytest.mark.parametrize("name", ["ACME", "acme", "Acme."])
def test_renaming_within_the_same_domain_keeps_it(name: str) -> None:
    """A new name that gives the same domain is one event, and the domain stays."""
    world = World()
    before = world.history.sequence

    world.record(*rename_organisation(world.state, world.acme, name))

    assert (world.history.sequence, world.acme.sequence) == (before + 1, before + 1)
    assert (world.acme.name, world.acme.primary_domain) == (name, "acme.localhost")
    assert world.state.organisation_with_domain("acme.localhost") is world.acme


@pytest.mark.parametrize("name", ["Acme", " Acme "])
def test_renaming_to_the_same_name(name: str) -> None:
    """The name as it is, white space around it aside, is no change."""
    world = World()

    with refuses(ORGANISATION_NOT_CHANGED):
        rename_organisation(world.state, world.acme, name)


def test_renaming_frees_name_and_domain() -> None:
    """What an organisation was called before may be taken by another one."""
    world = World()
    world.record(*rename_organisation(world.state, world.acme, "Changed"))

    world.record(*add_organisation_v2(world.state, NEW, "Acme"))

    assert world.state.organisation_with_domain("acme.localhost") is world.state.organisations[NEW]


def test_activity_alternates() -> None:
    """An organisation can be switched off once, then on once."""
    world = World()
    with refuses(ORGANISATION_ALREADY_ACTIVE):
        reactivate_organisation(world.state, world.acme)
    world.record(deactivate_organisation(world.state, world.acme))
    assert not world.acme.active
    with refuses(ORGANISATION_ALREADY_DEACTIVATED):
        deactivate_organisation(world.state, world.acme)

    world.record(reactivate_organisation(world.state, world.acme))

    assert world.acme.active


def test_the_default_organisation_stays() -> None:
    """The default organisation cannot be removed."""
    with refuses(ORGANISATION_IS_DEFAULT):
        remove_organisation(World().state, ACME)


def test_an_organisation_is_removed_once() -> None:
    """An organisation that never was or is gone cannot be removed."""
    world = World()
    with refuses(ORGANISATION_TO_REMOVE_NOT_FOUND):
        remove_organisation(world.state, NEW)
    world.record(remove_organisation(world.state, OTHER))

    with refuses(ORGANISATION_TO_REMOVE_NOT_FOUND):
        remove_organisation(world.state, OTHER)


def test_removing_frees_the_names() -> None:
    """Name and domain of a removed organisation may be taken by a new one, which starts at sequence 1."""
    world = World()
    world.record(remove_organisation(world.state, OTHER))

    recorded = world.record(*add_organisation_v2(world.state, NEW, "Other"))

    assert [event.sequence for event in recorded] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("decide", "problem"),
    [
        (deactivate_organisation, ORGANISATION_TO_DEACTIVATE_NOT_FOUND),
        (reactivate_organisation, ORGANISATION_TO_REACTIVATE_NOT_FOUND),
    ],
)
@pytest.mark.parametrize("active", [True, False])
def test_a_removed_organisation_is_not_switched(
    decide: Callable[[InstanceState, Organisation], Event], problem: Problem, active: bool
) -> None:
    """Once removed it is neither switched off nor on, whichever it was."""
    world = World()
    other = world.state.organisations[OTHER]
    if not active:
        world.record(deactivate_organisation(world.state, other))
    world.record(remove_organisation(world.state, OTHER))

    with refuses(problem):
        decide(world.state, other)


def test_a_removed_organisation_is_not_renamed() -> None:
    """Whether it is there is judged after the name, and before whether that changes."""
    world = World()
    other = world.state.organisations[OTHER]
    world.record(remove_organisation(world.state, OTHER))

    with refuses(ORGANISATION_INVALID):
        rename_organisation(world.state, other, " ")
    for name in ("Other", "New", "Acme", "..."):
        with refuses(ORGANISATION_TO_RENAME_NOT_FOUND):
            rename_organisation(world.state, other, name)
