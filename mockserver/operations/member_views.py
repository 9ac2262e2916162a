"""Members as reads know them: joined with the user."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from mockserver.domain.rows.members import Member
from mockserver.domain.rows.users import Human, User
from mockserver.domain.state import InstanceState
from mockserver.operations import details
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_member_v1, zitadel_v1
from mockserver.operations.queries import ListQuery
from mockserver.operations.searching import Tests, equal, find, listed, text


class MemberRead(NamedTuple):
    """A membership and whose it is."""

    member: Member
    user: User

    @property
    def human(self) -> Human | None:
        """What only people have."""
        return self.user.human


def joined(state: InstanceState, members: Iterable[Member]) -> Iterator[MemberRead]:
    """The memberships of users that there are."""
    for member in members:
        user = state.users.get(member.user)
        if user is not None:
            yield MemberRead(member, user)


_TESTS: Tests[MemberRead] = {
    "first_name_query": text(lambda row: row.human.first_name if row.human else None, "first_name"),
    "last_name_query": text(lambda row: row.human.last_name if row.human else None, "last_name"),
    "email_query": text(lambda row: row.human.email if row.human else None, "email"),
    "user_id_query": equal(lambda row: row.member.user, "user_id"),
}


def searched(
    context: Context,
    members: Iterable[Member],
    queries: Sequence[zitadel_member_v1.SearchQuery],
    query: ListQuery | None,
) -> tuple[zitadel_v1.ListDetails, tuple[zitadel_member_v1.Member, ...]]:
    """One page of the members for which all queries hold.

    Source: recordings/id-memberships.jsonl.
    """
    about, rows = listed(context, find(joined(context.state, members), queries, _TESTS), query)
    return about, tuple(map(_view, rows))


def _view(row: MemberRead) -> zitadel_member_v1.Member:
    member, user, human = row.member, row.user, row.human
    return zitadel_member_v1.Member(
        user_id=user.id,
        details=details.of_row(member, member.organisation),
        roles=member.roles,
        preferred_login_name=user.user_name,
        email=human.email if human else "",
        first_name=human.first_name if human else "",
        last_name=human.last_name if human else "",
        display_name=user.name,
        user_type="TYPE_HUMAN" if human else "TYPE_MACHINE",
        user_resource_owner=user.organisation,
    )
