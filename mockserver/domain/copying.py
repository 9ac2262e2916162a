"""A second state that goes its own way."""

from __future__ import annotations

from dataclasses import replace

from mockserver.domain.state import Flow, InstanceState, Organisation, User


def copy_of(state: InstanceState) -> InstanceState:
    """A state that is equal and shares nothing that events change.

    What is replaced as a whole (actions, triggers, tokens, keys) is shared, so that the cost is that of
    its organisations and users, not of all that they have.
    """
    organisations = {id_: _organisation(known) for id_, known in state.known_organisations.items()}
    users = {id_: _user(known) for id_, known in state.known_users.items()}
    return replace(
        state,
        organisations={id_: organisations[id_] for id_ in state.organisations},
        known_organisations=organisations,
        organisation_names=dict(state.organisation_names),
        domains=dict(state.domains),
        users={id_: users[id_] for id_ in state.users},
        known_users=users,
        user_names=dict(state.user_names),
        tokens=dict(state.tokens),
        members=dict(state.members),
        things=state.things.copy(),
    )


def _organisation(organisation: Organisation) -> Organisation:
    return replace(
        organisation,
        domains=set(organisation.domains),
        actions=dict(organisation.actions),
        action_names=dict(organisation.action_names),
        flows={type_: Flow(dict(flow.triggers)) for type_, flow in organisation.flows.items()},
        members=dict(organisation.members),
        users=set(organisation.users),
    )


def _user(user: User) -> User:
    return replace(user, tokens=dict(user.tokens), keys=dict(user.keys))
