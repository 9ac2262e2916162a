"""Our descriptors against those in ZITADEL's own npm package, `@zitadel/proto`."""

from difflib import unified_diff
from pprint import pformat

import pytest
from google.protobuf.descriptor_pb2 import FileDescriptorSet

from mockserver.protos import pool
from tests.clients.npm import run_script
from tests.protos.shapes import Message, Method, Shape, shapes

DEVIATIONS = {
    "google.rpc.Status": "The package lacks it: JavaScript clients bring their own. test_pool.py pins its bytes.",
}
"""What of ours is not compared, and why. Everything else under `zitadel.` equals the package."""

UNCALLED_ROOTS = {
    "google.rpc.Status": "Carries every error: in the trailer grpc-status-details-bin, and as the JSON error body.",
    "zitadel.v1.ErrorDetail": "Travels inside google.rpc.Status as google.protobuf.Any, which names no type.",
}
"""Messages no method refers to that are still part of the wire."""


@pytest.fixture(scope="module")
def ours() -> dict[str, Shape]:
    """What we define: neither the well-known types nor the deviations."""
    known = shapes(pool.file_descriptor_set())
    return {name: shape for name, shape in known.items() if not name.startswith("google.protobuf.")}


@pytest.fixture(scope="module")
def official() -> dict[str, Shape]:
    """What the npm package defines."""
    return shapes(FileDescriptorSet.FromString(run_script("dump_descriptors.mjs")))


def test_all_of_ours_equals_the_official_package(ours: dict[str, Shape], official: dict[str, Shape]) -> None:
    """Every message, field, oneof, enum value and method of ours is the package's, in the same file."""
    compared = ours.keys() - DEVIATIONS.keys()
    differing = [name for name in sorted(compared) if ours[name] != official.get(name)]
    report = "\n".join(f"{name}\n{_difference(ours[name], official.get(name))}" for name in differing)
    assert not differing, f"{len(differing)} of {len(compared)} definitions differ from @zitadel/proto:\n{report}"


def _difference(mine: Shape, theirs: Shape | None) -> str:
    """The lines in which two definitions differ: ours with a minus, the package's with a plus."""
    return "\n".join(unified_diff(pformat(mine).splitlines(), pformat(theirs).splitlines(), n=0, lineterm=""))


def test_the_deviations_are_real(ours: dict[str, Shape], official: dict[str, Shape]) -> None:
    """Each listed deviation is of ours and does differ, so that the list cannot outlive its reasons."""
    assert [name for name in DEVIATIONS if name not in ours or ours[name] == official.get(name)] == []


def test_every_definition_is_reached(ours: dict[str, Shape]) -> None:
    """Each message and enum is part of some method's request or response, or of how errors travel."""
    pending = [name for shape in ours.values() if isinstance(shape, Method) for name in (shape.request, shape.response)]
    pending += UNCALLED_ROOTS
    reached: set[str] = set()
    while pending:
        name = pending.pop()
        shape = ours.get(name)
        if name in reached or shape is None:
            continue
        reached.add(name)
        if isinstance(shape, Message):
            pending += [field.type_name for field in shape.fields]
    defined = {name for name, shape in ours.items() if not isinstance(shape, Method)}
    assert defined - reached == set()
