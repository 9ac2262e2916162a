"""The organisation that a run has for itself, with its callers and what lives in it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from ..target import Target
from .api import Api
from .callers import Callers
from .live import Live
from .options import CannotFuzz


class World:
    """Everything that a run has prepared on a server."""

    def __init__(self, api: Api, target: Target) -> None:
        nonce = secrets.token_hex(4)
        self.api = api
        self.target = target
        self.organisation = api.add_organisation(f"fuzz-{nonce}")
        self.callers = Callers(api, self.organisation, target.admin_pat, nonce)
        self.live = Live(api, self.organisation, nonce)


@contextmanager
def prepared_world(target: Target, *, clean: bool = True) -> Iterator[World]:
    """A fresh organisation.

    Args:
        clean: whether what was made is removed at the end; a server of our own is thrown away instead.

    Raises: CannotFuzz.
    """
    with Api(target) as api:
        world = World(api, target)
        try:
            yield world
        finally:
            if clean:
                _remove(world)


def _remove(world: World) -> None:
    """Organisations that are already gone are no mistake: random requests remove some."""
    for organisation in dict.fromkeys(world.live.made_organisations):
        try:
            world.api.remove_organisation(organisation)
        except CannotFuzz:
            continue
