"""The kinds of requests that our server is measured with, and how an answer to each must look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from google.protobuf import json_format

from benchmarks.http_client import Connection, request_bytes
from benchmarks.load import Outcome, ghz, wrk
from benchmarks.peers import canned
from benchmarks.servers import CANNED_CALL, CANNED_REQUEST, Peer, asked, grpc_answer
from benchmarks.world import (
    FLOW_PATH,
    LISTED_ACTIONS,
    TOKEN,
    TRIGGER_PATH,
    Organisation,
    WrongAnswer,
    done,
    new_organisation,
    set_body,
)
from mockserver.protos import pool

SET, GET_FLOW, LIST = "set_trigger_actions", "get_flow", "list_actions"
UNAUTHENTICATED, NO_ROUTE, REFUSED = "refusal_401", "refusal_404", "refusal_400"
GRPC_WEB, GRPC = "grpc_web", "grpc"
CANNED = "canned"
_LISTS = 64
"""Lists of actions that are set in turn. Calls on several connections overtake each other: of two lists in turn, about
one call in twenty would set what is set already, and be refused. One list more is for the check before a measurement,
so that the first call after it writes too."""
TITLES = {
    SET: "SetTriggerActions, JSON",
    GET_FLOW: "GetFlow with three triggers",
    UNAUTHENTICATED: "refusal: unknown token, 401",
    NO_ROUTE: "refusal: no such route, 404",
    REFUSED: "refusal: no changes, 400",
    LIST: f"ListActions of {LISTED_ACTIONS:,} actions",
    GRPC_WEB: "SetTriggerActions, gRPC-Web",
    GRPC: "SetTriggerActions, gRPC",
    CANNED: "canned answer",
}


@dataclass(frozen=True, slots=True)
class Case:
    """One kind of request to one running server.

    Attributes:
        load: sends it over and over for that many seconds.
        check: sends it once; returns the answer, read where it is JSON. Raises: WrongAnswer.
        refused: whether it is to be refused.
        sequence: counts the events that the requests cause, where each must cause one.
    """

    name: str
    load: Callable[[int], Outcome]
    check: Callable[[], Any]
    refused: bool = False
    sequence: Callable[[], int] | None = None


def peer_case(peer: Peer, port: int, ghz_program: Path | None) -> Case:
    """What a peer is asked."""

    def check() -> None:
        if not peer.answers(port):
            raise WrongAnswer(f"{peer.title} answers something else")

    if peer.protocol == "grpc" and ghz_program is not None:
        program = ghz_program
        return Case(CANNED, lambda seconds: ghz(program, port, canned.CALL, [CANNED_CALL], _METADATA, seconds), check)
    return Case(CANNED, lambda seconds: wrk(port, [CANNED_REQUEST], seconds), check)


def our_cases(connection: Connection, port: int, wanted: set[str], ghz_program: Path | None) -> list[Case]:
    """The wanted cases, in their order in `TITLES`, on a server that is filled for them."""
    makers: dict[str, Callable[[], Case]] = {
        SET: lambda: set_case(new_organisation(connection), port),
        GET_FLOW: lambda: _get_flow(new_organisation(connection), port),
        UNAUTHENTICATED: lambda: _refusal(port, UNAUTHENTICATED, _REJECTED_TOKEN, 401),
        NO_ROUTE: lambda: _refusal(port, NO_ROUTE, _NO_ROUTE, 404),
        REFUSED: lambda: _no_changes(new_organisation(connection), port),
        LIST: lambda: _list(new_organisation(connection), port),
        GRPC_WEB: lambda: _grpc_web(new_organisation(connection), port),
    }
    if ghz_program is not None:
        program = ghz_program
        makers[GRPC] = lambda: _grpc(new_organisation(connection), port, program)
    return [make() for name, make in makers.items() if name in wanted]


def set_case(organisation: Organisation, port: int) -> Case:
    """SetTriggerActions with many lists in turn, so that each call writes."""
    checked, *requests = (organisation.setting([action]) for action in organisation.new_actions(_LISTS + 1))
    return Case(
        SET,
        lambda seconds: wrk(port, requests, seconds),
        lambda: require_details(done(asked(port, checked)), organisation.id),
        sequence=organisation.sequence,
    )


def require_details(answer: Any, organisation: str) -> None:
    """Raise WrongAnswer unless a write of an organisation is answered with what it did."""
    details = answer.get("details", {})
    if set(details) != {"sequence", "creationDate", "resourceOwner"} or details["resourceOwner"] != organisation:
        raise WrongAnswer(str(answer))


_METADATA = {"authorization": f"Bearer {TOKEN}"}
_SOME_BODY = set_body(CANNED_CALL["actionIds"])
_REJECTED_TOKEN = request_bytes("POST", TRIGGER_PATH, _SOME_BODY, "unknown-token")
_NO_ROUTE = request_bytes("POST", "/management/v1/no/such/route", _SOME_BODY, TOKEN)
_WEB = "application/grpc-web+proto"


def _get_flow(organisation: Organisation, port: int) -> Case:
    for trigger, action in enumerate(organisation.new_actions(3), start=1):
        done(organisation.connection.ask(organisation.setting([action], trigger)))
    request = organisation.request("GET", FLOW_PATH)

    def check() -> None:
        rows = done(asked(port, request))["flow"]["triggerActions"]
        if [len(row["actions"]) for row in rows] != [1, 1, 1]:
            raise WrongAnswer(str(rows))

    return Case(GET_FLOW, lambda seconds: wrk(port, [request], seconds), check)


def _refusal(port: int, name: str, request: bytes, status: int, error_id: str = "") -> Case:
    def check() -> None:
        answer = asked(port, request)
        if answer.status != status or not {"code", "message"} <= set(answer.json()):
            raise WrongAnswer(f"status {answer.status}: {answer.body!r}")
        if error_id and answer.json()["details"][0]["id"] != error_id:
            raise WrongAnswer(f"not {error_id}: {answer.body!r}")

    return Case(name, lambda seconds: wrk(port, [request], seconds), check, refused=True)


def _no_changes(organisation: Organisation, port: int) -> Case:
    request = organisation.setting(organisation.new_actions(1))
    done(organisation.connection.ask(request))
    return _refusal(port, REFUSED, request, 400, "COMMAND-Nfh52")


def _list(organisation: Organisation, port: int) -> Case:
    organisation.new_actions(LISTED_ACTIONS)
    body = b'{"query":{"limit":%d}}' % LISTED_ACTIONS
    request = organisation.request("POST", "/management/v1/actions/_search", body)

    def check() -> Any:
        answer = done(asked(port, request))
        if len(answer["result"]) != LISTED_ACTIONS or answer["details"]["totalResult"] != str(LISTED_ACTIONS):
            raise WrongAnswer(f"{len(answer['result'])} actions, {answer['details']}")
        return answer

    return Case(LIST, lambda seconds: wrk(port, [request], seconds), check)


def _grpc_web(organisation: Organisation, port: int) -> Case:
    checked, *requests = (_web_request(organisation.id, action) for action in organisation.new_actions(_LISTS + 1))

    def check() -> None:
        answer = asked(port, checked)
        if answer.status != 200 or b"grpc-status: 0" not in answer.body.lower():
            raise WrongAnswer(f"status {answer.status}: {answer.body!r}")

    return Case(
        GRPC_WEB,
        lambda seconds: wrk(port, requests, seconds),
        check,
        sequence=organisation.sequence,
    )


def _web_request(organisation: str, action: str) -> bytes:
    message = pool.message_class("zitadel.management.v1.SetTriggerActionsRequest")()
    json_format.ParseDict({"flowType": "1", "triggerType": "1", "actionIds": [action]}, message)
    data = message.SerializeToString()
    path = f"/{canned.CALL}"
    return request_bytes("POST", path, b"\0" + len(data).to_bytes(4, "big") + data, TOKEN, _WEB, organisation)


def _grpc(organisation: Organisation, port: int, program: Path) -> Case:
    checked, *messages = (
        {"flowType": "1", "triggerType": "1", "actionIds": [action]} for action in organisation.new_actions(_LISTS + 1)
    )
    metadata = {**_METADATA, "x-zitadel-orgid": organisation.id}

    def check() -> None:
        require_details(grpc_answer(port, checked, organisation.id), organisation.id)

    return Case(
        GRPC,
        lambda seconds: ghz(program, port, canned.CALL, messages, metadata, seconds),
        check,
        sequence=organisation.sequence,
    )
