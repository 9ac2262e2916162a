"""An organisation read over the management API: of a mock, of ZITADEL, or of a file that a mock serves meanwhile."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import msgspec

from mockserver.deliveries.go_json import shortened
from mockserver.migration.model import Action, CannotMigrate, Organisation, condition_id
from mockserver.scripts.model import NEVER
from mockserver.scripts.tables import OBJECTS, TRIGGERS
from mockserver.scripts.trial import Person
from mockserver.seeds.problems import SeedError
from mockserver.settings import Settings
from mockserver.testing.mock import ZitadelMock

Json = dict[str, Any]

ALL = "all"
_PAGE = 100
_TIMEOUT_S = 30
_GENDERS = {"GENDER_FEMALE": 1, "GENDER_MALE": 2, "GENDER_DIVERSE": 3}
_STATES = {"USER_STATE_ACTIVE": 1, "USER_STATE_INACTIVE": 2, "USER_STATE_LOCKED": 4, "USER_STATE_INITIAL": 6}
_ACTIVE = "ACTION_STATE_ACTIVE"


@contextmanager
def served(path: Path) -> Iterator[tuple[str, str]]:
    """The URL, and a token, of a mock that serves the state of a file.

    Organisations to which the file gives no id have the same ones in each run, as what is written of them has to fit.

    Raises: CannotMigrate.
    """
    try:
        with ZitadelMock(seed=str(path), settings=Settings(seed=0)) as mock:
            yield mock.url, Settings().admin_pat
    except SeedError as error:
        raise CannotMigrate(str(error)) from None


def read_organisations(
    url: str, token: str, wanted: Sequence[str], most_users: int
) -> tuple[list[Organisation], Mapping[str, list[str]] | None]:
    """The organisations with these names or ids; that of the token's user for none, and `all` for all of the instance.

    Args:
        token: of a user who may read actions and, for users, those of the organisation.
        most_users: how many users are read of each; 0 for none.

    Returns: them, and by condition the targets of executions that there are; None where the token may not read those.

    Raises: CannotMigrate.
    """
    headers = {"authorization": f"Bearer {token}"}
    try:
        with httpx.Client(base_url=url, headers=headers, timeout=_TIMEOUT_S, trust_env=False) as client:
            found = [_own(client)] if not wanted else _chosen(client, wanted)
            return [_organisation(client, each, most_users) for each in found], _executions(client)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise CannotMigrate(f"{url} cannot be asked: {error}") from None


def _executions(client: httpx.Client) -> Mapping[str, list[str]] | None:
    try:
        told = _call(client, "POST", "/v2/actions/executions/search", "", {"pagination": {"limit": 1000}})
    except CannotMigrate:
        return None
    return {condition_id(each["condition"]): each.get("targets", []) for each in told.get("executions", ())}


def _own(client: httpx.Client) -> Json:
    told: Json = _call(client, "GET", "/management/v1/orgs/me", "")
    return dict(told["org"])


def _chosen(client: httpx.Client, wanted: Sequence[str]) -> list[Json]:
    own = _own(client)
    if all(each in {own["id"], own["name"]} for each in wanted):
        return [own]
    known = list(_pages(client, "/admin/v1/orgs/_search", "", []))
    if ALL in wanted:
        return known
    chosen = []
    for each in wanted:
        fitting = [org for org in known if each in {org["id"], org["name"]}]
        if not fitting:
            raise CannotMigrate(f"there is no organisation {each!r}; there are {', '.join(o['name'] for o in known)}")
        chosen += fitting
    return chosen


def _organisation(client: httpx.Client, told: Json, most_users: int) -> Organisation:
    organisation = Organisation(id=told["id"], name=told["name"], domain=told.get("primaryDomain", ""))
    for each in _pages(client, "/management/v1/actions/_search", organisation.id, []):
        organisation.actions[each["id"]] = _action(each)
    for flow in dict.fromkeys(flow for flow, _ in TRIGGERS):
        of = _call(client, "GET", f"/management/v1/flows/{flow}", organisation.id).get("flow", {})
        for bound in of.get("triggerActions", ()):
            actions = bound.get("actions", [])
            for each in actions:
                organisation.actions.setdefault(each["id"], _action(each))
            organisation.bound[flow, bound["triggerType"]["id"]] = [each["id"] for each in actions]
    if most_users and organisation.running():
        _read_people(client, organisation, most_users)
    return organisation


def _action(told: Json) -> Action:
    return Action(
        id=told["id"],
        name=told["name"],
        script=told.get("script", ""),
        timeout_s=float(told.get("timeout", "0s").removesuffix("s")),
        allowed_to_fail=told.get("allowedToFail", False),
        active=told.get("state") == _ACTIVE,
    )


def _read_people(client: httpx.Client, organisation: Organisation, most: int) -> None:
    of_organisation = _metadata(client, "/management/v1/metadata/_search", organisation.id)
    for user in _pages(client, "/management/v1/users/_search", organisation.id, []):
        if len(organisation.people) < most:
            organisation.people.append(_person(client, organisation.id, user, of_organisation))
        else:
            organisation.unread += 1


def _person(client: httpx.Client, organisation: str, user: Json, of_organisation: Json) -> Person:
    query = [{"userIdQuery": {"userId": user["id"]}}]
    grants = _pages(client, "/management/v1/users/grants/_search", organisation, query)
    return Person(
        user=_user(user),
        metadata=_metadata(client, f"/management/v1/users/{user['id']}/metadata/_search", organisation),
        org_metadata=of_organisation,
        grants=[_grant(grant, organisation) for grant in grants],
    )


def _user(told: Json) -> Json:
    details = told["details"]
    user: Json = {
        "id": told["id"],
        **_dates(details),
        "resourceOwner": details["resourceOwner"],
        "state": _STATES.get(told.get("state", ""), 0),
        "username": told["userName"],
        "preferredLoginName": told.get("preferredLoginName", ""),
    }
    if "machine" in told:
        user["machine"] = {key: told["machine"].get(key, "") for key in ("name", "description")}
        return user
    human = told.get("human", {})
    profile, email, phone = human.get("profile", {}), human.get("email", {}), human.get("phone", {})
    held = {**profile, **email, **phone, "gender": _GENDERS.get(profile.get("gender", ""), 0)}
    user["human"] = {row.name: held[row.name] for row in OBJECTS["human"] if row.name in held} | {
        "email": email.get("email", ""),
        "isEmailVerified": email.get("isEmailVerified", False),
    }
    return user


def _grant(told: Json, organisation: str) -> Json:
    details = told["details"]
    return {
        "id": told["id"],
        "projectGrantId": told.get("projectGrantId", ""),
        "userGrantResourceOwner": details["resourceOwner"],
        "userGrantResourceOwnerName": told.get("orgName", ""),
        **_dates(details),
        "userId": told["userId"],
        "userResourceOwner": organisation,
        "roles": told.get("roleKeys", []),
        "projectId": told.get("projectId", ""),
        "projectName": told.get("projectName", ""),
    }


def _dates(details: Json) -> Json:
    told = {name: shortened(details.get(name, NEVER)) for name in ("creationDate", "changeDate")}
    return {**told, "sequence": int(details.get("sequence", 0))}


def _metadata(client: httpx.Client, path: str, organisation: str) -> Json:
    return {each["key"]: _value(each.get("value", "")) for each in _pages(client, path, organisation, [])}


def _value(told: str) -> Any:
    """As scripts see it: parsed, or the text that it is."""
    value = base64.b64decode(told)
    try:
        return msgspec.json.decode(value)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return value.decode("utf-8", "replace")


def _pages(client: httpx.Client, path: str, organisation: str, queries: list[Json]) -> Iterator[Json]:
    """All that a search finds, a page at a time."""
    offset = 0
    while True:
        asked = {"query": {"offset": str(offset), "limit": _PAGE, "asc": True}, "queries": queries}
        page = _call(client, "POST", path, organisation, asked).get("result", [])
        yield from page
        if len(page) < _PAGE:
            return
        offset += _PAGE


def _call(client: httpx.Client, method: str, path: str, organisation: str, body: Json | None = None) -> Json:
    headers = {"x-zitadel-orgid": organisation} if organisation else {}
    answer = client.request(method, path, headers=headers, json=body)
    try:
        told = answer.json()
    except ValueError:
        told = None
    if answer.is_success and isinstance(told, dict):
        return told
    message = told.get("message", "") if isinstance(told, dict) else answer.text[:200]
    hint = "; --token has to be one that may read it" if answer.status_code in {401, 403, 404} else ""
    raise CannotMigrate(f"{method} {client.base_url}{path}: {answer.status_code} {message}{hint}")
