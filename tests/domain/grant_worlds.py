"""A world with a project of Acme, which has two roles and is granted to Other with one of them."""

from __future__ import annotations

from mockserver.domain.ids import GrantId, OrganisationId, ProjectId, UserId
from mockserver.domain.project_grants import add_project_grant
from mockserver.domain.projects import add_project, add_role
from mockserver.domain.rows.grants import ProjectGrant, UserGrant
from mockserver.domain.rows.projects import Project, Role
from mockserver.domain.user_grants import add_user_grant, judged
from tests.domain.worlds import ACME, OTHER, World

SHOP = ProjectId("shop")
THROUGH = GrantId("through")
ADMIN, READER = "admin", "reader"


class GrantWorld(World):
    """One instance in which grants can be given."""

    def __init__(self) -> None:
        super().__init__()
        self.shop = Project(id=SHOP, organisation=ACME, name="Shop")
        self.record(add_project(self.state, self.shop))
        for key in (ADMIN, READER):
            role = Role(project=SHOP, organisation=ACME, key=key, display_name=key)
            self.record(add_role(self.state, role))
        self.record(add_project_grant(self.state, THROUGH, self.shop, OTHER, [READER]))

    @property
    def through(self) -> ProjectGrant:
        """The grant of the project to Other, as it is now."""
        return self.state.project_grants[THROUGH]

    def give(self, id_: str, user: UserId, *roles: str, owner: OrganisationId = ACME, through: str = "") -> UserGrant:
        """Grant roles to a user; returns the grant as it is kept."""
        wanted = UserGrant(
            id=GrantId(id_), user=user, project=SHOP, organisation=owner, project_grant=through, roles=roles
        )
        self.record(add_user_grant(self.state, judged(self.state, wanted)))
        return self.state.user_grants[GrantId(id_)]
