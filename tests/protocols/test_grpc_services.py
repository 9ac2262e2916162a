"""What every gRPC tool asks a server: reflection, health, and the Healthz of each service."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import grpc
import pytest
from grpclib.health.v1 import health_pb2
from grpclib.reflection.v1 import reflection_pb2 as v1
from grpclib.reflection.v1alpha import reflection_pb2 as v1alpha

from contracts.target import Target
from mockserver.spec.document import spec_path
from mockserver.spec.tree import authored_operations
from tests.protocols.grpc_client import MANAGEMENT, TIMEOUT_S, connected
from tests.protocols.grpcurl import grpcurl
from tests.protocols.h2_client import Reply, http2
from tests.server import Api

OF_V1 = ["zitadel.admin.v1.AdminService", "zitadel.auth.v1.AuthService", MANAGEMENT]
SERVICES = sorted(
    {rpc.partition("/")[0] for _, operation in authored_operations(spec_path()) if (rpc := operation.get("x-rpc"))}
)
"""Those of which some operation is modelled."""
HEALTH = "grpc.health.v1.Health"


@pytest.fixture
def channel(server: Target) -> Iterator[grpc.Channel]:
    """A connection."""
    with connected(server) as client:
        yield client.channel


def check_health(channel: grpc.Channel, service: str) -> Any:
    """The answer of the health service."""
    check = channel.unary_unary(f"/{HEALTH}/Check", response_deserializer=health_pb2.HealthCheckResponse.FromString)
    request = health_pb2.HealthCheckRequest(service=service)
    return check(request.SerializeToString(), timeout=TIMEOUT_S)


def test_grpcurl_list(server: Target) -> None:
    """grpcurl lists the services."""
    listed = grpcurl(server, "list").stdout.split()

    assert listed == sorted([HEALTH, *SERVICES])


def test_grpcurl_describe(server: Target) -> None:
    """grpcurl describes a method and its message."""
    assert "rpc SetTriggerActions (" in grpcurl(server, "describe", f"{MANAGEMENT}.SetTriggerActions").stdout
    message = grpcurl(server, "describe", "zitadel.management.v1.SetTriggerActionsRequest").stdout
    assert "repeated string action_ids = 3" in message


def test_grpcurl_call(server: Target, api: Api) -> None:
    """grpcurl sets the actions of a trigger, and shows the details of a refusal."""
    action = api.new_action()
    headers = (f"authorization: Bearer {server.admin_pat}", f"x-zitadel-orgid: {api.organisation}")
    data = json.dumps({"flowType": "1", "triggerType": "1", "actionIds": [action]})
    method = f"{MANAGEMENT}/SetTriggerActions"

    done = grpcurl(server, f"-d={data}", method, headers=headers)
    refused = grpcurl(server, f"-d={data}", method, headers=headers)

    assert json.loads(done.stdout)["details"]["sequence"] == "6"
    assert api.bound() == [action]
    assert "Code: FailedPrecondition" in refused.stderr
    assert "Message: No Changes (COMMAND-Nfh52)" in refused.stderr
    assert '"id": "COMMAND-Nfh52"' in refused.stderr


@pytest.mark.parametrize(("version", "messages"), [("v1", v1), ("v1alpha", v1alpha)])
def test_reflection(channel: grpc.Channel, version: str, messages: Any) -> None:
    """Both versions of reflection answer several questions on one stream."""
    ask = channel.stream_stream(
        f"/grpc.reflection.{version}.ServerReflection/ServerReflectionInfo",
        request_serializer=messages.ServerReflectionRequest.SerializeToString,
        response_deserializer=messages.ServerReflectionResponse.FromString,
    )
    questions = [
        messages.ServerReflectionRequest(list_services=""),
        messages.ServerReflectionRequest(file_containing_symbol=MANAGEMENT),
        messages.ServerReflectionRequest(file_by_filename="nope.proto"),
    ]
    listed, file, unknown = ask(iter(questions), timeout=TIMEOUT_S)

    assert {service.name for service in listed.list_services_response.service} == {HEALTH, *SERVICES}
    assert file.file_descriptor_response.file_descriptor_proto
    assert unknown.error_response.error_code == grpc.StatusCode.NOT_FOUND.value[0]


@pytest.mark.parametrize("service", ["", *SERVICES])
def test_health(channel: grpc.Channel, service: str) -> None:
    """The server and each service are SERVING."""
    assert check_health(channel, service).status == health_pb2.HealthCheckResponse.SERVING


def test_health_of_unknown_service(channel: grpc.Channel) -> None:
    """The health of a service that is not served is NOT_FOUND."""
    with pytest.raises(grpc.RpcError) as caught:
        check_health(channel, "nope")

    assert caught.value.code() is grpc.StatusCode.NOT_FOUND
    assert caught.value.details() == "unknown service"


def test_health_watch(channel: grpc.Channel) -> None:
    """Watching a service answers its state at once and goes on until it is cancelled."""
    watch = channel.unary_stream(f"/{HEALTH}/Watch", response_deserializer=health_pb2.HealthCheckResponse.FromString)
    states = watch(health_pb2.HealthCheckRequest(service=MANAGEMENT).SerializeToString(), timeout=TIMEOUT_S)

    assert next(states).status == health_pb2.HealthCheckResponse.SERVING
    states.cancel()
    assert states.code() is grpc.StatusCode.CANCELLED


@pytest.mark.parametrize("service", OF_V1)
def test_healthz(server: Target, service: str) -> None:
    """Healthz needs no token."""
    with connected(server) as client:
        answer = client.call("Healthz", {}, metadata=[], service=service)

    assert (answer.code, answer.response) == ("OK", {})


def test_watch_of_what_is_no_message(server: Target) -> None:
    """A streaming call whose message cannot be read ends with a status."""
    with http2(server) as peer:
        stream = peer.h2.get_next_available_stream_id()
        head = [(name, f"/{HEALTH}/Watch" if name == ":path" else value) for name, value in peer.head("ListFlowTypes")]
        peer.h2.send_headers(stream, head)
        peer.replies[stream] = Reply()
        peer.h2.send_data(stream, b"\x00\x00\x00\x00\x02\xff\xff", end_stream=True)
        peer.flush()
        assert peer.wait(stream).status == "13"
