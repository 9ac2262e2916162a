"""What is modelled and what is made up: nothing is changed behind the back of modelled methods."""

from __future__ import annotations

import httpx
import pytest

from mockserver.domain.user_states import LOCK_V2, switch
from mockserver.errors.codes import Code
from mockserver.errors.problem import Refused
from mockserver.spec.modelled import modelled
from mockserver.surface.library import surface
from mockserver.unmodelled.fabricated.boundary import Boundary
from mockserver.unmodelled.fabricated.deriving import served_kinds
from mockserver.unmodelled.fabricated.engine import boundary
from tests.server import Api
from tests.unmodelled.calling import Calling

MANAGEMENT = "zitadel.management.v1.ManagementService"
BETA = "zitadel.user.v2beta.UserService"
USERS = "zitadel.user.v2.UserService"
ORGANISATIONS = "zitadel.org.v2beta.OrganizationService"


def refusal(calling: Calling, rpc: str, **message: object) -> str:
    """The message with which a call is refused for being about what is modelled."""
    with pytest.raises(Refused) as caught:
        calling.done(rpc, **message)
    assert caught.value.problem.code is Code.UNIMPLEMENTED
    return caught.value.problem.key


@pytest.mark.parametrize(
    ("rpc", "message", "instead"),
    [
        (f"{ORGANISATIONS}/CreateOrganization", {"name": "Acme"}, "zitadel.org.v2.OrganizationService/AddOrganization"),
        (f"{ORGANISATIONS}/DeleteOrganization", {"id": "{organisation}"}, f"{MANAGEMENT}/RemoveOrg"),
        (f"{ORGANISATIONS}/UpdateOrganization", {"id": "{organisation}", "name": "x"}, f"{MANAGEMENT}/UpdateOrg"),
        (f"{BETA}/SetEmail", {"userId": "{user}", "email": "a@b.c"}, f"{USERS}/SetEmail"),
        (f"{BETA}/VerifyEmail", {"userId": "{user}"}, f"{USERS}/VerifyEmail"),
        (
            "zitadel.app.v2beta.AppService/CreateApplicationKey",
            {"projectId": "1"},
            "zitadel.application.v2.ApplicationService/CreateApplicationKey",
        ),
    ],
)
def test_writes_are_refused(calling: Calling, rpc: str, message: dict[str, str], instead: str) -> None:
    """The refusal names the modelled method to call, and nothing happened."""
    names = {"organisation": calling.context.organisation.id, "user": calling.context.user.id}
    before = calling.instance.state.sequence

    told = refusal(calling, rpc, **{name: value.format(**names) for name, value in message.items()})

    assert rpc in told
    assert instead in told
    assert "--unmodelled forward=URL" in told
    assert calling.instance.state.sequence == before


def test_what_nobody_modelled_of_it(calling: Calling) -> None:
    """Where no modelled method does the like, the refusal says where to look."""
    verified = refusal(calling, "zitadel.auth.v1.AuthService/VerifyMyEmail", code="ABCDEF")
    removed = refusal(calling, "zitadel.auth.v1.AuthService/RemoveMyAvatar")

    assert "zitadel-mock routes" in verified
    assert "zitadel-mock routes" in removed


def test_advice_is_short(calling: Calling) -> None:
    """A refusal names the modelled versions of the method where there are some, and never all that the kind has."""
    user = calling.context.user.id
    for name, instead in (
        ("SetEmail", f"{USERS}/SetEmail"),
        ("DeleteUser", f"{USERS}/DeleteUser"),
        ("LockUser", f"{MANAGEMENT}/LockUser or {USERS}/LockUser"),
    ):
        assert f": call {instead}, or start it" in refusal(calling, f"{BETA}/{name}", userId=user)


def test_it_can_be_read_and_acted_upon(calling: Calling) -> None:
    """Reads see the model; what changes nothing is answered, and not counted."""
    user = calling.context.user
    before = user.sequence

    found = calling.done(f"{MANAGEMENT}/GetUserByID", id=user.id)["user"]
    acted = calling.done("zitadel.auth.v1.AuthService/ResendMyEmailVerification")

    assert found["userName"] == user.user_name
    assert acted["details"]["sequence"] == str(before)
    assert user.sequence == before


def test_people_are_shown_as_people(calling: Calling) -> None:
    """Of somebody who is modelled, methods of v1 and v2 that nobody modelled tell what the modelled ones do."""
    user = calling.person("ada", phone="+41791234567")
    calling.context.write((switch(user, LOCK_V2),))

    old = calling.done(f"{MANAGEMENT}/GetUserByLoginNameGlobal", loginName="ada")["user"]
    new = calling.done(f"{BETA}/GetUserByID", userId=user.id)["user"]

    assert (old["state"], new["state"]) == ("USER_STATE_LOCKED", "USER_STATE_LOCKED")
    assert ("machine" in old, "machine" in new) == (False, False)
    assert (old["human"]["profile"]["firstName"], old["human"]["profile"]["lastName"]) == ("Ada", "Lee")
    assert (new["human"]["profile"]["givenName"], new["human"]["profile"]["familyName"]) == ("Ada", "Lee")
    assert old["human"]["email"] == {"email": "ada@example.com", "isEmailVerified": True}
    assert new["human"]["email"] == {"email": "ada@example.com", "isVerified": True}
    assert old["human"]["phone"] == {"phone": "+41791234567"}
    assert new["human"]["phone"] == {"phone": "+41791234567"}


def test_what_belongs_to_it_is_made_up(calling: Calling) -> None:
    """Things of other kinds can belong to what is modelled."""
    organisation = calling.context.organisation.id
    group = calling.done("zitadel.group.v2.GroupService/CreateGroup", name="Staff", organizationId=organisation)

    assert group["id"]


def test_a_kind_that_nothing_shows() -> None:
    """What is modelled and cannot be shown is refused as a whole, reads included, and asked for of no parent."""
    add, read = f"{MANAGEMENT}/AddGoogleProvider", f"{MANAGEMENT}/GetProviderByID"
    before = Boundary(surface(), served_kinds(), frozenset(), frozenset())
    after = Boundary(surface(), served_kinds(), frozenset({add}), frozenset())

    assert before.can_fabricate(read)
    assert not before.is_hidden("Provider")
    assert not after.can_fabricate(read)
    assert after.is_hidden("Provider")
    with pytest.raises(Refused):
        after.require(read, {"id": "7"})


def test_shapes_are_told_apart() -> None:
    """Where one shape of a kind is modelled, others are made up; a request of any counts by what it has."""
    add, both = f"{MANAGEMENT}/AddMachineUser", "zitadel.user.v2.UserService/CreateUser"
    found = Boundary(surface(), served_kinds(), frozenset({add}), frozenset({"User"}))

    assert found.can_fabricate(f"{MANAGEMENT}/AddHumanUser")
    assert found.can_fabricate(both)
    found.require(both, {"human": {}})
    with pytest.raises(Refused):
        found.require(both, {"machine": {}})


def test_most_can_be_made_up() -> None:
    """Few methods can never be: those that would add what is modelled, of whose kinds all but these are."""
    rows = served_kinds().rows
    open_ = {rpc for rpc in rows.keys() - modelled() if boundary().can_fabricate(rpc)}
    adding = {rows[rpc].kind for rpc in modelled() & rows.keys()}
    others = {rpc for rpc in rows.keys() - modelled() if rows[rpc].kind not in adding}

    assert len(open_) > 0.8 * len(rows.keys() - modelled())
    assert others <= open_


def test_over_the_wire(made_up: Api) -> None:
    """Over HTTP it is a 501 that says so."""
    made: httpx.Response = made_up.http.post("/v2beta/organizations", json={"name": "Acme"})

    assert (made.status_code, made.json()["code"]) == (501, 12)
    assert "AddOrganization" in made.json()["message"]
