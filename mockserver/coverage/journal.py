"""The journal of a running server as recorded traffic."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import httpx

from mockserver.coverage.actions import OUTCOMES, PLACES, delivery
from mockserver.coverage.items import Item
from mockserver.traffic.entries import Entry, exchange_of
from mockserver.traffic.exchange import Exchange, UnreadableTraffic

_PAGE = 200


class Journal:
    """What a server was asked, read from its control API, oldest first."""

    def __init__(self, base_url: str, admin_token: str) -> None:
        """Read from a server.

        Args:
            admin_token: its `--admin-token`; empty where it has none.
        """
        self._url = f"{base_url.rstrip('/')}/__admin/requests"
        self._headers = {"authorization": f"Bearer {admin_token}"} if admin_token else {}

    def exchanges(self) -> Iterator[Exchange]:
        """All exchanges that the journal keeps.

        Raises: UnreadableTraffic.
        """
        try:
            with httpx.Client(headers=self._headers, timeout=20) as client:
                for entry in reversed(list(self._entries(client))):
                    yield exchange_of(_read(client, f"{self._url}/{entry['id']}"))
        except (httpx.HTTPError, KeyError, ValueError) as error:
            raise UnreadableTraffic(f"{self._url}: {error}") from error

    def deliveries(self) -> Iterator[Item]:
        """What executions sent, each kind once.

        Raises: UnreadableTraffic.
        """
        url = f"{self._url.rpartition('/')[0]}/deliveries"
        try:
            with httpx.Client(headers=self._headers, timeout=20) as client:
                for place, outcome in itertools.product(PLACES, OUTCOMES):
                    found = _read(client, f"{url}?limit=1&condition={place}&outcome={outcome}")
                    if found["deliveries"]:
                        yield delivery(place, outcome)
        except (httpx.HTTPError, KeyError, ValueError) as error:
            raise UnreadableTraffic(f"{url}: {error}") from error

    def _entries(self, client: httpx.Client) -> Iterator[Entry]:
        """Newest first, a page at a time."""
        before = ""
        while True:
            page = _read(client, f"{self._url}?limit={_PAGE}{before}")["requests"]
            yield from page
            if len(page) < _PAGE:
                return
            before = f"&before={page[-1]['id']}"


def _read(client: httpx.Client, url: str) -> Any:
    response = client.get(url)
    response.raise_for_status()
    return response.json()
