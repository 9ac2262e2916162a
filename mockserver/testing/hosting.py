"""Starting and ending a server in this process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Self, TypeVar

from mockserver import seeds
from mockserver.app import App, create_app
from mockserver.settings import LogFormat, Settings
from mockserver.store.instance import Instance
from mockserver.testing.door import Door
from mockserver.testing.engine import Engine
from mockserver.testing.setups import Seedable, document_of

Result = TypeVar("Result")

_DEFAULTS = Settings(port=0, log=LogFormat.OFF)


class Hosted:
    """A server that starts and ends with `with` or `async with`, on a port of its own of 127.0.0.1."""

    def __init__(
        self,
        *,
        host: str = "localhost",
        seed: Seedable | None = None,
        settings: Settings = _DEFAULTS,
        engine: Engine | None = None,
    ) -> None:
        """Prepare a server; it starts with `with`, or `start`.

        Args:
            host: the domain of its instance, which organisations' primary domains end with.
            seed: the state it starts with and goes back to at `reset`: values as in a state file, or the path of one.
            settings: further settings; without `port` a free one is taken.
            engine: what it shares with others; `isolated` gives it.

        Raises: SeedError; ValueError for settings of TLS or of files, which only the command knows.
        """
        if settings.tls_self_signed or settings.tls_cert or settings.state_file or settings.watch:
            raise ValueError("TLS and state files are for zitadel-mock serve; give a state as seed")
        self.host = host
        """Domain of the instance, by which it answers too, as header `Host` or `x-zitadel-instance-host`."""
        self._settings = replace(settings, external_domain=host)
        self._seed = document_of(seed) if seed is not None else seeds.Document(seeds.Seed())
        self._shared = engine
        self._engine: Engine | None = None
        self._app: App
        self._door: Door

    def start(self) -> Self:
        """Start to serve; returns itself.

        Raises: RuntimeError where it serves already; BadSpec, CannotListen, SeedError, UnusableDocument.
        """
        if self._engine is not None:
            raise RuntimeError("this mock serves already")
        engine = self._shared or Engine()
        try:
            own = engine.own(self._settings)
            self._app = create_app(self._settings, self._fresh(engine), engine.routes, own)
            self._door = Door(self._app, self._settings)
            engine.loop.run(self._door.open())
        except BaseException:
            if self._shared is None:
                engine.loop.stop()
            raise
        self._engine = engine
        return self

    def stop(self) -> None:
        """End it and all its connections. Ending it twice does no harm."""
        engine, self._engine = self._engine, None
        if engine is None:
            return
        engine.loop.run(self._door.close())
        engine.loop.run(self._app.close())
        if self._shared is None:
            engine.loop.stop()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    async def __aenter__(self) -> Self:
        return await asyncio.to_thread(self.start)

    async def __aexit__(self, *_: object) -> None:
        await asyncio.to_thread(self.stop)

    @property
    def url(self) -> str:
        """`http://127.0.0.1:PORT`: needs no resolver and no header, for every port means one mock."""
        self._running()
        return self._door.listener.url

    @property
    def port(self) -> int:
        """The TCP port."""
        self._running()
        return self._door.listener.port

    @property
    def target(self) -> str:
        """`127.0.0.1:PORT`, as gRPC channels take it."""
        return f"{self._settings.host}:{self.port}"

    def _fresh(self, engine: Engine) -> Instance:
        return seeds.build(self._seed, self._settings, engine.next_machine())

    def _do(self, function: Callable[[Instance], Result]) -> Result:
        """Call a function with the instance, on the server's thread."""

        def called() -> Result:
            instance = self._app.instances.first
            try:
                return function(instance)
            finally:
                # What a test writes is no request's change.
                self._app.instances.first.account()

        return self._running().loop.call(called)

    def _running(self) -> Engine:
        if self._engine is None:
            raise RuntimeError("this mock does not serve; use it as `with ZitadelMock() as mock:`")
        return self._engine
