"""From a seed to an instance."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from mockserver.domain.events import InstanceRestored
from mockserver.domain.ids import UserId
from mockserver.errors.problem import Refused
from mockserver.errors.texts import problem_texts
from mockserver.later import Later
from mockserver.operations.first_instance import (
    OWNER_ROLE,
    add_admin_token,
    add_administrator,
    empty_instance,
    first_instance,
    set_up,
)
from mockserver.seeds.contract import contract
from mockserver.seeds.fake import fake_seed
from mockserver.seeds.model import Seed
from mockserver.seeds.organisations import add_organisation, restore_history
from mockserver.seeds.people import add_person
from mockserver.seeds.problems import SeedError, Source, Unusable
from mockserver.seeds.projects import add_project
from mockserver.seeds.reading import Document, load
from mockserver.seeds.recorder import Recorder, deciding
from mockserver.seeds.restoring_rows import add_rows
from mockserver.seeds.targets import add_target, require_readable, set_execution
from mockserver.seeds.things import add_things
from mockserver.seeds.users import add_user
from mockserver.settings import FIRST_NAMES, Settings
from mockserver.store.clock import SettableClock
from mockserver.store.instance import Instance

if TYPE_CHECKING:
    from mockserver.seeds import demo
else:
    demo = Later("mockserver.seeds.demo")


def start(settings: Settings, machine: int = 1) -> Instance:
    """The instance that a server starts with: what the state file says, made-up data beside it, else the usual one.

    Raises: SeedError.
    """
    if settings.state_file is not None or settings.fake:
        document = load(settings.state_file) if settings.state_file else Document(Seed())
        instance = build(document, settings, machine, fake=settings.fake)
    else:
        with _naming_variables():
            instance = first_instance(settings, machine)
    if settings.state_file is None and settings.demo:
        demo.add_demo(instance)
        # Of what is there at the start no read lags behind.
        instance.lag_reads(settings.consistency_lag_ms)
    instance.settle()
    return instance


@contextmanager
def _naming_variables() -> Iterator[None]:
    """Turn what is refused of the first organisation and its owners into what is wrong with the environment.

    Raises: SeedError.
    """
    try:
        yield
    except Refused as refusal:
        text, _ = problem_texts(refusal.problem, "en")
        raise SeedError(f"the first instance cannot be set up: {text}; correct {FIRST_NAMES}…") from None


def apply(document: Document, instance: Instance, settings: Settings, fake: int = 0) -> None:
    """Put what a seed describes in the place of all that an instance holds; if it is refused, nothing changes.

    The clock goes on as it is, unless `settings.seed` makes time part of what is repeated. What OAuth remembers beside
    the state (codes, refresh tokens, the signing key) is forgotten.

    Args:
        fake: number of made-up actions to add.

    Raises: SeedError.
    """
    instance.take_state(successor(document, instance, settings, fake))


def successor(document: Document, instance: Instance, settings: Settings, fake: int = 0) -> Instance:
    """The instance whose state `apply` puts in the place of an instance's; that one is not changed.

    Raises: SeedError.
    """
    own = replace(settings, external_domain=instance.state.external_domain)
    fresh = build(document, own, instance.ids.machine, instance.clock, fake)
    fresh.lag_reads(0 if instance.lagging is None else instance.lagging.lag_ms)
    return fresh


def build(
    document: Document, settings: Settings, machine: int = 1, clock: SettableClock | None = None, fake: int = 0
) -> Instance:
    """A fresh instance with what a seed describes, and with a number of made-up actions.

    The token of the settings is always one of an owner of the instance: where the seed has none, it is added.

    Raises: SeedError.
    """
    seed = document.seed
    instance = empty_instance(settings, machine, clock, seed.instance.id or "")
    try:
        complete = _one_default(seed)
        if not complete:
            with _naming_variables():
                set_up(instance, settings)
        _add(Recorder(instance), seed)
        if complete:
            _require_admin_token(instance, settings)
    except Unusable as problem:
        raise document.source.error(problem) from problem
    if fake:
        _add_fake(instance, fake)
    instance.account()
    instance.lag_reads(settings.consistency_lag_ms)
    return instance


def _add(recorder: Recorder, seed: Seed) -> None:
    rules = contract()
    for index, organisation in enumerate(seed.organisations):
        add_organisation(recorder, rules, organisation, ("organisations", index))
    for index, user in enumerate(seed.users):
        add_user(recorder, rules, user, ("users", index))
    for index, person in enumerate(seed.people):
        add_person(recorder, rules.check, person, ("people", index))
    for index, project in enumerate(seed.projects):
        add_project(recorder, rules.check, project, ("projects", index))
    for index, target in enumerate(seed.targets):
        add_target(recorder, rules.check, target, ("targets", index))
    require_readable(seed)
    add_rows(recorder, seed)
    for condition, targets in seed.executions.items():
        set_execution(recorder, condition, targets, ("executions", condition))
    for index, organisation in enumerate(seed.organisations):
        restore_history(recorder, organisation, ("organisations", index))
    add_things(recorder, seed)
    if seed.instance.sequence is not None:
        recorder.record(InstanceRestored(recorder.state.id), sequence=seed.instance.sequence)


def _add_fake(instance: Instance, fake: int) -> None:
    try:
        _add(Recorder(instance), fake_seed(fake, instance.randomness))
    except Unusable as problem:
        raise Source("made-up data").error(problem) from problem


def _one_default(seed: Seed) -> bool:
    """Whether the seed has a default organisation of its own.

    Raises: Unusable where it has several.
    """
    places = [index for index, organisation in enumerate(seed.organisations) if organisation.default]
    if len(places) > 1:
        raise Unusable(("organisations", places[1], "default"), "a second default organisation", "keep one")
    return bool(places)


def _require_admin_token(instance: Instance, settings: Settings) -> None:
    token = instance.state.tokens.get(settings.admin_pat)
    if token is not None:
        if _is_owner(instance, token.user):
            return
        reason = f"the administrator's token, {settings.admin_pat}, is that of a user who is no owner of the instance"
        raise Unusable(("users",), reason, f"give it instance_roles: [{OWNER_ROLE}], or choose another --admin-pat")
    owner = next((member.user for member in instance.state.instance_members if OWNER_ROLE in member.roles), None)
    if owner is not None:
        add_admin_token(instance, owner, settings)
        return
    with deciding(("users",)):
        add_administrator(instance, UserId(instance.ids.next()), settings)


def _is_owner(instance: Instance, user: UserId) -> bool:
    member = instance.state.instance_members.get((instance.state.id, user))
    return member is not None and OWNER_ROLE in member.roles
