"""Users of both kinds, by the service of v2: added, read, changed, switched, removed."""

from __future__ import annotations

from typing import NamedTuple

from mockserver.access import passwords
from mockserver.domain import humans, user_changes, user_states, users
from mockserver.domain.ids import OrganisationId, UserId
from mockserver.domain.tables import Stamp
from mockserver.domain.user_changes import Codes, HumanChange
from mockserver.domain.user_states import Switch
from mockserver.errors import catalogue as problems
from mockserver.errors.problem import Refused
from mockserver.operations import details_v2, values
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_user_v2 as messages
from mockserver.operations.messages.zitadel_object_v2 import Details
from mockserver.operations.people_given_v2 import changed_password, changed_profile, human_of, new_human
from mockserver.operations.user_view_v2 import user_message_v2
from mockserver.spec.wellknown import parse_base64, timestamp

_WRITE = "user.write"
_READ = "user.read"
_DELETE = "user.delete"


def v2_add_human_user(context: Context, request: messages.AddHumanUserRequest) -> messages.AddHumanUserResponse:
    """Add a person to the organisation that the request names, the caller's own by default.

    Raises: as `domain.humans.add_human_v2`.
    """
    new = new_human(context, context.organisation.id, request)
    texts = values.code_texts(context.instance)
    stamp = context.write(humans.add_human_v2(context.state, new, texts, context.instance.clock.now()))
    return messages.AddHumanUserResponse(
        user_id=new.id,
        details=details_v2.changed(stamp, new.organisation),
        email_code=texts.email if new.email.returned else None,
        phone_code=texts.phone if new.phone.returned else None,
    )


def create_user(context: Context, request: messages.CreateUserRequest) -> messages.CreateUserResponse:
    """Add a person or a machine to an organisation, which nobody asks whether it exists.

    Raises: as `domain.humans.add_human_v2`; USER_ID_TAKEN, NUL_IN_TEXT, USER_ALREADY_EXISTS for a machine;
        MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN.
    Source: recordings/id-users-v2.jsonl.
    """
    organisation = OrganisationId(request.organization_id)
    if request.machine is not None:
        context.require(_WRITE, organisation)
        user = UserId(request.user_id or context.instance.ids.next())
        event = users.add_machine(
            context.state,
            organisation,
            user,
            user_name=request.username or user,
            name=request.machine.name,
            description=request.machine.description or "",
            access_token_type=0,
        )
        return messages.CreateUserResponse(id=user, creation_date=timestamp(context.write((event,)).at))
    human = request.human
    assert human is not None, "a field rule"  # noqa: S101 (rules are held before)
    assert human.profile is not None, "a field rule"  # noqa: S101
    assert human.email is not None, "a field rule"  # noqa: S101
    given = messages.AddHumanUserRequest(
        user_id=request.user_id,
        username=request.username,
        phone=human.phone,
        password=human.password,
        hashed_password=human.hashed_password,
        idp_links=human.idp_links,
        totp_secret=human.totp_secret,
    )
    metadata = tuple((entry.key, parse_base64(entry.value)) for entry in human.metadata)
    new = humans.judge_new(human_of(context, organisation, given, human.profile, human.email, metadata))
    context.require(_WRITE, organisation)
    texts = values.code_texts(context.instance)
    stamp = context.write(humans.add_human_v2(context.state, new, texts, context.instance.clock.now()))
    return messages.CreateUserResponse(
        id=new.id,
        creation_date=timestamp(stamp.at),
        email_code=texts.email if new.email.returned else None,
        phone_code=texts.phone if new.phone.returned else None,
    )


def v2_get_user_by_id(context: Context, request: messages.GetUserByIDRequest) -> messages.GetUserByIDResponse:
    """A user of any organisation in which the caller may read them.

    Raises: USER_NOT_FOUND, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN.
    """
    user = context.state.users.get(UserId(request.user_id))
    if user is None:
        raise Refused(problems.USER_NOT_FOUND)
    context.require_unless_own(_READ, user)
    shown = user_message_v2(user)
    return messages.GetUserByIDResponse(details=shown.details, user=shown)


def update_human_user(context: Context, request: messages.UpdateHumanUserRequest) -> messages.UpdateHumanUserResponse:
    """Change what is said of a person; what is left out stays.

    Raises: as `domain.user_changes.change_human`; V2_UPDATE_USER_USER_NOT_FOUND; MEMBERSHIP_NOT_FOUND,
        NO_PERMISSION_WITHIN.
    """
    profile = request.profile
    change = HumanChange(
        user_name=request.username,
        profile=changed_profile(profile) if profile is not None else None,
        email=values.new_email(request.email) if request.email is not None else None,
        phone=values.new_phone(request.phone) if request.phone is not None else None,
        password=changed_password(context, request.password),
    )
    done = _change_human(context, request.user_id, change)
    return messages.UpdateHumanUserResponse(
        details=details_v2.changed(done.stamp, done.owner), email_code=done.email_code, phone_code=done.phone_code
    )


def update_user(context: Context, request: messages.UpdateUserRequest) -> messages.UpdateUserResponse:
    """Change what is said of a person or a machine; what is left out stays. A user name alone is not enough.

    Raises: V2_USER_TYPE_MISSING, V2_UPDATE_USER_USER_NOT_FOUND; as `domain.user_changes.change_human`;
        MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN.
    """
    if request.human is not None:
        human = request.human
        change = HumanChange(
            user_name=request.username,
            profile=changed_profile(human.profile) if human.profile is not None else None,
            email=values.new_email(human.email) if human.email is not None else None,
            phone=values.new_phone(human.phone) if human.phone is not None else None,
            password=changed_password(context, human.password),
        )
        done = _change_human(context, request.user_id, change)
        return messages.UpdateUserResponse(
            change_date=timestamp(done.stamp.at), email_code=done.email_code, phone_code=done.phone_code
        )
    if request.machine is None:
        raise Refused(problems.V2_USER_TYPE_MISSING)
    machine = request.machine
    found = user_changes.machine_to_change(context.state, UserId(request.user_id))
    if any(part is not None for part in (request.username, machine.name, machine.description)):
        context.require_unless_own(_WRITE, found)
    events = user_changes.change_machine(
        context.state, found, user_name=request.username, name=machine.name, description=machine.description
    )
    stamp = context.write(events) if events else user_changes.unchanged_machine(found)
    return messages.UpdateUserResponse(change_date=timestamp(stamp.at))


def delete_user(context: Context, request: messages.DeleteUserRequest) -> messages.DeleteUserResponse:
    """Remove a user of any organisation with its grants and memberships.

    Raises: V2_DELETE_USER_USER_NOT_FOUND, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN.
    """
    user = context.state.users.known(UserId(request.user_id))
    if user is not None:
        context.require_unless_own(_DELETE, user)
    events = user_states.remove_user(context.state, user, problems.V2_DELETE_USER_USER_NOT_FOUND)
    stamp = context.write(events)
    owner = user.organisation if user is not None else ""
    return messages.DeleteUserResponse(details_v2.changed(stamp, owner))


def v2_deactivate_user(context: Context, request: messages.DeactivateUserRequest) -> messages.DeactivateUserResponse:
    """Switch a user off; its tokens end.

    Raises: V2_DEACTIVATE_USER_USER_NOT_FOUND, V2_DEACTIVATE_USER_USER_INITIAL (the real server's source),
        V2_DEACTIVATE_USER_USER_ALREADY_INACTIVE, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN.
    """
    return messages.DeactivateUserResponse(_switched(context, request.user_id, user_states.DEACTIVATE_V2))


def v2_reactivate_user(context: Context, request: messages.ReactivateUserRequest) -> messages.ReactivateUserResponse:
    """Switch a user on again; tokens that ended stay so.

    Raises: V2_REACTIVATE_USER_USER_NOT_FOUND, V2_REACTIVATE_USER_USER_NOT_INACTIVE, MEMBERSHIP_NOT_FOUND,
        NO_PERMISSION_WITHIN.
    """
    return messages.ReactivateUserResponse(_switched(context, request.user_id, user_states.REACTIVATE_V2))


def v2_lock_user(context: Context, request: messages.LockUserRequest) -> messages.LockUserResponse:
    """Lock a user out; its tokens end.

    Raises: V2_LOCK_USER_USER_NOT_FOUND, V2_LOCK_USER_USER_NOT_ACTIVE_OR_INITIAL, MEMBERSHIP_NOT_FOUND,
        NO_PERMISSION_WITHIN.
    """
    return messages.LockUserResponse(_switched(context, request.user_id, user_states.LOCK_V2))


def v2_unlock_user(context: Context, request: messages.UnlockUserRequest) -> messages.UnlockUserResponse:
    """Let a user in again; tokens that ended stay so.

    Raises: V2_UNLOCK_USER_USER_NOT_FOUND, V2_UNLOCK_USER_USER_NOT_LOCKED, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN.
    """
    return messages.UnlockUserResponse(_switched(context, request.user_id, user_states.UNLOCK_V2))


def _switched(context: Context, user: str, by: Switch) -> Details:
    found = context.state.users.known(UserId(user))
    event = user_states.switch(found, by)
    assert found is not None, "the switch refuses it"  # noqa: S101
    context.require_unless_own(_WRITE, found)
    return details_v2.changed(context.write((event,)), found.organisation)


class _Done(NamedTuple):
    stamp: Stamp
    owner: OrganisationId
    email_code: str | None
    phone_code: str | None


def _change_human(context: Context, user: str, change: HumanChange) -> _Done:
    user_changes.judge(change)
    found, human = user_changes.as_human(context.state, UserId(user))
    if not change.empty:
        context.require_unless_own(_WRITE, found)
    codes = Codes(
        email=values.code(context.instance), phone=values.code(context.instance), now=context.instance.clock.now()
    )
    with context.recording_failures():
        events = user_changes.change_human(context.state, found, human, change, codes, passwords.matches)
    stamp = context.write(events) if events else user_changes.unchanged_human(found, change)
    made = {each.name for each in events}
    return _Done(
        stamp,
        found.organisation,
        codes.email if change.email and change.email.returned and "user.human.email.code.added" in made else None,
        codes.phone if change.phone and change.phone.returned and "user.human.phone.code.added" in made else None,
    )
