"""The private descriptor pool: what it holds, and that it keeps to itself."""

import subprocess
import sys

import pytest
from google.protobuf import descriptor_pool, json_format

from mockserver.protos import pool
from mockserver.protos.definitions import Definitions
from mockserver.surface.library import surface

LAZY = """
from mockserver.protos import pool
from mockserver.protos.definitions import Definitions
from mockserver.surface import text

read = []
read_package = text.read
text.read = lambda name, facts: read.append(name) or read_package(name, facts)
pool.message_class("zitadel.org.v2.AddOrganizationRequest")
print(*sorted(read))
"""
CLASH = """
from google.protobuf import descriptor_pool
from google.protobuf.descriptor_pb2 import FileDescriptorProto

other = FileDescriptorProto(name="zitadel/action/v1.proto", package="zitadel.action.v1")
other.message_type.add(name="Action")
descriptor_pool.Default().Add(other)

from mockserver.protos import pool

print([field.name for field in pool.message_class("zitadel.action.v1.Action").DESCRIPTOR.fields])
"""


def test_nothing_is_read_before_it_is_asked_for() -> None:
    """A message takes its package and those that it imports, and no other."""
    seen = subprocess.run([sys.executable, "-W", "error", "-c", LAZY], stdout=subprocess.PIPE, text=True, check=True)
    assert seen.stdout.split() == [
        "zitadel.filter.v2",
        "zitadel.metadata.v2",
        "zitadel.object.v2",
        "zitadel.org.v2",
        "zitadel.user.v2",
    ]


@pytest.mark.parametrize(
    ("symbol", "file"),
    [
        ("zitadel.action.v1.Action", "zitadel/action/v1.proto"),
        ("zitadel.action.v1.Action.allowed_to_fail", "zitadel/action/v1.proto"),
        ("zitadel.action.v1.ActionState", "zitadel/action/v1.proto"),
        ("zitadel.action.v1.ACTION_STATE_ACTIVE", "zitadel/action/v1.proto"),
        ("zitadel.management.v1.ActionQuery.query", "zitadel/management/v1.proto"),
        ("zitadel.management.v1.ManagementService", "zitadel/management/v1.proto"),
        ("zitadel.org.v2.AddOrganizationRequest.Admin.roles", "zitadel/org/v2.proto"),
        ("google.rpc.Status.details", "google/rpc/status.proto"),
        ("google.protobuf.Timestamp.nanos", "google/protobuf/timestamp.proto"),
        ("google.protobuf.NullValue", "google/protobuf/struct.proto"),
    ],
)
def test_files_of_symbols(symbol: str, file: str) -> None:
    """A pool that holds nothing yet finds the file of anything that has a full name."""
    empty = descriptor_pool.DescriptorPool(Definitions(surface()))

    assert empty.FindFileContainingSymbol(symbol).name == file


@pytest.mark.parametrize(
    "symbol",
    ["", "nope", "zitadel.nope.v1.Action", "zitadel.action.v1", "zitadel.action.v1.Action.nope", "google.rpc.No"],
)
def test_unknown_symbols(symbol: str) -> None:
    """A name that nothing has is a KeyError, before and after its package was read."""
    empty = descriptor_pool.DescriptorPool(Definitions(surface()))

    for _ in range(2):
        with pytest.raises(KeyError):
            empty.FindFileContainingSymbol(symbol)


@pytest.mark.parametrize(
    "name", ["", "zitadel.org.v2", "zitadel/org/v2", "zitadel/org/v3.proto", "google/protobuf/x.proto"]
)
def test_unknown_files(name: str) -> None:
    """A file of another name is a KeyError."""
    with pytest.raises(KeyError):
        pool.descriptor_pool().FindFileByName(name)


def test_every_file_can_be_built() -> None:
    """The set of all files holds each package of the surface, after what it imports, and builds a pool by itself."""
    files = pool.file_descriptor_set().file
    other = descriptor_pool.DescriptorPool()
    for file in files:
        other.Add(file)
    assert {file.package for file in files} == {*surface().packages, "google.protobuf", "google.rpc"}
    for service in surface().services():
        found = other.FindServiceByName(service.name)
        assert [method.name for method in found.methods] == list(service.methods)


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
