"""The state that an instance starts with."""

from __future__ import annotations

from mockserver.access import keys
from mockserver.access.roles import role_permissions
from mockserver.domain import members, organisations, users
from mockserver.domain.events import MemberAdded, TokenAdded
from mockserver.domain.ids import KeyId, OrganisationId, TokenId, UserId
from mockserver.domain.state import InstanceState
from mockserver.settings import Settings
from mockserver.spec.wellknown import timestamp
from mockserver.store.clock import SystemClock
from mockserver.store.instance import Instance
from mockserver.store.log import InMemoryEventLog
from mockserver.store.snowflake import Snowflakes

ORGANISATION_NAME = "ZITADEL"
ADMIN_USER_NAME = "zitadel-admin-sa"


def first_instance(settings: Settings, machine: int = 1) -> Instance:
    """An instance with the organisation ZITADEL and a machine user that owns both, as the real server sets it up.

    Args:
        machine: stands in the instance's ids, so that two instances never make the same one.
    """
    clock = SystemClock()
    ids = Snowflakes(clock, machine)
    state = InstanceState(id=ids.next(), external_domain=settings.external_domain)
    instance = Instance(state, InMemoryEventLog(settings.max_kept_events), clock, ids)
    organisation = OrganisationId(ids.next())
    admin = UserId(ids.next())
    instance.append_all(organisations.add_organisation_v2(state, organisation, ORGANISATION_NAME))
    state.default_organisation = organisation
    instance.append(
        users.add_machine(
            state,
            organisation,
            admin,
            user_name=ADMIN_USER_NAME,
            name="Admin",
            description="Administrator of this instance",
            access_token_type=0,
        )
    )
    instance.append(TokenAdded(admin, TokenId(ids.next()), settings.admin_pat, users.NEVER))
    instance.append(MemberAdded(organisation, admin, organisations.CREATOR_ROLES))
    instance.append(members.add_instance_member(state, admin, ["IAM_OWNER"], role_permissions()))
    return instance


def issue_admin_key(instance: Instance) -> bytes:
    """Give the administrator a service account key; returns its key file."""
    admin = next(iter(instance.state.members))
    key = KeyId(instance.ids.next())
    pair = keys.new_key_pair()
    instance.append(users.add_machine_key(admin, key, public_key=pair.public, expires=users.NEVER))
    return keys.key_file(key, admin, pair.private, timestamp(users.NEVER))
