"""What the document models."""

from __future__ import annotations

from mockserver.spec.compiled import compiled_spec
from mockserver.spec.document import spec_path
from mockserver.wire.api import function_of


def modelled_rpcs() -> list[str]:
    """The gRPC methods of its operations, as `package.Service/Method`."""
    operations = compiled_spec(spec_path(), function_of).operations
    return [operation.definition["x-rpc"] for operation in operations if "x-rpc" in operation.definition]
