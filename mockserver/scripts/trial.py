"""A script tried without a server: for a person who is told of in a file."""

from __future__ import annotations

from typing import Any

import msgspec

from mockserver.scripts.model import Surroundings, listed

_ORGANISATION = "200000000000000001"
_BORN: dict[str, Any] = {"creationDate": "2024-01-01T00:00:00Z", "changeDate": "2024-01-01T00:00:00Z", "sequence": 1}
_USER: dict[str, Any] = {
    "id": "300000000000000001",
    **_BORN,
    "resourceOwner": _ORGANISATION,
    "state": 1,
    "username": "alice",
    "loginNames": [],
    "preferredLoginName": "alice",
}
_HUMAN: dict[str, Any] = {
    "firstName": "Alice",
    "lastName": "Example",
    "nickName": "",
    "displayName": "Alice Example",
    "avatarKey": "",
    "preferredLanguage": "en",
    "gender": 0,
    "email": "alice@example.com",
    "isEmailVerified": True,
    "phone": "",
    "isPhoneVerified": False,
}
_MACHINE: dict[str, Any] = {"name": "", "description": ""}
_GRANT: dict[str, Any] = {
    "id": "400000000000000001",
    "projectGrantId": "",
    "state": 1,
    "userGrantResourceOwner": _ORGANISATION,
    "userGrantResourceOwnerName": "Example",
    **_BORN,
    "userId": _USER["id"],
    "userResourceOwner": _ORGANISATION,
    "roles": [],
    "projectId": "500000000000000001",
    "projectName": "Project",
}


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    """Whom a script is tried for; what is left out is made up.

    Attributes:
        user: fields of `ctx.v1.getUser()`; with `machine` it is a service account.
        metadata: values by key.
        org_metadata: those of the organisation.
        grants: fields of the entries of `ctx.v1.user.grants.grants`.
        client: id of the client.
        login: of triggers of logins: fields of `ctx.v1` and of `ctx` that only they have, and `claims` for what the
            identity provider tells.
    """

    user: dict[str, Any] = {}
    metadata: dict[str, Any] = {}
    org_metadata: dict[str, Any] = {}
    grants: list[dict[str, Any]] = []
    client: str = "600000000000000001"
    login: dict[str, Any] = {}


def surroundings_of(person: Person) -> Surroundings:
    """What `ctx` holds beside the claims.

    Raises: ValueError: a field that there is not.
    """
    user = _filled("user", person.user, {**_USER, "human": {}, "machine": {}})
    if "machine" in person.user:
        user["machine"] = _filled("user.machine", person.user["machine"], _MACHINE)
        user.pop("human")
    else:
        user["human"] = _filled("user.human", person.user.get("human", {}), _HUMAN)
        user.pop("machine")
    organisation_metadata = _metadata(person.org_metadata)
    grants = [
        {**_filled(f"grants[{index}]", grant, _GRANT), "getOrgMetadata": organisation_metadata}
        for index, grant in enumerate(person.grants)
    ]
    return Surroundings.of(
        user,
        _metadata(person.metadata),
        organisation_metadata,
        listed("grants", grants) if grants else None,
        person.client,
    )


def user_id(person: Person) -> str:
    """The claim `sub`."""
    return str(person.user.get("id", _USER["id"]))


def _filled(where: str, given: dict[str, Any], usual: dict[str, Any]) -> dict[str, Any]:
    for name in given:
        if name not in usual:
            raise ValueError(f"{where} has no field {name!r}; it has {', '.join(usual)}")
    return {**usual, **given}


def _metadata(values: dict[str, Any]) -> dict[str, Any]:
    held = [{**_BORN, "resourceOwner": _ORGANISATION, "key": key, "value": value} for key, value in values.items()]
    return listed("metadata", held)
