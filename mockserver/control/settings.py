"""What can be changed while the server runs, and what it was started with."""

from __future__ import annotations

from typing import Any

import flask
import msgspec

from mockserver.control.problems import ControlProblem
from mockserver.control.reading import answered, body_of, span_us, target
from mockserver.control.server import Target
from mockserver.settings import Strictness, Unmodelled

blueprint = flask.Blueprint("settings", __name__)

_MOST_ENTRIES = 100_000
"""Ten times the default; `--journal-bytes` bounds what they take."""
_MAX_LAG_US = 60_000_000


class _Change(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    strict: Strictness | None = None
    consistency_lag: str | None = None
    max_journal_entries: int | None = None
    unmodelled: str | None = None


@blueprint.get("/settings")
def get_settings() -> flask.Response:
    """The instance's settings and the server's."""
    return answered(_shown(target()))


@blueprint.route("/settings", methods=["PUT", "PATCH"])
def change_settings() -> flask.Response:
    """Change what is named, for this instance; all or nothing."""
    asked = target()
    change = body_of(_Change)
    lag_us = span_us(change.consistency_lag, "consistencyLag", "500ms") if change.consistency_lag is not None else None
    if lag_us is not None and not 0 <= lag_us <= _MAX_LAG_US:
        raise ControlProblem(400, "consistencyLag is out of range", field="consistencyLag", fix="0ms to 60s")
    entries = change.max_journal_entries
    if entries is not None and not 0 <= entries <= _MOST_ENTRIES:
        raise ControlProblem(
            400, "maxJournalEntries is out of range", field="maxJournalEntries", fix=f"0 to {_MOST_ENTRIES}"
        )
    unmodelled = _unmodelled(change.unmodelled) if change.unmodelled is not None else None
    if unmodelled is not None:
        asked.instance.unmodelled = unmodelled
    if change.strict is not None:
        asked.instance.strict = change.strict
    if lag_us is not None:
        asked.instance.lag_reads(lag_us // 1000)
    if entries is not None:
        asked.instance.journal.resize(entries)
    return answered(_shown(asked))


def _unmodelled(text: str) -> Unmodelled:
    try:
        return Unmodelled.of(text)
    except ValueError as error:
        fix = "refuse, fabricate or forward=https://HOST"
        raise ControlProblem(400, str(error), field="unmodelled", fix=fix) from error


def _shown(asked: Target) -> dict[str, Any]:
    instance, settings = asked.instance, asked.server.settings
    return {
        "strict": instance.strict,
        "consistencyLag": f"{instance.lagging.lag_ms if instance.lagging is not None else 0}ms",
        "unmodelled": str(instance.unmodelled),
        "maxJournalEntries": instance.journal.max_entries,
        "server": {
            "externalDomain": settings.external_domain,
            "instances": settings.instances,
            "journalBytes": settings.journal_bytes,
            "maxInstances": settings.max_instances,
            "adminPat": settings.admin_pat,
            "autoLogin": settings.auto_login,
            "openClients": settings.open_clients,
            "log": settings.log,
            "maxMessageBytes": settings.max_message_bytes,
        },
    }
