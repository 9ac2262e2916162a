"""One call of a method that nobody modelled, with what the table of kinds says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from mockserver.domain.ids import OrganisationId
from mockserver.domain.things import Thing
from mockserver.operations.context import Context
from mockserver.spec.json_values import JsonObject
from mockserver.spec.operation import is_v2
from mockserver.spec.reader import snake_case
from mockserver.surface.model import Method
from mockserver.unmodelled.fabricated import finding
from mockserver.unmodelled.fabricated.believable import Believable
from mockserver.unmodelled.fabricated.finding import Address
from mockserver.unmodelled.fabricated.kinds import OWN, Kind, Row, Shape, Table
from mockserver.unmodelled.fabricated.view import Moment, View

_OF_INSTANCE = ("iam.", "system.")
"""Permissions that are those of a whole instance."""
_ADMIN = "zitadel.admin.v1."
_OWNERS = ("organizationId", "orgId", "organisationId")
_OWNERS_WITHIN = ("organization", "organisation", "ctx", "owner")
_SHARED = frozenset({"Org"})
"""Kinds that have no owner but themselves."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call.

    Attributes:
        told: what the request tells, of several things the one at hand; a canonical message.
        told_type: the full name of that message.
    """

    context: Context
    table: Table
    rpc: str
    method: Method
    row: Row
    message: JsonObject
    told: JsonObject
    told_type: str
    address: Address

    @classmethod
    def of(cls, context: Context, table: Table, rpc: str, method: Method, message: JsonObject) -> Call:
        """Read who and what is meant."""
        row = table.rows[rpc]
        names = {name: _text(message[field]) for field, name in row.address if message.get(field) not in (None, "")}
        if row.mine:
            names[OWN if row.kind == "User" else "user"] = context.user.id
        everywhere = is_v2(rpc) or row.kind in _SHARED or row.mine
        address = Address(names, _owner(context, rpc, method, row, message), everywhere)
        return cls(context, table, rpc, method, row, message, message, method.request, address)

    @property
    def kind(self) -> Kind | None:
        """What it is about; None where it is about no kind."""
        return self.table.kinds.get(self.row.kind)

    @property
    def is_v2(self) -> bool:
        """Whether its service is one of v2."""
        return is_v2(self.rpc)

    @property
    def several_field(self) -> str:
        """The protobuf name of the repeated field of a request about several things; empty for all others."""
        return snake_case(self.row.several)

    def one_of(self, told: JsonObject, own: str, told_type: str) -> Call:
        """The call for one of several things."""
        address = self.address._replace(names={**self.address.names, OWN: own})
        return replace(self, told=told, told_type=told_type or self.told_type, address=address)

    def addresses(self, kind: Kind) -> Iterator[Address]:
        """Where to look for a thing: of settings first with their owner, then with the instance."""
        default = Address(self.address.names, self.context.state.id, self.address.everywhere)
        if kind.shape is Shape.COLLECTION:
            yield self.address
            return
        if self.row.scope != "default":
            yield self.address
        if self.row.scope != "custom" or self.rpc.startswith(_ADMIN):
            yield default

    def named(self) -> str:
        """How the request named its thing."""
        return self.address.names.get(OWN) or "/".join(self.address.names.values())

    def nothing(self, kind: Kind | None = None) -> Thing:
        """What stands in for a thing where there is none: as old as the instance."""
        state = self.context.state
        first = state.organisations.get(OrganisationId(state.default_organisation))
        created = first.created if first is not None else self.context.instance.clock.now()
        owner = state.id if kind is not None and kind.shape is Shape.SETTING else self.address.owner
        facts = {"defaultorgid": state.default_organisation, "globalorgid": state.default_organisation}
        return Thing(self.row.kind, (), owner, self.address.names, facts, "ACTIVE", 1, created, created)

    def view(self, thing: Thing, *, moment: Moment = Moment.READ, default: bool = False, own_depth: int = 0) -> View:
        """The thing as an answer sees it."""
        instance = self.context.instance
        # What an act makes, such as a secret, is another one each time.
        turn = f" {thing.sequence}" if moment is Moment.CHANGED else ""
        seed = f"{self.context.state.id} {thing.kind} {' '.join(thing.key)}{turn}"
        kind = self.table.kinds.get(thing.kind)
        believable = Believable(seed, subject=kind.words if kind is not None else (), fake=instance.fake)
        return View(
            thing,
            kind,
            believable,
            moment=moment,
            default=default,
            of_instance=thing.owner == self.context.state.id,
            own_depth=own_depth,
            look_up=self._look_up,
        )

    def _look_up(self, word: str, id_: str) -> Thing | None:
        """What an id means, by the word before `_id`."""
        kind = self.table.referred.get(word)
        return finding.find(self.context.state, kind, Address({OWN: id_}, "", everywhere=True)) if kind else None


def _owner(context: Context, rpc: str, method: Method, row: Row, message: JsonObject) -> str:
    """Whose things a request means: the organisation that it names, the instance, or the caller's organisation."""
    if row.kind not in _SHARED:
        for name in _OWNERS:
            if isinstance(message.get(name), str) and message[name]:
                return str(message[name])
        for within in _OWNERS_WITHIN:
            below = message.get(within)
            if isinstance(below, dict):
                if below.get("instance"):
                    return context.state.id
                if below.get("orgId"):
                    return str(below["orgId"])
    if rpc.startswith(_ADMIN) or (method.permission.startswith(_OF_INSTANCE) and is_v2(rpc)):
        return context.state.id
    if row.scope == "default":
        return context.state.id
    return context.organisation.id


def _text(value: Any) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value, order="sorted").decode()
