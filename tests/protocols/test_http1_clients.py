"""Other people's clients of HTTP/1.1 that do more than one request after another: what they send is what is set."""

from __future__ import annotations

import json
import subprocess
from typing import Any

from contracts.target import Target
from tests import raw
from tests.clients.java import java_command
from tests.clients.missing import need_program
from tests.clients.node import node_json
from tests.server import Api, authority

TRIGGER = "/management/v1/flows/1/trigger/1"
TIMEOUT_S = 60.0


def run(command: list[str], data: bytes = b"") -> str:
    """The output of a program that has to succeed."""
    done = subprocess.run(command, input=data, capture_output=True, timeout=TIMEOUT_S, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def chosen(actions: list[str]) -> str:
    """The body that sets a trigger's actions."""
    return json.dumps({"actionIds": actions})


def test_java(server: Target, api: Api) -> None:
    """Java's own client asks for HTTP/2 by an upgrade of its first request, and gets it, with that request's body."""
    first, second = api.new_action(), api.new_action()
    bodies = [chosen([first]), chosen([second, first])]
    command = java_command("SetTrigger", server.base_url + TRIGGER, server.admin_pat, api.organisation, *bodies)
    lines = run(command).splitlines()
    assert [line.split(" ")[:2] for line in lines] == [["HTTP_2", "200"], ["HTTP_2", "200"]]
    assert api.bound() == [second, first]


def test_curl_with_http2(server: Target, api: Api) -> None:
    """So does curl, where it is asked to."""
    action = api.new_action()
    headers = (f"authorization: Bearer {server.admin_pat}", f"x-zitadel-orgid: {api.organisation}")
    flags = [flag for header in headers for flag in ("-H", header)]
    command = [need_program("curl"), "-sS", "--noproxy", "*", "--http2", "-w", " %{http_version} %{http_code}"]
    output = run([*command, *flags, "-d", chosen([action]), server.base_url + TRIGGER])
    assert output.endswith(" 2 200")
    assert api.bound() == [action]


def test_netcat(server: Target, api: Api) -> None:
    """`nc -N` stops sending behind its request and reads on; the answer comes, also one that takes a while."""
    action = api.new_action()
    host, port = authority(server)
    for delay in ("0", "50"):
        extra = (f"x-zitadel-orgid: {api.organisation}", f"x-mock-delay: {delay}")
        request = raw.post(server, TRIGGER, chosen([action] if delay == "0" else []).encode(), *extra)
        output = run([need_program("nc"), "-N", host, str(port)], request)
        (answer,) = raw.answers(output.encode())
        assert answer.status == 200
    assert api.bound() == []


def test_undici_with_pipelining(server: Target, api: Api) -> None:
    """Requests in a pipeline get each its own answer, with late ones and refusals among them, and are carried out."""
    actions = [api.new_action() for _ in range(4)]
    sets = [{"path": TRIGGER, "body": chosen([action])} for action in actions]
    sets[1]["extra"] = {"x-mock-delay": "40"}  # type: ignore[assignment]  # (a row of JSON)
    reads = [{"path": f"/management/v1/actions/{action}"} for action in actions]
    requests = [
        sets[0],
        reads[0],
        sets[1],
        reads[1],
        {"path": "/nothing"},
        sets[2],
        {"path": "/oauth/v2/keys"},
        reads[2],
    ]
    headers = {"authorization": f"Bearer {server.admin_pat}", "x-zitadel-orgid": api.organisation}
    argument = {"origin": server.base_url, "headers": headers, "requests": requests}
    answers: list[tuple[int, str]] = node_json("pipelining.mjs", argument)

    read: list[Any] = [json.loads(body).get("action", {}).get("id") for status, body in answers]
    assert [status for status, _ in answers] == [200, 200, 200, 200, 404, 200, 200, 200]
    assert [read[1], read[3], read[7]] == actions[:3]
    assert api.bound() == [actions[2]]
