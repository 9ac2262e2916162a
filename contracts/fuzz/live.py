"""What exists on the server at this moment, so that random requests can be about it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from typing import Any

from .api import Api

_NAME = re.compile(r"([a-z]+)([0-9]*)")

CREATED = {"CreateAction": ("action", "id"), "AddMachineUser": ("user", "userId")}
"""Operations that make something, with its kind and the member of the answer that is its id."""
REMOVED = ("DeleteAction", "RemoveOrg", "AdminRemoveOrg", "AddOrgMember", "AddIAMMember")
"""Operations after which an id is no longer what its kind promises; users of the pool `newcomer` have no role."""
MOVED = {
    "DeactivateAction": "inactive",
    "ReactivateAction": "action",
    "DeactivateOrg": "closed",
    "ReactivateOrg": "spare",
}
ADDS_ORGANISATION = ("AddOrg", "AddOrganization", "SetUpOrg")
"""Operations that make an organisation, which is to be removed at the end."""
FIRST_TRIGGERS = {"1": "1", "2": "4", "3": "1", "4": "6"}
"""A trigger type of each flow type."""
NEXT_OF = 7
"""Actions that take turns under the name `next`, so that a list of them is another one each time."""
MOST = 12
"""Ids kept of a kind: more would make it less likely that requests are about the same thing."""


class Live:
    """Ids by kind: `action` (active), `inactive`, `user`, `newcomer`, `organisation`, `spare` and `closed` ones.

    `unique` is a new text, `next` another action each time, and `set2` flow type 2 once an action of it was set.

    Names of ids are the kind and a number. What a name needs is made through the API when it is not there.
    """

    def __init__(self, api: Api, organisation: str, nonce: str) -> None:
        self._api = api
        self.organisation = organisation
        self._nonce = nonce
        self._numbers = itertools.count(1)
        self._turns = itertools.count()
        self._pools: dict[str, list[str]] = {"organisation": [organisation]}
        self._makers: dict[str, Callable[[str], str]] = {
            "action": self._action,
            "inactive": self._inactive,
            "user": self._user,
            "newcomer": self._user,
            "spare": self._spare,
            "closed": self._closed,
        }
        self.made_organisations = [organisation]
        self._seen: set[str] = set()
        self.kinds: dict[str, str] = {organisation: "organisation"}
        """The kind of every id there ever was, for requests to be told again."""

    def __call__(self, name: str) -> str:
        """The id, or unique text, of a name; a name that is none is returned as it was written.

        Raises: CannotFuzz where it cannot be made.
        """
        match = _NAME.fullmatch(name)
        if match is None:
            return name
        kind, number = match[1], int(match[2] or 0)
        if kind == "unique":
            return self._unique()
        if kind == "set":
            return self._set_flow(match[2])
        if kind == "next":
            return self(f"action{next(self._turns) % NEXT_OF}")
        pool = self._pools.setdefault(kind, [])
        if kind in self._makers:
            while len(pool) <= number:
                self._add(kind, self._makers[kind](self._unique()))
        return pool[number % len(pool)] if pool else name

    def made(self, kind: str) -> str:
        """A new one that is in no pool, so that no other request is about it. Raises: CannotFuzz."""
        return self._makers[kind](self._unique())

    def learn(self, operation: str, target: str, answer: Any) -> None:
        """What a successful answer tells. `target` is the id that the request was about."""
        self._seen.update(_ids(answer))
        if operation in MOVED:
            self._forget(target)
            self._add(MOVED[operation], target)
        elif operation in REMOVED:
            self._forget(target)
        elif operation in CREATED and isinstance(answer, dict):
            kind, member = CREATED[operation]
            self.kinds[str(answer.get(member, ""))] = kind
            self._add(kind, str(answer.get(member, "")))
        elif operation in ADDS_ORGANISATION and isinstance(answer, dict):
            self.learn_organisation(answer)

    def learn_organisation(self, answer: Any) -> None:
        """Keep one that an answer says was made, so that it is removed at the end."""
        id_ = str(answer.get("id") or answer.get("organizationId") or answer.get("orgId", ""))
        self.kinds[id_] = "spare"
        self.made_organisations.append(id_)

    def is_foreign(self, id_: str) -> bool:
        """Whether this is an id that an answer had, of something that no other request may change."""
        return id_ in self._seen and id_ not in self.kinds

    def _set_flow(self, flow: str) -> str:
        """Set an action of the flow's first trigger, so that there is something to clear."""
        self._api.set_trigger(self.organisation, flow, FIRST_TRIGGERS[flow], [self("next")])
        return flow

    def _add(self, kind: str, id_: str) -> None:
        pool = self._pools.setdefault(kind, [])
        if id_ and id_ not in pool and len(pool) < MOST:
            pool.append(id_)
            self.kinds[id_] = kind

    def _forget(self, id_: str) -> None:
        for kind, pool in self._pools.items():
            if id_ in pool and kind != "organisation":
                pool.remove(id_)

    def _unique(self) -> str:
        text = f"fuzz{self._nonce}{next(self._numbers)}"
        self.kinds[text] = "unique"
        return text

    def _action(self, name: str) -> str:
        return self._api.add_action(self.organisation, name)

    def _inactive(self, name: str) -> str:
        action = self._action(name)
        self._api.deactivate_action(self.organisation, action)
        return action

    def _user(self, name: str) -> str:
        return self._api.add_user(self.organisation, name)

    def _spare(self, name: str) -> str:
        organisation = self._api.add_organisation(name)
        self.learn_organisation({"id": organisation})
        return organisation

    def _closed(self, name: str) -> str:
        organisation = self._spare(name)
        self._api.deactivate_organisation(organisation)
        return organisation


def _ids(answer: Any) -> Iterator[str]:
    """Every id in an answer that may be one of an organisation."""
    if isinstance(answer, dict):
        for name, member in answer.items():
            if name in ("id", "resourceOwner", "organizationId", "userId") and isinstance(member, str):
                yield member
            else:
                yield from _ids(member)
    elif isinstance(answer, list):
        for item in answer:
            yield from _ids(item)
