"""Decisions on domains of organisations."""

from __future__ import annotations

import pytest

from mockserver.domain.domains import add_domain, generate_validation, remove_domain, set_primary_domain, validate
from mockserver.domain.organisations import (
    is_unique,
    remove_organisation,
    rename_organisation,
    set_default_organisation,
)
from mockserver.errors.catalogue import (
    DEFAULT_ORGANISATION_NOT_CHANGED,
    DEFAULT_ORGANISATION_NOT_FOUND,
    DOMAIN_ALREADY_ADDED,
    DOMAIN_ALREADY_VERIFIED,
    DOMAIN_INVALID,
    DOMAIN_TO_CHANGE_NOT_FOUND,
    DOMAIN_TO_PROVE_NOT_FOUND,
    DOMAIN_TO_VALIDATE_NOT_FOUND,
    NUL_IN_TEXT,
    ORGANISATION_DOMAIN_TAKEN,
    PRIMARY_DOMAIN_NOT_REMOVABLE,
    QUERY_INVALID,
)
from mockserver.errors.problem import Problem
from tests.domain.refusals import refuses
from tests.domain.worlds import ACME, OTHER, World

FIRST = "acme.localhost"
SHOP = "Shop.example"


def names(world: World) -> dict[str, int]:
    """The domains of Acme, each with the place of its last event."""
    return {row.name: row.sequence for row in world.state.organisation_domains.where("organisation", ACME)}


def test_adding_is_two_events() -> None:
    """A domain is kept without the spaces around it; which is the primary one, and the organisation proper, stay."""
    world = World()
    own = world.acme.sequence

    world.record(*add_domain(world.state, ACME, f"  {SHOP} "))

    assert names(world) == {FIRST: 4, SHOP: 6}
    assert (world.acme.primary_domain, world.acme.sequence, world.history.sequence) == (FIRST, own, 6)


@pytest.mark.parametrize(
    ("domain", "problem"),
    [
        ("", DOMAIN_INVALID),
        (" \t", DOMAIN_INVALID),
        (FIRST, DOMAIN_ALREADY_ADDED),
        ("a\0", NUL_IN_TEXT),
        ("ACME.localhost", ORGANISATION_DOMAIN_TAKEN),
        ("other.localhost", ORGANISATION_DOMAIN_TAKEN),
        ("besides.example", DOMAIN_ALREADY_ADDED),
    ],
)
def test_what_cannot_be_added(domain: str, problem: Problem) -> None:
    """A domain is one's own with its case, and anybody's whatever its case."""
    with refuses(problem):
        add_domain(World().state, ACME, domain, besides="besides.example")


def test_the_primary_domain() -> None:
    """Both the former and the new one are touched; to set it again is an event like any other."""
    world = World()
    world.record(*add_domain(world.state, ACME, SHOP))

    for place in (7, 8):
        world.record(set_primary_domain(world.state, world.acme, SHOP))
        assert (names(world)[SHOP], world.acme.primary_domain, world.acme.sequence) == (place, SHOP, place)

    assert names(world)[FIRST] == 7
    assert [row.primary for row in world.state.organisation_domains.where("organisation", ACME)] == [False, True]
    with refuses(PRIMARY_DOMAIN_NOT_REMOVABLE):
        remove_domain(world.state, world.acme, SHOP)
    world.record(remove_domain(world.state, world.acme, FIRST))
    assert list(names(world)) == [SHOP]


def test_the_case_of_a_domain_counts() -> None:
    """Where it is looked up."""
    world = World()

    for decide in (set_primary_domain, remove_domain):
        with refuses(DOMAIN_TO_CHANGE_NOT_FOUND):
            decide(world.state, world.acme, FIRST.upper())
    assert world.state.organisation_with_domain(FIRST) is world.acme
    assert world.state.organisation_with_domain(FIRST.upper()) is None


def test_all_are_verified() -> None:
    """Nothing can be proved of a domain."""
    world = World()

    for decide, problem in ((generate_validation, DOMAIN_TO_PROVE_NOT_FOUND), (validate, DOMAIN_TO_VALIDATE_NOT_FOUND)):
        with refuses(problem):
            decide(world.state, world.acme, "nowhere")
        with refuses(DOMAIN_ALREADY_VERIFIED):
            decide(world.state, world.acme, FIRST)


def test_a_new_name_replaces_the_domain_that_the_old_one_gave() -> None:
    """Whether it is the primary one, which another one stays; a domain that went is not made anew."""
    world = World()
    world.record(*add_domain(world.state, ACME, SHOP))
    world.record(set_primary_domain(world.state, world.acme, SHOP))
    renamed = world.record(*rename_organisation(world.state, world.acme, "Renamed"))

    assert (len(renamed), set(names(world)), world.acme.primary_domain) == (4, {SHOP, "renamed.localhost"}, SHOP)

    world.record(remove_domain(world.state, world.acme, "renamed.localhost"))
    assert len(rename_organisation(world.state, world.acme, "Again")) == 1


def test_a_removed_organisation_frees_its_domains() -> None:
    """All of them."""
    world = World()
    world.record(*add_domain(world.state, OTHER, SHOP))
    world.record(remove_organisation(world.state, OTHER))

    world.record(*add_domain(world.state, ACME, SHOP), *add_domain(world.state, ACME, "other.localhost"))

    assert len(names(world)) == 3


def test_the_default_organisation() -> None:
    """It counts on the instance; one that there is not, and the same one, are refused."""
    world = World()
    with refuses(DEFAULT_ORGANISATION_NOT_CHANGED):
        set_default_organisation(world.state, ACME)

    world.record(set_default_organisation(world.state, OTHER))

    assert (world.state.default_organisation, world.state.sequence) == (OTHER, 1)
    world.record(remove_organisation(world.state, ACME))
    with refuses(DEFAULT_ORGANISATION_NOT_FOUND):
        set_default_organisation(world.state, ACME)


@pytest.mark.parametrize(
    ("name", "domain", "unique"),
    [
        ("Free", "", False),
        ("Acme", "", False),
        ("", "free.example", True),
        ("", FIRST, False),
        ("Free", "free.example", True),
        ("Acme", "free.example", False),
        ("Free", FIRST, False),
    ],
)
def test_what_is_unique(name: str, domain: str, unique: bool) -> None:
    """A free domain, with a free name or none; never a name alone."""
    assert is_unique(World().state, name, domain) is unique


def test_nothing_is_neither() -> None:
    """Something must be asked for."""
    with refuses(QUERY_INVALID):
        is_unique(World().state, "", "")
