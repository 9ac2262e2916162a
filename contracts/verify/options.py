"""What a run of the contract is to do, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..selection import Selection
from .check import Outcome
from .patience import Patience

TRANSPORTS = ("json", "grpc", "grpc-web", "connect", "connect-proto")


class CannotRun(Exception):
    """Nothing could be checked; the message says why and holds no secrets."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is to do.

    Attributes:
        base_url: of the server, such as `http://127.0.0.1:8080`.
        admin_pat: a token of it with the role IAM_OWNER.
        transports: names out of `TRANSPORTS`.
        descriptors: a serialised `google.protobuf.FileDescriptorSet`, for what is not JSON.
        per_second: most requests a second; None sets no limit.
        recordings: a folder of traces that are replayed instead of the contract; None runs the contract.
        wait_s: longest that one read which lags behind a write may be waited for, whatever lag was measured.
    """

    base_url: str
    admin_pat: str = field(repr=False)
    transports: Sequence[str] = ("json",)
    descriptors: bytes = field(default=b"", repr=False)
    selection: Selection = field(default_factory=Selection)
    per_second: float | None = None
    read_only: bool = False
    assumed: bool = False
    """Whether checks that nothing vouches for are run too."""
    recordings: Path | None = None
    wait_s: float = 5.0
    timeout_s: float = 20.0
    max_latency_ms: float | None = None
    """How long one answer may take; None sets no limit but the timeout."""
    verify_tls: bool = True
    receiver: str = ""
    """This machine's name as the server knows it; empty where it is known for loopback alone."""
    own_server: bool = False
    """Whether nobody else uses the server, so that what a whole instance shares may be changed."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a run saw."""

    outcomes: tuple[Outcome, ...]
    existing: tuple[tuple[str, str], ...]
    """Operation and name of every check there is, run or not."""
    left_out: int
    assumed_left_out: int
    """Checks that were asked for, and not run because they are assumed."""
    skipped: Mapping[str, int]
    """Checks that were asked for and could not be run: how many for each reason."""
    requests: int
    seconds: float
    waiting: Patience
    left_behind: tuple[str, ...]
    """Ids of organisations that could not be removed."""


def by_operation(outcomes: Sequence[Outcome]) -> Mapping[str, list[Outcome]]:
    """Outcomes by the operation that they are about, in the order of their appearance."""
    found: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        found.setdefault(outcome.check.operation, []).append(outcome)
    return found
