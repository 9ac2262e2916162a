"""Which entries of a journal are meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import msgspec

from mockserver.control.exchange_view import status_of
from mockserver.control.problems import ControlProblem, shown
from mockserver.store.instance import Instance
from mockserver.wire.http import Exchange
from mockserver.wire.organisation import is_client, organisation_of

MOST_SHOWN = 1_000
_STATUS = re.compile(r"[0-9](xx|[0-9]{2})")
_APART = b"\xff"
"""Stands in no text that can be sought, so that none is found across two parts; one scan is cheaper than three."""
Condition = Callable[[Exchange], bool]


class EntryFilter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an entry must be; what is empty does not matter.

    Attributes:
        operation: operationId.
        status: an HTTP status such as `400`, or `4xx`.
        organisation: id of the organisation that the request was for.
        text: stands in the path, the query, a body, the error ID or the operation, whatever its case.
        transport: `json`, `grpc`, `grpc-web`, `connect` or `http`.
        injected: name of the fault that struck.
        userAgent: stands in the header `User-Agent`, whatever its case.
        client: id or user name of the caller, or the address of the connection.
    """

    operation: str = ""
    status: str = ""
    organisation: str = ""
    text: str = ""
    transport: str = ""
    injected: str = ""
    user_agent: str = msgspec.field(default="", name="userAgent")
    client: str = ""

    def matching(self, instance: Instance, entries: Iterator[Exchange] | None = None) -> Iterator[Exchange]:
        """Entries of an instance's journal, newest first, without regard to a limit.

        Args:
            entries: those to look at; the whole journal where none are given.

        Raises: ControlProblem.
        """
        self.require_usable()
        entries = iter(instance.journal) if entries is None else entries
        # One filter behind the other: what is not asked for costs nothing, however long the journal.
        for fits in self._conditions(instance):
            entries = filter(fits, entries)
        return entries

    def require_usable(self) -> None:
        """Refuse what no entry can be.

        Raises: ControlProblem, naming the field.
        """
        if self.status and not _STATUS.fullmatch(self.status):
            raise ControlProblem(400, f"{shown(self.status)} is no status", field="status", fix="such as 400 or 4xx")

    def _conditions(self, instance: Instance) -> Iterator[Condition]:
        """What is asked for, cheap conditions before dear ones."""
        operation, transport, injected = self.operation, self.transport, self.injected
        if operation:
            yield lambda exchange: exchange.response.operation == operation
        if transport:
            yield lambda exchange: exchange.response.transport == transport
        if injected:
            yield lambda exchange: exchange.response.injected == injected
        if self.status.endswith("xx"):
            hundreds = int(self.status[0])
            yield lambda exchange: status_of(exchange) // 100 == hundreds
        elif self.status:
            status = int(self.status)
            yield lambda exchange: status_of(exchange) == status
        if self.user_agent:
            sought = self.user_agent.lower()
            yield lambda exchange: sought in exchange.request.text(b"user-agent").lower()
        if self.client:
            yield _of_client(self.client, instance)
        if self.organisation:
            yield _for_organisation(self.organisation, instance)
        if self.text:
            yield _with_text(self.text.lower())


class RequestFilter(EntryFilter, frozen=True):
    """A page of the entries that fit.

    Attributes:
        before: only entries with a smaller id, for the next page.
        after: only entries with a greater id.
        limit: most entries.
    """

    before: int = 0
    after: int = 0
    limit: int = 100

    def require_usable(self) -> None:
        super().require_usable()
        if self.limit < 1:
            raise ControlProblem(400, "limit must be at least 1", field="limit", fix=f"1 to {MOST_SHOWN}")

    def _conditions(self, instance: Instance) -> Iterator[Condition]:
        before, after = self.before, self.after
        if after:
            yield lambda exchange: exchange.number > after
        if before:
            yield lambda exchange: exchange.number < before
        yield from super()._conditions(instance)


class ExportFilter(RequestFilter, frozen=True):
    """The entries that are written as something else: all that fit, unless fewer are asked for."""

    limit: int = MOST_SHOWN


def _of_client(client: str, instance: Instance) -> Condition:
    return lambda exchange: is_client(client, exchange.request, instance)


def _for_organisation(organisation: str, instance: Instance) -> Condition:
    """Callers are few and requests many, so each caller is looked up once."""
    known: dict[tuple[bytes | None, bytes | None], bool] = {}

    def fits(exchange: Exchange) -> bool:
        headers = exchange.request.headers
        caller = (headers.get(b"x-zitadel-orgid"), headers.get(b"authorization"))
        found = known.get(caller)
        if found is None:
            found = known[caller] = organisation_of(exchange.request, instance) == organisation
        return found

    return fits


def _with_text(text: str) -> Condition:
    sought = text.encode("utf-8")

    def fits(exchange: Exchange) -> bool:
        request, response = exchange.request, exchange.response
        return (
            sought in _APART.join((request.query, request.body, response.body)).lower()
            or text in request.path.lower()
            or text in response.operation.lower()
            or (response.problem is not None and text in response.problem.id.lower())
        )

    return fits
