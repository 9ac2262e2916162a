"""Fills an instance with organisations of 100 people who have a grant each, and prints what that costs.

A process of its own, `python -m tests.people_scale_probe ORGANISATIONS`. Prints JSON: `peak_bytes` of memory, the
number of `people`, the `calls` of each function during a write of each kind, and those of a search in one organisation.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from mockserver.operations.first_instance import first_instance
from mockserver.settings import Settings
from tests.scale_probe import Caller, EvenClock, compiled, peak_bytes

PEOPLE = 100
OPERATIONS = {"AddOrg", "AddProject", "AddProjectRole", "AddHumanUser", "AddUserGrant", "UpdateUserGrant", "ListUsers"}


def main() -> None:
    """Fill an instance, measure, print."""
    operations = compiled(OPERATIONS)
    instance = first_instance(Settings())
    instance.clock = EvenClock()  # type: ignore[assignment] (of a clock only its time is asked for)
    caller = Caller(instance, operations)
    for number in range(int(sys.argv[1])):
        fill(caller.organisation(f"organisation-{number}"), f"o{number}")
    measured = caller.organisation("measured")
    project, user, grant = fill(measured, "measured")
    calls = {
        "AddHumanUser": measured.calls_of("AddHumanUser", person("one-more")),
        "UpdateUserGrant": measured.calls_of("UpdateUserGrant", {"userId": user, "grantId": grant, "roleKeys": []}),
        "AddProjectRole": measured.calls_of("AddProjectRole", role(project, "late")),
        "ListUsers": measured.calls_of("ListUsers", {}),
    }
    print(json.dumps({"peak_bytes": peak_bytes(), "people": len(instance.state.users) - 1, "calls": calls}))


def fill(caller: Caller, name: str) -> tuple[str, str, str]:
    """Add a project with a role, and people who are granted it; ids of the project, the last person and grant."""
    project = caller.serve("AddProject", {"name": "Shop"})["id"]
    caller.serve("AddProjectRole", role(project, "buyer"))
    user = grant = ""
    for number in range(PEOPLE):
        user = caller.serve("AddHumanUser", person(f"{name}-{number}"))["userId"]
        grant = caller.serve("AddUserGrant", {"userId": user, "projectId": project, "roleKeys": ["buyer"]})[
            "userGrantId"
        ]
    return project, user, grant


def person(name: str) -> dict[str, Any]:
    """What is told of somebody who is added."""
    email = {"email": f"{name}@example.com", "isEmailVerified": True}
    return {"userName": name, "profile": {"firstName": "Ada", "lastName": name}, "email": email}


def role(project: str, key: str) -> dict[str, Any]:
    """What is told of a role that is added."""
    return {"projectId": project, "roleKey": key, "displayName": key}


if __name__ == "__main__":
    main()
