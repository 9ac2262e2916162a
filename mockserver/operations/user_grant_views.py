"""User grants as reads know them: joined with the user, the organisations and the project."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from mockserver.domain.rows.grants import UserGrant
from mockserver.domain.rows.organisations import Organisation
from mockserver.domain.rows.projects import Project
from mockserver.domain.rows.users import Human, User
from mockserver.domain.state import InstanceState
from mockserver.domain.user_grants import readable, visible_roles
from mockserver.operations import details
from mockserver.operations.messages import zitadel_user_v1
from mockserver.operations.searching import Tests, equal, one_of, text

HUMAN, MACHINE = 1, 2
"""Numbers of zitadel.user.v1.Type."""


class GrantRead(NamedTuple):
    """A grant with all that reads tell of it.

    Attributes:
        roles: those that it has as far as reads tell.
        owner: the organisation that it belongs to.
        home: that of the user.
    """

    grant: UserGrant
    roles: tuple[str, ...]
    user: User
    home: Organisation
    owner: Organisation
    project: Project

    @property
    def human(self) -> Human | None:
        """What only people have."""
        return self.user.human


def joined(state: InstanceState, grants: Iterable[UserGrant]) -> Iterator[GrantRead]:
    """The grants that reads know.

    Source: recordings/id-user-grants.jsonl.
    """
    for grant in grants:
        if readable(state, grant):
            user = state.users[grant.user]
            yield GrantRead(
                grant,
                visible_roles(state, grant),
                user,
                state.organisations[user.organisation],
                state.organisations[grant.organisation],
                state.projects[grant.project],
            )


def of_human(field: str) -> Callable[[GrantRead], str | None]:
    """A field that only people have; None of machines."""
    return lambda row: getattr(row.human, field) if row.human is not None else None


def user_type(user: User) -> int:
    """Number of zitadel.user.v1.Type."""
    return MACHINE if user.human is None else HUMAN


TESTS: Tests[GrantRead] = {
    "project_id_query": equal(lambda row: row.grant.project, "project_id"),
    "user_id_query": equal(lambda row: row.grant.user, "user_id"),
    "role_key_query": lambda row, query: query.role_key in row.roles,
    "project_grant_id_query": equal(lambda row: row.grant.project_grant, "project_grant_id"),
    "user_name_query": text(lambda row: row.user.user_name, "user_name"),
    "first_name_query": text(of_human("first_name"), "first_name"),
    "last_name_query": text(of_human("last_name"), "last_name"),
    "email_query": text(of_human("email"), "email"),
    "display_name_query": text(of_human("display_name"), "display_name"),
    "org_name_query": text(lambda row: row.owner.name, "org_name"),
    "org_domain_query": text(lambda row: row.owner.primary_domain, "org_domain"),
    "project_name_query": text(lambda row: row.project.name, "project_name"),
    "user_type_query": equal(lambda row: user_type(row.user), "type"),
    "in_user_ids_query": one_of(lambda row: row.grant.user, "in_user_ids"),
}
"""Whatever the method, a role is asked for as it is (recordings/id-user-grant-search.jsonl)."""


def view(row: GrantRead) -> zitadel_user_v1.UserGrant:
    """A grant as the services of v1 answer it."""
    grant, user, human = row.grant, row.user, row.human
    return zitadel_user_v1.UserGrant(
        id=grant.id,
        details=details.of_row(grant, grant.organisation),
        role_keys=row.roles,
        state="USER_GRANT_STATE_ACTIVE" if grant.active else "USER_GRANT_STATE_INACTIVE",
        user_id=user.id,
        user_name=user.user_name,
        first_name=human.first_name if human else "",
        last_name=human.last_name if human else "",
        email=human.email if human else "",
        display_name=human.display_name if human else "",
        org_id=row.owner.id,
        org_name=row.owner.name,
        org_domain=row.owner.primary_domain,
        project_id=row.project.id,
        project_name=row.project.name,
        project_grant_id=grant.project_grant,
        preferred_login_name=user.user_name,
        user_type="TYPE_HUMAN" if human else "TYPE_MACHINE",
        granted_org_id=row.home.id,
        granted_org_name=row.home.name,
        granted_org_domain=row.home.primary_domain,
    )
