"""What many followers of a journal cost, and what a search of a long one does to others."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from mockserver.app import create_app
from mockserver.control import following, searching
from mockserver.control.following import Followers
from mockserver.control.request_filter import EntryFilter
from mockserver.control.server import Target
from mockserver.settings import LogFormat, Settings
from mockserver.store.instance import Instance
from mockserver.store.instances import Instances
from mockserver.wire.http import Exchange, HttpRequest, Response

WANTED = EntryFilter()


def exchange(instance: Instance, path: str = "/x") -> None:
    """Keep a request."""
    request = HttpRequest("GET", path, path.encode(), b"", {}, "http", b"")
    entry = Exchange(instance.journal.next_number, 0, 0, request, Response(404, [], b"", transport="json"))
    instance.journal.append(entry, 1)


@pytest.fixture
def instance() -> Instance:
    """An instance with an empty journal, in a process in which entries were shown before.

    The first one waits for what is imported and read when it is first used, which takes longer than a turn may.
    """
    warm = create_app(Settings(log=LogFormat.OFF)).instances.first
    exchange(warm)
    for entry in warm.journal.since(0, 1):
        following.summary(entry, warm)
    return create_app(Settings(log=LogFormat.OFF)).instances.first


def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of entries that are rendered from now on."""
    rendered: list[int] = []
    summary = following.summary

    def count(entry: Exchange, instance: Instance) -> dict[str, Any]:
        rendered.append(entry.number)
        return summary(entry, instance)

    monkeypatch.setattr(following, "summary", count)
    return rendered


def test_an_entry_is_rendered_once(instance: Instance, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred followers of one filter get the same bytes; nothing is rendered for who does not ask."""
    rendered = counted(monkeypatch)
    followers = Followers(instance.journal)
    for _ in range(3):
        exchange(instance)
    assert rendered == []

    async def ask() -> list[following.News]:
        return await asyncio.gather(*(followers.news(WANTED, 0, instance) for _ in range(100)))

    news = asyncio.run(ask())
    assert rendered == [1, 2, 3]
    assert len(set(news)) == 1
    assert news[0].text.count(b"event: request") == news[0].seen == 3


def test_they_are_told_together(instance: Instance) -> None:
    """Of a burst of requests those who wait are told once, and then again of what came meanwhile."""
    followers = Followers(instance.journal)
    instance.journal.listeners.append(followers.notice)

    async def follow() -> list[int]:
        seen, told = 0, []
        for _ in range(2):
            for _ in range(50):
                exchange(instance)
            assert await followers.grown(5.0)
            seen = (await followers.news(WANTED, seen, instance)).seen
            told.append(seen)
        assert not await followers.grown(0.01)
        return told

    assert asyncio.run(follow()) == [50, 100]


def turns_beside(work: Callable[[], Coroutine[Any, Any, Any]]) -> int:
    """How often others got their turn while something was done."""
    turns = 0

    async def both() -> None:
        nonlocal turns
        done = asyncio.ensure_future(work())
        while not done.done():
            turns += 1
            await asyncio.sleep(0)
        done.result()

    asyncio.run(both())
    return turns


def test_catching_up_leaves_turns_to_others(instance: Instance) -> None:
    """Who has a long journal to catch up with gets it in many pieces, whole."""
    for _ in range(5_000):
        exchange(instance)
    followers = Followers(instance.journal)
    got: list[bytes] = []

    async def catch_up() -> None:
        seen = 0
        while seen < 5_000:
            news = await followers.news(WANTED, seen, instance)
            seen = news.seen
            got.append(news.text)

    assert turns_beside(catch_up) >= 5_000 // 500
    assert b"".join(got).count(b"event: request") == 5_000


def test_a_search_leaves_turns_to_others() -> None:
    """All of a long journal is looked through, newest first, with others in between; entries may come meanwhile."""
    app = create_app(Settings(log=LogFormat.OFF))
    held: Instances = app.instances
    for number in range(5_000):
        exchange(held.first, f"/{number % 100}/")
    request = HttpRequest("GET", "/__admin/requests", b"/__admin/requests", b"text=/7/&limit=1000", {}, "http", b"")
    found: list[Exchange] = []

    async def search() -> None:
        target = Target(None, "", held.first, request)  # type: ignore[arg-type] # no server is needed to search
        found.extend(await searching.search(target))

    assert turns_beside(search) >= 5_000 // 256
    assert [entry.number for entry in found] == list(range(4_908, 0, -100))
