"""What servers of one process share."""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from mockserver.app import own_apis, served_routes
from mockserver.pipeline import ServedOperation
from mockserver.settings import OwnSpec, Settings
from mockserver.testing.loop_thread import LoopThread
from mockserver.wire.grpc.unary import Rpcs

if TYPE_CHECKING:
    from mockserver.wire.own_apis import OwnApis

_MACHINES = 1 << 16
"""Machine numbers that there are in an id."""


@contextmanager
def without_deprecations() -> Iterator[None]:
    """What packages deprecate of each other is not the business of a test that takes warnings for errors."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


class Engine:
    """The routes of the spec, which hold no state and take long to make, and the loop that all servers run on."""

    def __init__(self) -> None:
        """Read the spec and start the loop.

        Raises: BadSpec.
        """
        with without_deprecations():
            self.routes = served_routes()
        self.operations = tuple(served for served in self.routes if isinstance(served, ServedOperation))
        self.rpcs = Rpcs(self.operations)
        self.loop = LoopThread()
        self._own: dict[tuple[OwnSpec, ...], OwnApis | None] = {}
        self._hosts = itertools.count(1)
        self._machines = itertools.count(1)

    def own(self, settings: Settings) -> OwnApis | None:
        """What answers documents of one's own, which servers with the same documents share.

        Raises: UnusableDocument.
        """
        if settings.specs not in self._own:
            with without_deprecations():
                self._own[settings.specs] = own_apis(settings, self.routes)
        return self._own[settings.specs]

    def next_host(self) -> str:
        """A host name that no other server of this engine got."""
        return f"t-{next(self._hosts)}.localhost"

    def next_machine(self) -> int:
        """A machine number for the ids of an instance, so that instances make different ones."""
        return next(self._machines) % _MACHINES
