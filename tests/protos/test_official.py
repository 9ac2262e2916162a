"""Our descriptors against those in ZITADEL's own npm package, `@zitadel/proto`."""

from difflib import unified_diff
from pprint import pformat

import pytest
from google.protobuf.descriptor_pb2 import FileDescriptorSet

from mockserver.protos import pool
from mockserver.surface.descriptors import file_descriptor
from mockserver.surface.library import surface
from tests.clients.npm import run_script
from tests.protos.modelled import modelled_rpcs
from tests.protos.shapes import Message, Method, Shape, shapes

VERSION = "proto-1.3.1"
"""The version of our surface that the package is."""
UNCALLED_ROOTS = ("zitadel.v1.ErrorDetail",)
"""Travels inside google.rpc.Status as google.protobuf.Any, which names no type."""


@pytest.fixture(scope="module")
def ours() -> dict[str, Shape]:
    """What modelled operations reach, the well-known types left out."""
    known = shapes(pool.file_descriptor_set())
    pending = [*modelled_rpcs(), *UNCALLED_ROOTS]
    reached: dict[str, Shape] = {}
    while pending:
        name = pending.pop()
        if name in reached or not name.startswith("zitadel."):
            continue
        shape = reached[name] = known[name]
        if isinstance(shape, Message):
            pending += [field.type_name for field in shape.fields]
        elif isinstance(shape, Method):
            pending += [shape.request, shape.response]
    return reached


@pytest.fixture(scope="module")
def official() -> dict[str, Shape]:
    """What the npm package defines."""
    return shapes(FileDescriptorSet.FromString(run_script("dump_descriptors.mjs")))


@pytest.fixture(scope="module")
def of_their_version() -> dict[str, Shape]:
    """What our surface of the package's own version defines."""
    theirs = surface(VERSION)
    return shapes(FileDescriptorSet(file=[file_descriptor(theirs, package) for package in theirs.packages]))


def test_all_of_ours_equals_the_official_package(
    ours: dict[str, Shape], of_their_version: dict[str, Shape], official: dict[str, Shape]
) -> None:
    """Every method that is modelled, and every message, field, oneof and enum that it takes, is the package's.

    The package is older than the server that we stand in for. So it is what our surface of its version says that is
    held against it, and where the two versions agree, that is what is served.
    """
    differing = [name for name in sorted(ours) if of_their_version.get(name) != official.get(name)]
    report = "\n".join(f"{name}\n{_difference(of_their_version.get(name), official.get(name))}" for name in differing)
    assert not differing, f"{len(differing)} of {len(ours)} definitions differ from @zitadel/proto:\n{report}"


def _difference(mine: Shape | None, theirs: Shape | None) -> str:
    """The lines in which two definitions differ: ours with a minus, the package's with a plus."""
    return "\n".join(unified_diff(pformat(mine).splitlines(), pformat(theirs).splitlines(), n=0, lineterm=""))
