"""Operations of which nothing is authored: all that is known of them follows from the surface."""

from __future__ import annotations

from typing import Any

from mockserver.spec.message_types import MessageTypes
from mockserver.spec.operation import OperationSpec, Parts, checked_field
from mockserver.spec.reader import Reader
from mockserver.spec.writing.operations import WHOLE
from mockserver.surface.model import Binding, Method, json_name

_BY_NAME = Binding("POST", "")


def derive_operation(rpc: str, path: str, types: MessageTypes, operation_id: str = "") -> OperationSpec:
    """Compile a method of the surface.

    Args:
        rpc: `package.Service/Method`.
        path: the template of one of its bindings; empty where it is reached by its name.

    Raises: KeyError where the surface has no such method.
    """
    method = types.surface.method(rpc)
    binding = next((each for each in method.bindings if each.path == path), _BY_NAME)
    parts = Parts(
        read_body=_body_reader(method, binding, types) if binding.body else None,
        read_message=types.readers.of(method.request),
        names=types.names.of(method.request),
        rules=types.rules.of(method.request),
        read_path=types.queries.of_path(method.request),
        read_query=None if binding.body or not path else types.queries.of(method.request, binding.fields),
        checked_field=checked_field(method),
        organisation_field=json_name(method.org_field),
    )
    return OperationSpec(
        id=operation_id,
        method=binding.verb,
        path=path,
        rpc=rpc,
        permission=method.permission or None,
        status=method.status,
        compile=lambda: parts,
    )


def _body_reader(method: Method, binding: Binding, types: MessageTypes) -> Reader:
    if binding.body == WHOLE:
        return types.readers.of(method.request)
    name = json_name(binding.body)
    read_field = types.readers.of_field(method.request, binding.body)

    def read(value: Any, path: str) -> Any:
        return {name: read_field(value, path)}

    return read
