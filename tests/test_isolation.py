"""Two organisations used in turn, by requests that succeed and requests that fail, never see each other's."""

from __future__ import annotations

import random

import httpx

from tests.server import Api, error_id

ACTIONS = "/management/v1/actions"
ROUNDS = 120


class Side:
    """One of the organisations, with what must never be seen in the other."""

    def __init__(self, api: Api, word: str) -> None:
        self.api = api
        self.word = word
        self.ids: list[str] = []

    @property
    def secrets(self) -> list[str]:
        """Texts that only answers to this organisation may hold."""
        return [self.api.organisation, self.word, *self.ids]

    def create(self, name: str) -> httpx.Response:
        """Create an action under a name that the other organisation may have as well."""
        answer = self.api.call("POST", ACTIONS, json={"name": name, "script": self.word})
        assert answer.status_code == 200, answer.text
        self.ids.append(answer.json()["id"])
        return answer

    def request(self, chance: random.Random, other: Side) -> httpx.Response:
        """One request that succeeds or is refused."""
        match chance.randrange(6):
            case 0:
                return self.create(f"action-{len(self.ids)}")
            case 1:
                return self.api.set_trigger(chance.sample(self.ids, chance.randrange(len(self.ids) + 1)))
            case 2:
                answer = self.api.set_trigger([self.ids[0], chance.choice(other.ids)])
                assert error_id(answer) == "COMMAND-dg422"
            case 3:
                answer = self.api.call("POST", ACTIONS, content=b'{"name": "broken')
                assert answer.status_code == 400
            case 4:
                answer = self.api.call("POST", ACTIONS, json={"name": "action-0", "script": "taken"})
                assert error_id(answer) == "V3-DKcYh"
            case _:
                # The answer repeats the id that was asked for in no place.
                answer = self.api.call("GET", f"{ACTIONS}/{chance.choice(other.ids)}")
                assert error_id(answer) == "QUERY-GEfnb"
        return answer


def test_organisations_do_not_leak(api: Api) -> None:
    """Whatever was sent before, for whom, an answer holds nothing of the other organisation."""
    sides = (Side(api, "secret-of-the-left"), Side(api.new_organisation(), "secret-of-the-right"))
    for side in sides:
        side.create("action-0")
    chance = random.Random(7)  # noqa: S311 - a fixed order of requests, no secret

    for _ in range(ROUNDS):
        here, there = chance.sample(sides, 2)
        seen = here.request(chance, there).text
        assert not [text for text in there.secrets if text in seen], seen
        for side in sides:
            assert [action["id"] for action in side.api.actions()] == side.ids
            assert set(side.api.bound()) <= set(side.ids)
