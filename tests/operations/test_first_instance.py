"""The state that an instance starts with."""

from __future__ import annotations

import json

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from mockserver.access.caller import authenticate
from mockserver.domain.ids import KeyId
from mockserver.domain.organisations import deactivate_organisation
from mockserver.domain.users import NEVER
from mockserver.operations.first_instance import first_instance, issue_admin_key
from mockserver.settings import Settings


def test_the_organisation() -> None:
    """There is one organisation, ZITADEL, which is the default one, with a domain under the external domain."""
    state = first_instance(Settings(external_domain="id.example")).state

    (organisation,) = state.organisations

    assert (organisation.name, organisation.primary_domain) == ("ZITADEL", "zitadel.id.example")
    assert state.default_organisation == organisation.id
    assert (state.organisation_histories[organisation.id].sequence, organisation.sequence) == (6, 4)


def test_the_administrator() -> None:
    """The token of the settings belongs to a machine user that owns organisation and instance."""
    instance = first_instance(Settings(admin_pat="my-token"))

    admin = authenticate(instance.state, "Bearer my-token", instance.clock.now())

    (organisation,) = instance.state.organisations
    assert admin.user_name == "zitadel-admin-sa"
    state = instance.state
    members = [
        (member.scope, member.user, member.roles) for member in (*state.organisation_members, *state.instance_members)
    ]
    assert members == [(organisation.id, admin.id, ("ORG_OWNER",)), (state.id, admin.id, ("IAM_OWNER",))]


def test_ids_differ() -> None:
    """Instance, organisation, user and token have ids of their own, of 18 digits."""
    state = first_instance(Settings()).state
    (organisation,) = state.organisations
    (user,) = state.users
    (token,) = state.tokens

    ids = {state.id, organisation.id, user.id, token.id}

    assert len(ids) == 4
    assert all(len(id_) == 18 and id_.isdecimal() for id_ in ids)


def test_instances_are_isolated() -> None:
    """What happens in one instance does not show in another that was made alike."""
    one, other = first_instance(Settings()), first_instance(Settings())
    (organisation,) = one.state.organisations

    one.append(deactivate_organisation(one.state, organisation))

    assert not one.state.organisations[organisation.id].active
    assert [row.active for row in other.state.organisations] == [True]
    assert len(list(other.log)) == len(list(one.log)) - 1


@pytest.mark.parametrize("kept", [1, 3])
def test_the_log_is_bounded(kept: int) -> None:
    """The log keeps as many events as the settings say."""
    assert len(list(first_instance(Settings(max_kept_events=kept)).log)) == kept


def test_the_administrators_key() -> None:
    """The key file's private half fits the public half that the instance knows under its id."""
    instance = first_instance(Settings())

    file = json.loads(issue_admin_key(instance))

    known = instance.state.machine_keys[KeyId(file["keyId"])]
    assert known.user == file["userId"]
    private = load_pem_private_key(file["key"].encode(), None)
    assert file["type"] == "serviceaccount"
    assert file["expirationDate"] == "9999-12-31T23:59:59Z"
    assert known.expires == NEVER
    assert private.public_key() == load_pem_public_key(known.public_key)
