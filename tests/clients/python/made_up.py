"""The official SDK for Python: makes, reads, lists, changes and removes things of services of v2.

Argument: {url, token, organisation} in JSON. Prints what it read of each, and the status of each second removal.
"""

import json
import sys

from zitadel_client import Zitadel, models
from zitadel_client.exceptions import ApiError

asked = json.loads(sys.argv[1])
zitadel = Zitadel.with_access_token(asked["url"], asked["token"])


def request(name, /, **fields):
    return getattr(models, name).from_dict(fields)


def status(call, wanted):
    try:
        call(wanted)
    except ApiError as error:
        return error.code
    return 200


new = request("ProjectServiceCreateProjectRequest", organizationId=asked["organisation"], name="Shop")
project = zitadel.projects.create_project(new).project_id
zitadel.projects.update_project(request("ProjectServiceUpdateProjectRequest", projectId=project, name="Store"))
role = {"projectId": project, "roleKey": "admin", "displayName": "Admin"}
zitadel.projects.add_project_role(request("ProjectServiceAddProjectRoleRequest", **role))
zitadel.projects.update_project_role(
    request("ProjectServiceUpdateProjectRoleRequest", **(role | {"displayName": "Chief"}))
)
app = zitadel.applications.create_application(
    request(
        "ApplicationServiceCreateApplicationRequest",
        projectId=project,
        name="web",
        oidcConfiguration={"redirectUris": ["http://localhost"]},
    )
)
named = {"projectId": project, "applicationId": app.application_id}
zitadel.applications.update_application(request("ApplicationServiceUpdateApplicationRequest", name="spa", **named))
user = zitadel.users.create_user(
    request(
        "UserServiceCreateUserRequest",
        organizationId=asked["organisation"],
        username="minnie",
        human={
            "profile": {"givenName": "Minnie", "familyName": "Mouse"},
            "email": {"email": "minnie@example.com"},
        },
    )
).id
zitadel.users.set_email(request("UserServiceSetEmailRequest", userId=user, email="mouse@example.com"))
target = zitadel.actions.create_target(
    request(
        "ActionServiceCreateTargetRequest",
        name="hook",
        restCall={"interruptOnError": True},
        endpoint="https://example.com",
        timeout="10s",
    )
).id
zitadel.actions.update_target(request("ActionServiceUpdateTargetRequest", id=target, name="call"))

found = zitadel.applications.get_application(
    request("ApplicationServiceGetApplicationRequest", applicationId=app.application_id)
).application
projects = zitadel.projects.list_projects(request("ProjectServiceListProjectsRequest"))
roles = zitadel.projects.list_project_roles(request("ProjectServiceListProjectRolesRequest", projectId=project))
read = {
    "project": zitadel.projects.get_project(request("ProjectServiceGetProjectRequest", projectId=project)).project.name,
    "projects": project in [row.project_id for row in projects.projects],
    "roles": [[row.key, row.display_name] for row in roles.project_roles],
    "app": [found.name, found.oidc_configuration.redirect_uris],
    "user": zitadel.users.get_user_by_id(request("UserServiceGetUserByIDRequest", userId=user)).user.human.email.email,
    "target": zitadel.actions.get_target(request("ActionServiceGetTargetRequest", id=target)).target.name,
}
removals = [
    (
        zitadel.projects.remove_project_role,
        request("ProjectServiceRemoveProjectRoleRequest", projectId=project, roleKey="admin"),
    ),
    (zitadel.applications.delete_application, request("ApplicationServiceDeleteApplicationRequest", **named)),
    (zitadel.projects.delete_project, request("ProjectServiceDeleteProjectRequest", projectId=project)),
    (zitadel.users.delete_user, request("UserServiceDeleteUserRequest", userId=user)),
    (zitadel.actions.delete_target, request("ActionServiceDeleteTargetRequest", id=target)),
]
removed = [[status(call, wanted), status(call, wanted)] for call, wanted in removals]
print(json.dumps({"read": read, "removed": removed}))
