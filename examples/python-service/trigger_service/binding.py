"""Making a server's triggers what they should be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import httpx

from trigger_service.zitadel import Zitadel, ZitadelError

Bindings = Mapping[str, Mapping[str, Sequence[str]]]
"""Flow to trigger to names of actions, in order."""

_ATTEMPTS = 3
_UNAVAILABLE = 503


class UnknownAction(Exception):
    """A binding names an action that the organisation does not have."""


def bind(zitadel: Zitadel, bindings: Bindings) -> int:
    """Bind all; returns how many triggers changed.

    Raises: UnknownAction before anything is changed; ZitadelError; httpx.TransportError.
    """
    ids = zitadel.action_ids()
    missing = {name for triggers in bindings.values() for names in triggers.values() for name in names} - ids.keys()
    if missing:
        raise UnknownAction(", ".join(sorted(missing)))
    return sum(
        _set(zitadel, flow, trigger, [ids[name] for name in names])
        for flow, triggers in bindings.items()
        for trigger, names in triggers.items()
    )


def _set(zitadel: Zitadel, flow: str, trigger: str, action_ids: Sequence[str]) -> bool:
    """Try again where the server is away for a moment; setting the same twice does no harm."""
    for _ in range(_ATTEMPTS - 1):
        try:
            return zitadel.set_trigger_actions(flow, trigger, action_ids)
        except httpx.TransportError:
            continue
        except ZitadelError as error:
            if error.status != _UNAVAILABLE:
                raise
    return zitadel.set_trigger_actions(flow, trigger, action_ids)
