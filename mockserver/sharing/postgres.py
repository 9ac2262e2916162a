"""The log as a table of PostgreSQL.

A turn is a transaction that holds an advisory lock. Who dies with it, or stands still for `TURN_S`, loses it:
PostgreSQL rolls the transaction back, and nothing of it was ever seen.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from typing import Any, Final

import psycopg

from mockserver.sharing.changes import Change, ChangeKind
from mockserver.sharing.log import Placed, StoreGone

TURN_S: Final = 10
"""How long a replica waits for the turn, and how long one that stands still keeps it."""
CALL_S: Final = 15
"""How long PostgreSQL may take for anything."""
TABLE: Final = "zitadel_mock_log"
_LOCK: Final = f"pg_advisory_xact_lock('{TABLE}'::regclass::oid::bigint)"
_CREATE: Final = f"""
begin;
select pg_advisory_xact_lock(hashtext('{TABLE}'));
create table if not exists {TABLE} (
  position bigint primary key,
  kind text not null,
  change json not null,
  written timestamptz not null default now()
);
create sequence if not exists {TABLE}_replicas;
commit;
"""
_SINCE: Final = f"select position, kind, change::text from {TABLE} where position > %s order by position limit %s"  # noqa: S608 (a constant)
_LAST_STATE: Final = f"select position from {TABLE} where kind = 'state' order by position desc limit 1"  # noqa: S608 (a constant)
_INSERT: Final = (
    f"insert into {TABLE} (position, kind, change) "  # noqa: S608 (a constant)
    "select * from unnest(%s::bigint[], %s::text[], %s::json[])"
)


class PostgresLog:
    """A log at a connection string of PostgreSQL, with one connection to work by and one to hear by."""

    def __init__(self, url: str) -> None:
        """Connect later."""
        self._url = url
        self._working: psycopg.AsyncConnection[Any] | None = None
        self._hearing: psycopg.AsyncConnection[Any] | None = None

    async def prepare(self) -> int:
        """Make the table where there is none; returns a number that no other replica has.

        Raises: StoreGone.
        """
        await self.connect()
        async with self._called() as connection:
            (encoding,) = await _row(connection, "show server_encoding")
            if encoding != "UTF8":
                raise StoreGone(f"the database has the encoding {encoding}; create one with encoding UTF8")
            (schema,) = await _row(connection, "select current_schema()")
            if schema is None:
                (path,) = await _row(connection, "show search_path")
                raise StoreGone(f"no schema of the search_path is there; create one first: create schema {path}")
            await connection.execute(_CREATE)
            (number,) = await _row(connection, f"select nextval('{TABLE}_replicas')")
            return int(number)

    async def before_state(self) -> int:
        """The place before the newest entry that holds all that there is; 0 where there is none. Raises: StoreGone."""
        async with self._called() as connection:
            found = await (await connection.execute(_LAST_STATE)).fetchone()
            return 0 if found is None else int(found[0]) - 1

    async def connect(self) -> None:
        await self.close()
        with _explained():
            self._working = await _connected(self._url)
            self._hearing = await _connected(self._url)
            await self._hearing.execute(f"listen {TABLE}")

    async def since(self, position: int, most: int) -> list[Placed]:
        async with self._called() as connection:
            cursor = await connection.execute(_SINCE, (position, most))
            return _placed(await cursor.fetchall())

    async def begin(self, position: int) -> list[Placed]:
        async with self._called() as connection:
            # One message: each of its statements sees what was committed before it, so the last one all that there is.
            rows = f"select position, kind, change::text from {TABLE} where position > {position:d} order by position"  # noqa: S608 (a number)
            cursor = await connection.execute(f"begin; select {_LOCK}; {rows}")
            while cursor.nextset():
                pass
            return _placed(await cursor.fetchall())

    async def commit(self, position: int, changes: Sequence[Change]) -> None:
        async with self._called() as connection:
            if not changes:
                await connection.execute("rollback")
                return
            places = list(range(position + 1, position + 1 + len(changes)))
            kinds = [str(change.kind) for change in changes]
            texts = [change.text.decode("utf-8") for change in changes]
            async with connection.pipeline():
                await connection.execute(_INSERT, (places, kinds, texts))
                await connection.execute(f"notify {TABLE}")
                await connection.execute("commit")

    async def wait(self) -> None:
        connection = self._hearing
        if connection is None:
            raise StoreGone("it is not connected")
        try:
            with _explained():
                async for _ in connection.notifies(stop_after=1):
                    return
        except StoreGone:
            if connection is self._hearing:
                raise

    async def close(self) -> None:
        connections, self._working, self._hearing = (self._working, self._hearing), None, None
        for connection in connections:
            if connection is not None:
                with contextlib.suppress(psycopg.Error, OSError):
                    await connection.close()

    @contextlib.asynccontextmanager
    async def _called(self) -> AsyncIterator[psycopg.AsyncConnection[Any]]:
        """The connection to work by, for not too long."""
        if self._working is None:
            raise StoreGone("it is not connected")
        with _explained():
            async with asyncio.timeout(CALL_S):
                yield self._working


@contextlib.contextmanager
def _explained() -> Any:
    """Turn whatever PostgreSQL and the network have to say into `StoreGone`."""
    try:
        yield
    except TimeoutError:
        raise StoreGone(f"PostgreSQL did not answer within {CALL_S} s") from None
    except (psycopg.Error, OSError) as error:
        raise StoreGone(" ".join(str(error).split()) or type(error).__name__) from error


async def _connected(url: str) -> psycopg.AsyncConnection[Any]:
    async with asyncio.timeout(CALL_S):
        connection = await psycopg.AsyncConnection.connect(url, autocommit=True, connect_timeout=CALL_S)
        await connection.execute(
            f"set lock_timeout = '{TURN_S}s'; set idle_in_transaction_session_timeout = '{TURN_S}s'; "
            "set client_encoding = 'UTF8'; set default_transaction_isolation = 'read committed'"
        )
        return connection


async def _row(connection: psycopg.AsyncConnection[Any], query: str) -> tuple[Any, ...]:
    found: tuple[Any, ...] | None = await (await connection.execute(query)).fetchone()
    if found is None:
        raise StoreGone(f"PostgreSQL answered nothing to {query!r}")
    return found


def _placed(rows: Sequence[tuple[int, str, str]]) -> list[Placed]:
    try:
        return [Placed(position, Change(ChangeKind(kind), text.encode("utf-8"))) for position, kind, text in rows]
    except ValueError as error:
        raise StoreGone(f"the log holds what this version does not know: {error}") from error
