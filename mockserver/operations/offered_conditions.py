"""What conditions of executions can name: methods, services, functions and types of events of the real server."""

from __future__ import annotations

import functools
from importlib import resources

from mockserver.domain.executions import Offered
from mockserver.surface.library import surface

_FUNCTIONS = ("preuserinfo", "preaccesstoken", "presamlresponse")
_HEALTH = "grpc.health.v1.Health"
_HEALTH_METHODS = ("Check", "List", "Watch")
_NOT_SERVED = frozenset({"zitadel.analytics.v2beta.TelemetryService"})
"""Services that the surface has, for others than the recorded server."""


@functools.cache
def offered_conditions() -> Offered:
    """What can be named; read when it is first asked for, which takes some 0.3 s.

    Source: recordings/actions-v2-lists.jsonl for methods, services and functions; the types of events are those that
    the real server lists.
    """
    methods_of = {service.name: tuple(service.methods) for service in surface().services()}
    methods_of[_HEALTH] = _HEALTH_METHODS
    services = sorted(methods_of.keys() - _NOT_SERVED)
    methods = sorted(f"/{service}/{method}" for service in services for method in methods_of[service])
    events = resources.files(__package__).joinpath("event_types.txt").read_text("ascii").split()
    return Offered(tuple(methods), tuple(services), _FUNCTIONS, tuple(events))
