"""From settings to a replica: what the log holds already is taken over, an empty log is begun."""

from __future__ import annotations

import asyncio
from typing import Final, NamedTuple

from mockserver import seeds
from mockserver.operations.first_instance import empty_instance
from mockserver.settings import InstanceMode, Settings
from mockserver.sharing.changes import Change, ChangeKind, Changes
from mockserver.sharing.instance import SharedInstance, Unreadable
from mockserver.sharing.log import StoreGone
from mockserver.sharing.postgres import PostgresLog
from mockserver.sharing.replica import Replica
from mockserver.sharing.state_text import state_text

_AT_A_TIME: Final = 5_000
_MACHINES: Final = 65_000
"""How many replicas can be told apart by the ids that they make, before numbers come again."""
_SCHEMES: Final = ("postgresql://", "postgres://")


class CannotShare(Exception):
    """No state can be shared as asked; the message says why and what to do."""


class Shared(NamedTuple):
    """What a server is made of that shares its state."""

    instance: SharedInstance
    replica: Replica


def start(settings: Settings) -> Shared:
    """What a server starts with: the state of the store, or, where that is empty, what it would start with alone.

    Raises: CannotShare, SeedError.
    """
    require_fit(settings)
    log = PostgresLog(settings.store)
    try:
        instance, position = asyncio.run(_taken_over(log, settings))
    except StoreGone as error:
        raise CannotShare(f"--store: {error}") from error
    except Unreadable as error:
        raise CannotShare(
            f"--store: {error}; let all servers be of one version, or give them an empty database or schema"
        ) from error
    _require_same(instance, settings)
    return Shared(instance, Replica(log, instance, position))


def require_fit(settings: Settings) -> None:
    """Refuse settings with which servers would not be alike, though they seemed to be.

    Raises: CannotShare.
    """
    if not settings.store.startswith(_SCHEMES):
        raise CannotShare("--store takes postgresql://USER:PASSWORD@HOST/DATABASE")
    if settings.instances is not InstanceMode.FIXED:
        raise CannotShare("--store shares one instance, so that other hosts can have none; give --instances fixed")
    excluded = {
        "--persist": settings.persist is not None,
        "--watch": settings.watch,
        "--seed": settings.seed is not None,
        "--spec": bool(settings.specs),
        "--machine-key-path": settings.machine_key_path is not None,
        "--login-client-pat-path": settings.login_client_pat_path is not None,
    }
    found = next((flag for flag, given in excluded.items() if given), None)
    if found is not None:
        raise CannotShare(f"--store and {found} exclude each other: {_WHY[found]}")


_WHY: Final = {
    "--persist": "the store keeps the state already",
    "--watch": "each server would load the file for all",
    "--seed": "each server would make the same ids and tokens",
    "--spec": "what is kept of documents of one's own is not shared",
    "--machine-key-path": "each server would add a key; add one by the API",
    "--login-client-pat-path": "each server would add a user; add one by the API",
}


async def _taken_over(log: PostgresLog, settings: Settings) -> tuple[SharedInstance, int]:
    try:
        number = await log.prepare()
        position = await log.before_state()
        if not position and not await log.begin(0):
            await log.commit(0, [Change(ChangeKind.STATE, state_text(seeds.start(settings).state))])
        elif not position:
            await log.commit(0, [])
        instance = SharedInstance(empty_instance(settings, 2 + number % _MACHINES), Changes())
        entries = await log.since(position, _AT_A_TIME)
        while entries:
            instance.fold_in(entry.change for entry in entries)
            position = entries[-1].position
            entries = await log.since(position, _AT_A_TIME)
    finally:
        await log.close()
    instance.lag_reads(settings.consistency_lag_ms)
    instance.settle()
    return instance, position


def _require_same(instance: SharedInstance, settings: Settings) -> None:
    """Refuse a server that would be asked under another name, or by another token.

    Raises: CannotShare.
    """
    domain = instance.state.external_domain
    if domain != settings.external_domain:
        raise CannotShare(f"--store: the state in it is of --external-domain {domain}; give the same")
    if settings.admin_pat not in instance.state.tokens:
        raise CannotShare("--store: --admin-pat is no token of the state in it; give all servers the same")
