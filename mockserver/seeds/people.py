"""People of a state file."""

from __future__ import annotations

from mockserver.access import passwords
from mockserver.domain import humans, user_states
from mockserver.domain.humans import NewEmail, NewHuman, NewPhone
from mockserver.domain.ids import OrganisationId, UserId
from mockserver.domain.passwords import OF_NEW, NewPassword, require_complex
from mockserver.operations import values
from mockserver.seeds import model
from mockserver.seeds.contract import Check
from mockserver.seeds.problems import Place, Unusable
from mockserver.seeds.recorder import Recorder, deciding
from mockserver.seeds.users import add_roles, organisation_named

_SWITCHES = {"inactive": user_states.DEACTIVATE, "locked": user_states.LOCK}


def add_person(recorder: Recorder, check: Check, seed: model.Person, place: Place) -> None:
    """Add a person to its organisation, as the user service of v2 does: active at once.

    Raises: Unusable.
    """
    organisation = organisation_or_default(recorder, seed.organisation, place)
    id_ = UserId(recorder.id_of(seed.id, "user", place))
    # The request that adds a person has these rules too, but is not to be had without its other parts.
    named = {"userId": ("id", id_), "userName": ("user_name", seed.user_name)}
    check("zitadel.management.v1.UpdateUserNameRequest", place, named)
    profile = {
        "givenName": ("first_name", seed.first_name),
        "familyName": ("last_name", seed.last_name),
        "nickName": ("nick_name", seed.nick_name),
        "displayName": ("display_name", seed.display_name),
        "preferredLanguage": ("language", seed.language),
    }
    check("zitadel.user.v2.SetHumanProfile", place, profile)
    if not seed.email and "@" not in seed.user_name:
        raise Unusable(place, "has no e-mail address, and the user name is none", "add the field email")
    email = seed.email or seed.user_name
    check("zitadel.user.v2.SetHumanEmail", place, {"email": ("email" if seed.email else "user_name", email)})
    with deciding((*place, "email")):
        address = values.email(email)
        address.required()
    with deciding((*place, "phone")):
        number = values.phone(seed.phone)
        number.required()
    if seed.password:
        with deciding((*place, "password")):
            require_complex(seed.password, OF_NEW)
    instance = recorder.instance
    new = NewHuman(
        id=id_,
        organisation=organisation,
        user_name=seed.user_name,
        first_name=seed.first_name,
        last_name=seed.last_name,
        nick_name=seed.nick_name,
        display_name=seed.display_name,
        language=values.language(seed.language) if seed.language else "und",
        email=NewEmail(address=address, verified=seed.email_verified),
        phone=NewPhone(number=number, verified=True),
        password=_password(recorder, seed) if seed.password else None,
    )
    with deciding((*place, "user_name")):
        events = humans.add_human_v2(recorder.state, new, values.code_texts(instance), instance.clock.now())
    recorder.record(*events)
    if seed.state != "active":
        recorder.record(user_states.switch(recorder.state.users[id_], _SWITCHES[seed.state]))
    add_roles(recorder, id_, seed, place)


def _password(recorder: Recorder, seed: model.Person) -> NewPassword:
    """A person's password. Who has the same one in a file has the same hash, as thousands of them take their time."""
    stored = recorder.hashes.get(seed.password)
    if stored is None:
        stored = recorder.hashes[seed.password] = passwords.hashed(seed.password, recorder.instance.randomness)
    return NewPassword(seed.password, stored, seed.password_change_required)


def organisation_or_default(recorder: Recorder, name: str, place: Place) -> OrganisationId:
    """The organisation of a name; the instance's default one where the name is empty.

    Raises: Unusable where there is none.
    """
    if not name and recorder.state.default_organisation:
        return recorder.state.default_organisation
    return organisation_named(recorder, name, (*place, "organisation"))
