"""Projects with their roles."""

from __future__ import annotations

from mockserver.domain.ids import OrganisationId, ProjectId
from mockserver.domain.tables import History, Kind, Row
from mockserver.domain.text import unique_name
from mockserver.domain.values import value


@value
class Project(Row):
    """A project.

    Attributes:
        private_labeling: number of zitadel.project.v1.PrivateLabelingSetting.
    """

    id: ProjectId
    organisation: OrganisationId
    name: str
    active: bool = True
    role_assertion: bool = False
    role_check: bool = False
    has_project_check: bool = False
    private_labeling: int = 0


PROJECTS: Kind[Project] = Kind(
    name="projects",
    row=Project,
    key=lambda project: project.id,
    history=History.PROJECT,
    aggregate=lambda project: project.id,
    unique=lambda project: ((project.organisation, unique_name(project.name)),),
    indexes={"organisation": lambda project: project.organisation},
    parents={"organisations": "organisation"},
)


@value
class Role(Row):
    """A role of a project, told apart by its key, whose case counts unless it is made anew."""

    project: ProjectId
    organisation: OrganisationId
    key: str
    display_name: str
    group: str = ""


ROLES: Kind[Role] = Kind(
    name="roles",
    row=Role,
    key=lambda role: (role.project, role.key),
    history=History.PROJECT,
    aggregate=lambda role: role.project,
    unique=lambda role: ((role.project, unique_name(role.key)),),
    indexes={"project": lambda role: role.project},
    parents={"projects": "project"},
)
