"""The parts of a run: recordings that are replayed, and properties that are tried."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass

from .call import Transport, WouldWrite
from .check import Check, Outcome
from .finding import Ended
from .ground import Ground, place
from .recorded import Recording
from .trial import Trial


@dataclass(frozen=True, slots=True)
class Replay:
    """A recording to be replayed; of its checks only some are told."""

    replay: Callable[[Recording, Collection[Check]], list[Outcome]]
    recording: Recording
    taken: Collection[Check]

    @property
    def writes(self) -> bool:
        """Whether it changes the server."""
        return any(check.writes for check in self.recording.checks.values())

    def __call__(self) -> list[Outcome]:
        return self.replay(self.recording, self.taken)


@dataclass(frozen=True, slots=True)
class Property:
    """A property check to be run."""

    ground: Ground
    check: Check
    transport: Transport

    @property
    def writes(self) -> bool:
        """Whether it changes the server."""
        return self.check.writes

    def __call__(self) -> list[Outcome]:
        begun = time.monotonic()
        trial = Trial(self.ground, self.transport, self.check)
        try:
            self.check.run(trial)
        except Ended:
            pass
        except WouldWrite:
            return []
        except Exception as error:  # Whatever a server answers, the other checks still have to be run.
            trial.differ("answer", "one that can be read", f"{type(error).__name__}: {error}")
        trial.tell_slow()
        findings = tuple(dict.fromkeys(trial.findings))
        seconds = time.monotonic() - begun
        return [Outcome(self.check, self.transport.name, place(self.ground.spec, self.check), seconds, findings)]


Job = Replay | Property
