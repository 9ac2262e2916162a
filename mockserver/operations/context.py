"""What an operation is given besides its request."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence

import msgspec

from mockserver.access.permissions import has_permission, reach_of, require_within
from mockserver.domain.events import Event, Recorded
from mockserver.domain.ids import OrganisationId
from mockserver.domain.rows.organisations import Organisation
from mockserver.domain.rows.users import User
from mockserver.domain.sessions import CheckFailed
from mockserver.domain.state import InstanceState
from mockserver.domain.tables import Row, Stamp
from mockserver.errors.catalogue import STATE_REPLACED
from mockserver.errors.problem import Refused
from mockserver.logins.site import Telling
from mockserver.spec.matrix import FlowMatrix
from mockserver.store.instance import Instance


class Context(msgspec.Struct, frozen=True):
    """One authenticated call: whose instance, which caller, for which organisation, in which language.

    Attributes:
        state: what decisions and answers read; of reads that lag behind writes, an older one than the instance's.
        telling: of operations that are awaited, what they had run and sent, for the journal; None for others.
    """

    instance: Instance
    state: InstanceState
    user: User
    organisation: Organisation
    language: str
    matrix: FlowMatrix
    telling: Telling | None = None

    def append(self, *events: Event) -> Recorded:
        """Record the events of a write; returns the first."""
        return self.instance.append_all(events, self.user.id)[0]

    def write(self, events: Sequence[Event], unchanged: Row | None = None) -> Stamp:
        """Record the events of a write, from the last of which it is answered.

        Args:
            unchanged: the row from which it is answered where there are none.
        """
        if events:
            last = self.instance.append_all(events, self.user.id)[-1]
            return Stamp(last.sequence, last.at)
        assert unchanged is not None, "a write without events tells of a row"  # noqa: S101 (the caller's mistake)
        return Stamp(unchanged.sequence, unchanged.changed)

    @contextlib.contextmanager
    def recording_failures(self) -> Iterator[None]:
        """Record what is to be recorded of a check that fails, which is refused all the same."""
        try:
            yield
        except CheckFailed as failed:
            self.write(failed.events)
            raise

    def require_going_on(self) -> None:
        """Refuse to go on where another state took the place of the one that the caller was admitted to.

        To be asked by operations that waited for somebody.

        Raises: STATE_REPLACED.
        """
        if self.instance.state is not self.state:
            raise Refused(STATE_REPLACED)

    def require(self, permission: str, organisation: str, resource: str = "") -> None:
        """Let the caller pass who has a permission in the organisation that owns what a call of v2 is about.

        Args:
            resource: the project or project grant that it is about; empty for none.

        Raises: MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN, NO_PERMISSION_TO_READ_PROJECT.
        """
        require_within(self.state, OrganisationId(organisation), self.user.id, permission, resource)

    def require_unless_own(self, permission: str, user: User) -> None:
        """Let the caller pass who is the user, or has a permission in the user's organisation.

        Raises: MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN.
        """
        if self.user.id != user.id:
            self.require(permission, user.organisation)

    def may_see(self, user: str, organisation: str) -> bool:
        """Whether the caller is a user, or may read those of the organisation that has the user."""
        if user == self.user.id:
            return True
        return has_permission(self.state, OrganisationId(organisation), self.user.id, "user.read")

    def may(self, permission: str, organisation: str, resource: str) -> bool:
        """Whether the caller has a permission on a project or project grant that an organisation has."""
        return reach_of(self.state, OrganisationId(organisation), self.user.id, permission).includes(resource)
