"""How many requests there were, and how many of them were done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class Statistics:
    """Requests by operation: all that were sent, and those answered with 2xx.

    `valid` and `valid_done` are the same of those that the schema allows and that a caller with IAM_OWNER sent.
    """

    sent: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)
    valid: Counter[str] = field(default_factory=Counter)
    valid_done: Counter[str] = field(default_factory=Counter)
    modelled: int = 0
    """Writes of the model, which asks for refusals as often as not; they are in no share."""

    def count(self, operation: str, *, success: bool, valid: bool) -> None:
        """One answer."""
        self.sent[operation] += 1
        self.done[operation] += success
        if valid:
            self.valid[operation] += 1
            self.valid_done[operation] += success

    @property
    def total(self) -> int:
        """All requests but the reads of the model."""
        return self.sent.total() + self.modelled

    def data(self) -> Mapping[str, Mapping[str, float]]:
        """All numbers by operation, for programs; shares are 0 to 1."""
        return {
            operation: {
                "sent": count,
                "done": self.done[operation],
                "share": _share(self.done[operation], count),
                "valid": self.valid[operation],
                "share_of_valid": _share(self.valid_done[operation], self.valid[operation]),
            }
            for operation, count in sorted(self.sent.items())
        }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0
