"""What callers are told of themselves, called as the pipeline calls it."""

from __future__ import annotations

import msgspec
import pytest

from mockserver.access.roles import role_permissions
from mockserver.operations import machines, me
from mockserver.operations.context import Context
from mockserver.operations.first_instance import first_instance
from mockserver.operations.messages.zitadel_auth_v1 import GetMyUserRequest, ListMyZitadelPermissionsRequest
from mockserver.operations.messages.zitadel_management_v1 import (
    AddMachineUserRequest,
    AddPersonalAccessTokenRequest,
    GenerateMachineSecretRequest,
)
from mockserver.settings import Settings
from mockserver.spec.matrix import FlowMatrix
from tests.domain.worlds import instance_member_made, org_member_made
from tests.spec.documents import document


@pytest.fixture
def context() -> Context:
    """A call of a new machine user, a member of nothing, for its organisation."""
    instance = first_instance(Settings())
    (organisation,) = instance.state.organisations
    (admin,) = instance.state.users
    caller = Context(instance, instance.state, admin, organisation, "en", FlowMatrix(document()))
    made = machines.add_machine_user(caller, AddMachineUserRequest(user_name="robot", name="Robot", user_id="robot"))
    robot = instance.state.users[made.user_id]
    return Context(instance, instance.state, robot, organisation, "en", FlowMatrix(document()))


@pytest.mark.parametrize(
    ("in_organisation", "in_instance"),
    [
        (("ORG_OWNER_VIEWER", "ORG_USER_MANAGER"), ()),
        (("ORG_USER_MANAGER", "ORG_OWNER_VIEWER"), ()),
        (("ORG_SETTINGS_MANAGER",), ("IAM_USER_MANAGER",)),
        ((), ("IAM_ORG_MANAGER", "IAM_OWNER_VIEWER")),
        ((), ()),
    ],
)
def test_the_order_of_permissions(
    context: Context, in_organisation: tuple[str, ...], in_instance: tuple[str, ...]
) -> None:
    """Roles of the organisation come first, then those of the instance, each permission where it is first given."""
    context.append(org_member_made(context.organisation.id, context.user.id, in_organisation))
    context.append(instance_member_made(context.user.id, *in_instance, instance=context.state.id))

    answer = me.list_my_zitadel_permissions(context, ListMyZitadelPermissionsRequest())

    given = [permission for role in in_organisation + in_instance for permission in role_permissions()[role]]
    assert answer.result == tuple(dict.fromkeys(given))


def test_details_are_of_the_users_own_events(context: Context) -> None:
    """A token does not show in them, a secret does."""
    made = me.get_my_user(context, GetMyUserRequest()).user.details

    machines.add_personal_access_token(context, AddPersonalAccessTokenRequest(user_id="robot"))
    after_token = me.get_my_user(context, GetMyUserRequest()).user.details
    machines.generate_machine_secret(context, GenerateMachineSecretRequest(user_id="robot"))
    later = msgspec.structs.replace(context, user=context.state.users[context.user.id])
    after_secret = me.get_my_user(later, GetMyUserRequest()).user.details

    assert (made.sequence, made.change_date) == ("1", made.creation_date)
    assert after_token == made
    assert (after_secret.sequence, after_secret.creation_date) == ("3", made.creation_date)
    assert after_secret.change_date != made.change_date
