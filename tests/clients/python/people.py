"""The official SDK for Python, with what programs use most: people, their sessions, settings, projects, targets.

Argument: {url, token, organisation, name, password, project, target} in JSON, the last
two names of things that are there. Prints what each call told, in JSON.
"""

import json
import sys

from zitadel_client import Zitadel, models
from zitadel_client.exceptions import ApiError

asked = json.loads(sys.argv[1])
name = asked["name"]
zitadel = Zitadel.with_access_token(asked["url"], asked["token"])
users, sessions = zitadel.users, zitadel.sessions

added = users.add_human_user(
    models.UserServiceAddHumanUserRequest(
        username=name,
        organization=models.UserServiceOrganization(orgId=asked["organisation"]),
        profile=models.UserServiceSetHumanProfile(givenName="Ada", familyName="Lovelace"),
        email=models.UserServiceSetHumanEmail(email=f"{name}@example.com", isVerified=True),
        password=models.UserServicePassword(password=asked["password"]),
    )
)
by_id = models.UserServiceGetUserByIDRequest(userId=added.user_id)
found = users.get_user_by_id(by_id).user
query = models.UserServiceSearchQuery(userNameQuery=models.UserServiceUserNameQuery(userName=name))
listed = users.list_users(models.UserServiceListUsersRequest(queries=[query]))


def begin(password):
    """Begin a session by a password."""
    checks = models.SessionServiceChecks(
        user=models.SessionServiceCheckUser(loginName=name),
        password=models.SessionServiceCheckPassword(password=password),
    )
    return sessions.create_session(models.SessionServiceCreateSessionRequest(checks=checks))


def refusal(call, request):
    """Status and error ID of a call that is refused."""
    try:
        return ["done", call(request)]
    except ApiError as error:
        return [error.code, error.response_body["details"][0]["debug"]["id"]]


session = begin(asked["password"])
wrong = refusal(begin, "wrong")
by_session = models.SessionServiceIDsQuery(ids=[session.session_id])
about = sessions.list_sessions(
    models.SessionServiceListSessionsRequest(queries=[models.SessionServiceSearchQuery(idsQuery=by_session)])
).sessions
settings = zitadel.settings.get_general_settings({})
named = {"filters": [{"projectNameFilter": {"projectName": asked["project"]}}]}
projects = zitadel.projects.list_projects(models.ProjectServiceListProjectsRequest.from_dict(named))
named = {"filters": [{"targetNameFilter": {"targetName": asked["target"]}}]}
targets = zitadel.actions.list_targets(models.ActionServiceListTargetsRequest.from_dict(named))
users.delete_user(models.UserServiceDeleteUserRequest(userId=added.user_id))
answers = {
    "user": added.user_id,
    "found": [found.username, found.human.profile.display_name, found.human.email.is_verified],
    "listed": [row.user_id for row in listed.result],
    "sessions": [row.factors.user.id for row in about],
    "wrong": wrong,
    "language": settings.default_language,
    "projects": [row.name for row in projects.projects],
    "targets": [row.name for row in targets.targets],
    "removed": refusal(users.get_user_by_id, by_id),
}
print(json.dumps(answers))
