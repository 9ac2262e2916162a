"""What a run of a script takes, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import msgspec

from mockserver.scripts.tables import Trigger

Claims = dict[str, Any]

NEVER = "0001-01-01T00:00:00Z"
"""How Go writes an instant that nobody set."""
MOST_S = 20.0
"""What a timeout of 0, and any above, comes to."""
MOST_SOURCE_BYTES = 40_000
"""Of a script as UTF-8: what the API takes for an action."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """An action as it runs.

    Attributes:
        name: of the action, and of the function that is called.
        timeout_s: seconds that the function may take; 0 is as much as there is.
    """

    name: str
    source: str
    timeout_s: float = 0.0
    allowed_to_fail: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What `ctx` of the flow of tokens holds beside the claims, each as JSON in the names that scripts see.

    Attributes:
        grants: None where there are none.
        client: id of the client.
    """

    user: str
    metadata: str
    organisation_metadata: str
    grants: str | None = None
    client: str = ""

    @classmethod
    def of(
        cls, user: Claims, metadata: Claims, organisation_metadata: Claims, grants: Claims | None, client: str
    ) -> Surroundings:
        """The same out of what JSON is to be written of."""
        return cls(
            user=_json(user),
            metadata=_json(metadata),
            organisation_metadata=_json(organisation_metadata),
            grants=_json(grants) if grants is not None else None,
            client=client,
        )

    def values(self, claims: bytes) -> dict[str, str]:
        """The same with the claims, by the names of `tables.Member.given`."""
        return {
            "claims": claims.decode(),
            "user": self.user,
            "userMetadata": self.metadata,
            "organisationMetadata": self.organisation_metadata,
            "grants": self.grants or "null",
            "client": msgspec.json.encode(self.client).decode(),
        }


def listed(name: str, entries: Sequence[Claims], sequence: int = 0, at: str = NEVER) -> Claims:
    """A list as scripts see it, which tells of itself how many there are, and as of when."""
    return {"count": len(entries), "sequence": sequence, "timestamp": at, name: entries}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedMetadata:
    """An entry of `api.metadata`.

    Attributes:
        json: its value; None where it has none that can be written.
        appended: whether its value was written when it was appended. That of others is lost on further actions.
        unwritable: why it cannot be written.
    """

    key: str
    json: str | None = None
    appended: bool = False
    unwritable: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedGrant:
    """An entry of `api.userGrants`, as the script gave it.

    Attributes:
        through: id of a project grant; empty for none.
    """

    project: str = ""
    through: str = ""
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What one script finds.

    Attributes:
        values: JSON, by the names of `tables.Member.given`; what is missing is null.
        taken: keys of claims that cannot be set again.
        metadata: what is in `api.metadata`; `grants` likewise.
    """

    trigger: Trigger
    values: Mapping[str, str]
    taken: Sequence[str] = ()
    metadata: Sequence[ListedMetadata] = ()
    grants: Sequence[ListedGrant] = ()


@dataclass(frozen=True, slots=True)
class Unwritable:
    """The value of a claim that cannot be written as JSON; the words are those of Go's encoder."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a run failed.

    Attributes:
        line: in the script, from 1; 0 where there is none. `column` likewise.
        function: in which it was; empty at the top level and in functions without a name.
        answer: what a client is told, where it is told more than that something failed.
        real: the real server's words as a whole, where they are others.
    """

    message: str
    line: int = 0
    column: int = 0
    function: str = ""
    answer: str = ""
    real: str = ""

    @property
    def words(self) -> str:
        """What login pages and the log of the real server say: with the place, whose last number is made up here.

        Source: recordings/logins.jsonl.
        """
        if self.real or not self.line:
            return self.real or self.message
        place = f"<eval>:{self.line}:{self.column}(0)"
        return f"{self.message} at {self.function} ({place})" if self.function else f"{self.message} at {place}"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the server's log."""

    level: str
    text: str


@dataclass(frozen=True, slots=True)
class MetadataSet:
    """A value that a script gave the user; `value` is JSON."""

    key: str
    value: bytes


@dataclass(frozen=True, slots=True)
class FieldSet:
    """A field of the user that a script set, by its name in `ctx`."""

    name: str
    value: str | bool | int


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute that a script gave a SAML response."""

    name: str
    format: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpCall:
    """A call that a script made, and what came of it.

    Attributes:
        status: of the answer; 0 where none came.
        error: why none came.
        denied: whether the call was not made, as its host must not be reached.
        reason: more of why, for people.
    """

    method: str
    url: str
    status: int = 0
    body: str = ""
    error: str = ""
    denied: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpRequest:
    """A call that a script wants made.

    Attributes:
        headers: names and values in order.
        body: JSON; empty for none.
    """

    method: str
    url: str
    headers: tuple[tuple[str, str], ...]
    body: str


Fetch = Callable[[HttpRequest, float], HttpCall]
"""Makes a call within so many seconds."""


@dataclass(slots=True, kw_only=True)
class Run:
    """One run of one action.

    Attributes:
        took_ms: on the wall.
        claims: what it set, in order, logs included.
        logs: what it appended to its log claim.
        lines: what it wrote to the server's log.
        sets: fields of the user that it set, in order.
        listed: what is in `api.metadata` behind it, what was before it included; `grants` likewise.
        attributes: of a SAML response.
    """

    action: str
    took_ms: float = 0.0
    failure: Failure | None = None
    allowed_to_fail: bool = False
    claims: Claims = field(default_factory=dict)
    logs: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    metadata: list[MetadataSet] = field(default_factory=list)
    calls: list[HttpCall] = field(default_factory=list)
    sets: list[FieldSet] = field(default_factory=list)
    listed: list[ListedMetadata] = field(default_factory=list)
    grants: list[ListedGrant] = field(default_factory=list)
    attributes: list[Attribute] = field(default_factory=list)

    @property
    def stops(self) -> bool:
        """Whether what follows must not happen."""
        return self.failure is not None and not self.allowed_to_fail


class TriggerRuns(NamedTuple):
    """The runs of one trigger's actions, in order."""

    flow: str
    trigger: str
    runs: Sequence[Run]


def _json(value: Claims) -> str:
    return msgspec.json.encode(value).decode()
