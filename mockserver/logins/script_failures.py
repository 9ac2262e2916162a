"""What a failing script is answered with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockserver.access.oauth.problems import SCRIPT_FAILED, OAuthRefused, invalid_request

if TYPE_CHECKING:
    from mockserver.scripts.model import Run


class ScriptFailed(OAuthRefused):
    """A script failed that may not."""


class ClaimUnwritable(ScriptFailed):
    """A claim cannot be written as JSON, which is found once all scripts have ended.

    Attributes:
        cause: as Go's encoder words it.
    """

    def __init__(self, cause: str) -> None:
        super().__init__(SCRIPT_FAILED, f"json: {cause}")
        self.cause = cause


class ServerPanicked(Exception):
    """The real server would have broken down, and closed the connection without an answer."""


def failed(run: Run) -> ScriptFailed:
    """What ends a request whose script failed.

    Source: recordings/runs-failures.jsonl, runs-set-metadata.jsonl, runs-modules.jsonl.
    """
    failure = run.failure
    if failure is None:
        return ScriptFailed(SCRIPT_FAILED)
    reason = f"action {run.action}: {failure.message}"
    if failure.line:
        reason += f" (line {failure.line}, column {failure.column})"
    return ScriptFailed(invalid_request(failure.answer) if failure.answer else SCRIPT_FAILED, reason)
