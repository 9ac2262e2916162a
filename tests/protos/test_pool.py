"""The private descriptor pool: what it holds, and that it keeps to itself."""

import subprocess
import sys

import pytest
from google.protobuf import json_format

from mockserver.protos import pool

CLASH = """
from google.protobuf import descriptor_pool
from google.protobuf.descriptor_pb2 import FileDescriptorProto

other = FileDescriptorProto(name="zitadel/action.proto", package="zitadel.action.v1")
other.message_type.add(name="Action")
descriptor_pool.Default().Add(other)

from mockserver.protos import pool

print([field.name for field in pool.message_class("zitadel.action.v1.Action").DESCRIPTOR.fields])
"""


def test_services_are_the_four_we_serve() -> None:
    """The pool lists our services by full name, in order."""
    assert [service.full_name for service in pool.services()] == [
        "zitadel.admin.v1.AdminService",
        "zitadel.auth.v1.AuthService",
        "zitadel.management.v1.ManagementService",
        "zitadel.org.v2.OrganizationService",
    ]


def test_methods_are_those_of_the_services() -> None:
    """The list of methods is the services' methods, each found again by its name."""
    methods = pool.methods()
    assert len(methods) == sum(len(service.methods) for service in pool.services())
    for method in methods:
        assert pool.service(method.containing_service.full_name).FindMethodByName(method.name) is method


def test_a_message_class_is_made_once() -> None:
    """Asking twice gives one class, so that isinstance holds across callers."""
    name = "zitadel.management.v1.SetTriggerActionsRequest"
    assert pool.message_class(name) is pool.message_class(name)
    assert pool.message_class(name).DESCRIPTOR.full_name == name


@pytest.mark.parametrize("name", ["zitadel.org.v2.DeleteOrganizationRequest", "zitadel.management.v1.Nothing", ""])
def test_an_unknown_message_is_a_key_error(name: str) -> None:
    """A message that is not served has no class."""
    with pytest.raises(KeyError):
        pool.message_class(name)


def test_an_unknown_service_is_a_key_error() -> None:
    """A service that is not served has no descriptor."""
    with pytest.raises(KeyError):
        pool.service("zitadel.org.v2.UserService")


def test_another_definition_in_the_default_pool_does_not_clash() -> None:
    """A process that already holds other ZITADEL definitions can still use ours."""
    seen = subprocess.run([sys.executable, "-W", "error", "-c", CLASH], stdout=subprocess.PIPE, text=True, check=True)
    assert seen.stdout.strip() == "['id', 'details', 'state', 'name', 'script', 'timeout', 'allowed_to_fail']"


def test_status_has_the_bytes_of_the_error_model() -> None:
    """A google.rpc.Status is code (1), message (2) and details (3) on the wire, and the detail unpacks in JSON."""
    detail = pool.message_class("zitadel.v1.ErrorDetail")(id="ID-1", message="No")
    status = pool.message_class("google.rpc.Status")(code=9, message="No (ID-1)")
    status.details.add().Pack(detail)  # type: ignore[attr-defined]
    url = b"type.googleapis.com/zitadel.v1.ErrorDetail"
    packed = b"\x0a" + bytes([len(url)]) + url + b"\x12\x0a" + b"\x0a\x04ID-1\x12\x02No"
    assert status.SerializeToString() == b"\x08\x09\x12\x09No (ID-1)\x1a" + bytes([len(packed)]) + packed
    assert json_format.MessageToDict(status, descriptor_pool=pool.descriptor_pool()) == {
        "code": 9,
        "message": "No (ID-1)",
        "details": [{"@type": url.decode(), "id": "ID-1", "message": "No"}],
    }
