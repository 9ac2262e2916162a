"""Grants: of a project to another organisation, and of a project's roles to a user."""

from __future__ import annotations

from mockserver.domain.ids import GrantId, OrganisationId, ProjectId, UserId
from mockserver.domain.tables import History, Kind, Outliving, Row
from mockserver.domain.values import value


@value
class ProjectGrant(Row):
    """A project with some of its roles, granted to another organisation.

    Attributes:
        organisation: whose project it is.
        granted: to which organisation.
        roles: keys, in the order in which they were given.
    """

    id: GrantId
    project: ProjectId
    organisation: OrganisationId
    granted: OrganisationId
    roles: tuple[str, ...] = ()
    active: bool = True


PROJECT_GRANTS: Kind[ProjectGrant] = Kind(
    name="project_grants",
    row=ProjectGrant,
    key=lambda grant: grant.id,
    history=History.PROJECT,
    aggregate=lambda grant: grant.project,
    unique=lambda grant: ((grant.project, grant.granted),),
    indexes={
        "project": lambda grant: grant.project,
        "organisation": lambda grant: grant.organisation,
        "granted": lambda grant: grant.granted,
    },
    parents={"projects": "project", "organisations": "granted"},
    outliving=Outliving.WITHOUT_NAMES,
)


@value
class UserGrant(Row):
    """Roles of a project, granted to a user.

    Attributes:
        organisation: whom the grant belongs to.
        project_grant: through which the project came to that organisation; empty for its own.
        roles: keys, in the order in which they were given.
    """

    id: GrantId
    user: UserId
    project: ProjectId
    organisation: OrganisationId
    project_grant: str = ""
    roles: tuple[str, ...] = ()
    active: bool = True


USER_GRANTS: Kind[UserGrant] = Kind(
    name="user_grants",
    row=UserGrant,
    key=lambda grant: grant.id,
    history=History.USER_GRANT,
    aggregate=lambda grant: grant.id,
    unique=lambda grant: ((grant.user, grant.project, grant.project_grant, grant.organisation),),
    indexes={
        "user": lambda grant: grant.user,
        "project": lambda grant: grant.project,
        "project_grant": lambda grant: grant.project_grant,
        "organisation": lambda grant: grant.organisation,
    },
    parents={
        "users": "user",
        "projects": "project",
        "project_grants": "project_grant",
        "organisations": "organisation",
    },
)
