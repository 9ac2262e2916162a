"""From an instance to the seed that gives the very same instance again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, ClassVar, Literal

import msgspec
import yaml
from yaml.representer import BaseRepresenter

from mockserver.domain.ids import ActionId, Instant, OrganisationId
from mockserver.domain.rows.members import Member
from mockserver.domain.rows.organisations import Organisation
from mockserver.domain.rows.users import Token, User, UserState
from mockserver.domain.state import InstanceState, OrganisationHistory, Trigger
from mockserver.domain.tables import History
from mockserver.domain.things import Thing
from mockserver.domain.users import NEVER
from mockserver.seeds import model
from mockserver.seeds.contract import contract, word
from mockserver.seeds.exporting_rows import is_machine, rows_and_histories
from mockserver.seeds.recorder import date
from mockserver.seeds.users import ACCESS_TOKEN_TYPES
from mockserver.spec.wellknown import duration
from mockserver.store.instance import Instance

_STATES: Mapping[UserState, Literal["active", "inactive", "locked", "initial"]] = {
    UserState.ACTIVE: "active",
    UserState.INACTIVE: "inactive",
    UserState.LOCKED: "locked",
    UserState.INITIAL: "initial",
}


def export(instance: Instance) -> model.Seed:
    """All that an instance holds; see `export_state`."""
    return export_state(instance.state)


def export_state(state: InstanceState) -> model.Seed:
    """All that a state holds, with ids, sequences, dates, tokens and secrets.

    Authorization codes, refresh tokens and the key that signs id_tokens are no part of it, nor are removed
    organisations with what was made in them since.
    """
    rows, histories = rows_and_histories(state)
    return model.Seed(
        instance=model.Instance(id=state.id, sequence=state.sequence),
        organisations=tuple(_organisation(state, organisation) for organisation in state.organisations),
        users=tuple(
            _user(state, user) for user in state.users if user.organisation in state.organisations and is_machine(user)
        ),
        rows=rows,
        histories=histories,
        things=tuple(_thing(thing) for things in state.things.kinds.values() for thing in things.values()),
        removed=tuple(
            model.Removed(kind=kind, key=key) for kind, keys in state.things.removed.items() for key in sorted(keys)
        ),
    )


def dumps(seed: model.Seed) -> str:
    """A seed as YAML; scripts as blocks where YAML can hold them so."""
    return dumps_plain(msgspec.to_builtins(seed))


def dumps_plain(values: Any) -> str:
    """The plain values of a seed likewise."""
    return yaml.dump(values, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120)


def _organisation(state: InstanceState, organisation: Organisation) -> model.Organisation:
    history = state.organisation_histories[organisation.id]
    return model.Organisation(
        name=organisation.name,
        id=organisation.id,
        active=organisation.active,
        default=organisation.id == state.default_organisation,
        actions=tuple(
            model.Action(
                name=action.name,
                script=action.script,
                timeout=duration(action.timeout),
                allowed_to_fail=action.allowed_to_fail,
                active=action.active,
                id=action.id,
                sequence=action.sequence,
                changed=date(action.changed),
            )
            for action in state.actions.where("organisation", organisation.id)
        ),
        flows=dict(_flows(state, history)),
        created=date(organisation.created),
        changed=date(history.changed),
        sequence=history.sequence,
        own_changed=date(organisation.changed),
        own_sequence=organisation.sequence,
    )


def _thing(thing: Thing) -> model.Thing:
    return model.Thing(
        kind=thing.kind,
        key=thing.key,
        owner=thing.owner,
        address=dict(thing.address),
        facts=dict(thing.facts),
        state=thing.state,
        created=date(thing.created),
        changed=date(thing.changed),
        sequence=thing.sequence,
    )


def _flows(state: InstanceState, history: OrganisationHistory) -> Iterator[tuple[str, dict[str, model.Bound]]]:
    matrix = contract().matrix
    for flow_type, flow in history.flows.items():
        row = matrix.flow(flow_type)
        if row is not None:
            yield (
                word(row),
                {
                    word(matrix.trigger_of_id(trigger_type)): _trigger(state, trigger)
                    for trigger_type, trigger in flow.triggers.items()
                },
            )


def _trigger(state: InstanceState, trigger: Trigger) -> model.Trigger:
    def item(id_: ActionId) -> str | model.RemovedAction:
        action = state.actions.get(id_)
        return action.name if action else model.RemovedAction(removed=id_)

    return model.Trigger(
        actions=tuple(map(item, trigger.actions)), sequence=trigger.sequence, changed=date(trigger.changed)
    )


def _user(state: InstanceState, user: User) -> model.User:
    owner = state.instance_members.get((state.id, user.id))
    return model.User(
        organisation=state.organisations[user.organisation].name,
        user_name=user.user_name,
        name=user.name,
        description=user.machine.description if user.machine is not None else "",
        state=_STATES[user.state],
        access_token_type="jwt" if user.access_token_type == ACCESS_TOKEN_TYPES.index("jwt") else "bearer",
        roles={
            state.organisations[OrganisationId(member.scope)].name: _membership(member)
            for member in state.organisation_members.where("user", user.id)
        },
        instance_roles=_membership(owner) if owner is not None else None,
        tokens=tuple(map(_token, state.tokens.where("user", user.id))),
        keys=tuple(
            model.Key(
                public_key=key.public_key.decode("ascii"),
                expires=_expiry(key.expires),
                id=key.id,
                added=date(key.created),
                sequence=key.sequence,
            )
            for key in state.machine_keys.where("user", user.id)
        ),
        secret=user.secret,
        id=user.id,
        created=date(user.created),
        changed=date(user.changed),
        sequence=state.histories[History.USER][user.id],
        own_sequence=user.sequence,
    )


def _membership(member: Member) -> model.Membership:
    return model.Membership(
        roles=member.roles, sequence=member.sequence, created=date(member.created), changed=date(member.changed)
    )


def _token(token: Token) -> model.Token:
    return model.Token(
        token=token.secret,
        expires=_expiry(token.expires),
        id=token.id,
        issued=date(token.created),
        for_api=token.for_api,
        client=token.client,
        scopes=token.scopes,
        authenticated=date(token.authenticated) if token.authenticated else None,
        methods=token.methods,
        sequence=token.sequence,
    )


def _expiry(expires: Instant) -> datetime | None:
    return None if expires == NEVER else date(expires)


def _represent_text(dumper: BaseRepresenter, text: str) -> yaml.ScalarNode:
    lines = text.split("\n")
    # A block can hold neither other line breaks than this one nor characters that must be escaped.
    block = len(lines) > 1 and all(line.isprintable() for line in lines)
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if block else None)


class _Dumper(yaml.CSafeDumper):
    """Writes texts of several lines as blocks, and no aliases."""

    yaml_representers: ClassVar = {**yaml.CSafeDumper.yaml_representers, str: _represent_text}

    def ignore_aliases(self, _: object) -> bool:
        return True
