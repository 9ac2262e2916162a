"""One operation of the spec, compiled."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from mockserver.spec.field_names import Names
from mockserver.spec.json_values import JsonObject
from mockserver.spec.message_types import MessageTypes
from mockserver.spec.query_reader import PathReader, QueryReader
from mockserver.spec.reader import Reader
from mockserver.spec.rules import FieldRules
from mockserver.spec.writing.operations import DEEP
from mockserver.surface.model import Method, json_name

STATUS = "x-status"
"""The status of success, where an operation was read already: then no surface need be read to know it."""
_PLAIN = Method("", "", "")
"""What stands in for the method of an operation that is plain HTTP."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What reads and judges the request messages of an operation.

    Attributes:
        read_body: reads the JSON body; None where the operation reads none.
        read_message: reads the whole request message as one JSON object, as Connect sends it.
        names: names of that message's fields.
        rules: the rules of the whole request message; None where there are none.
        read_query: reads all that a query may carry, where that is more than texts.
        read_path: reads what a path says, likewise.
        checked_field: the field that names the project or project grant whose own roles are enough, as JSON has it.
        organisation_field: the field that chooses the organisation, likewise.
    """

    read_body: Reader | None
    read_message: Reader
    names: Names
    rules: FieldRules | None
    read_query: QueryReader | None = None
    read_path: PathReader | None = None
    checked_field: str = ""
    organisation_field: str = ""


_PARTS = frozenset(part.name for part in fields(Parts))


@dataclass(eq=False, slots=True)
class OperationSpec:
    """What the spec says of an operation. Its parts are compiled when one of them is first asked for.

    Attributes:
        id: the operationId.
        method: the HTTP method, upper case.
        path: the path template, such as `/management/v1/flows/{type}`; `/package.Service/Method` where no path of HTTP
            leads to its method.
        rpc: `package.Service/Method`; empty where the operation is plain HTTP.
        permission: the permission that callers need; None where no authentication is needed.
        error_ids: every error ID that the operation can answer, its own before those of access.
        renamed: parameters of the path that fill a request field of another name.
        query_fields: request fields that the query carries.
        status: the HTTP status of success.
        compile: makes the parts; the other attributes are theirs.
    """

    id: str
    method: str
    path: str
    rpc: str
    permission: str | None
    status: int
    compile: Callable[[], Parts] = field(repr=False)
    error_ids: tuple[str, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    query_fields: tuple[str, ...] = ()
    read_body: Reader | None = field(init=False, repr=False)
    read_message: Reader = field(init=False, repr=False)
    names: Names = field(init=False, repr=False)
    rules: FieldRules | None = field(init=False, repr=False)
    read_query: QueryReader | None = field(init=False, repr=False)
    read_path: PathReader | None = field(init=False, repr=False)
    checked_field: str = field(init=False, repr=False)
    organisation_field: str = field(init=False, repr=False)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Called for what is not set yet."""
            if name not in _PARTS:
                raise AttributeError(name)
            parts = self.compile()
            for part in _PARTS:
                setattr(self, part, getattr(parts, part))
            return getattr(parts, name)

    @property
    def service(self) -> str:
        """`package.Service`; empty where the operation is plain HTTP."""
        return self.rpc.partition("/")[0]

    @property
    def is_v2(self) -> bool:
        """Whether its service is one of v2 or v2beta, which differ in all that surrounds an operation."""
        return is_v2(self.rpc)

    def fill_in(self, message: JsonObject, fields: Mapping[str, str]) -> None:
        """Put the parameters of a path into a message, where they win over what else names their fields.

        Raises: Refused with INVALID_ARGUMENT where one has not its field's type.
        """
        if self.read_path is not None:
            message.update(self.read_path(fields))
            return
        message.update(fields)
        for name, renamed in self.renamed.items():
            message[renamed] = message.pop(name)


def is_v2(rpc: str) -> bool:
    """Whether a method such as `zitadel.org.v2.OrganizationService/AddOrganization` is one of v2 or v2beta."""
    package = rpc.partition("/")[0].split(".")[:-1]
    return bool(package) and package[-1].startswith("v2")


def compile_operation(
    document: Mapping[str, Any], path: str, verb: str, operation: Mapping[str, Any], types: MessageTypes
) -> OperationSpec:
    """Compile an operation whose `$ref`s are resolved.

    Raises: KeyError where the spec leaves out what an operation must say, or names a method that the surface lacks.
    """
    parameters: Sequence[Mapping[str, Any]] = operation.get("parameters", ())
    carried = {place: [row for row in parameters if row["in"] == place] for place in ("path", "query")}
    rpc: str = operation.get("x-rpc", "")
    permission, status = operation.get("x-permission", ""), operation.get(STATUS)
    if status is None:
        method = types.surface.method(rpc) if rpc else _PLAIN
        permission, status = method.permission, method.status

    def parts() -> Parts:
        method = types.surface.method(rpc) if rpc else _PLAIN
        return Parts(
            read_body=types.readers.of(method.request) if operation.get("requestBody") else None,
            read_message=types.readers.of(method.request),
            names=types.names.of(method.request) if rpc else {},
            rules=types.rules.of(method.request) if rpc else None,
            read_query=_query_reader(method, carried["path"], carried["query"], types),
            read_path=_path_reader(method, carried["path"], types),
            checked_field=checked_field(method),
            organisation_field=json_name(method.org_field),
        )

    return OperationSpec(
        id=operation["operationId"],
        method=verb.upper(),
        path=path,
        rpc=rpc,
        permission=permission or None,
        status=status,
        compile=parts,
        error_ids=(*operation.get("x-errors", ()), *(document["x-access-errors"] if permission else ())),
        renamed={row["name"]: _field(row) for row in carried["path"] if row["name"] != _field(row)},
        query_fields=tuple(_field(row) for row in carried["query"]),
    )


def checked_field(method: Method) -> str:
    """The JSON name of the field whose object a permission may be limited to; the surface has it as Go has it."""
    name = method.check_field
    return name[:1].lower() + name[1:]


def route_of(path: str, operation: Mapping[str, Any]) -> str:
    """The path template for routing, where a field that takes the rest of a path is written `{field=**}`."""
    for row in operation.get("parameters", ()):
        if row["in"] == "path" and row["schema"].get("format") == DEEP:
            path = path.replace(f"{{{row['name']}}}", f"{{{row['name']}=**}}")
    return path


def _path_reader(method: Method, in_path: Sequence[Mapping[str, Any]], types: MessageTypes) -> PathReader | None:
    """A typed reader, where a path says anything but texts."""
    fields = types.surface.message(method.request).fields if in_path and method.request else {}
    names = {row["name"]: name for row in in_path for name in fields if json_name(name) == _field(row)}
    if all(fields[name].type == "string" for name in names.values()):
        return None
    read = types.queries.of_path(method.request)
    return lambda values: read({names[name]: text for name, text in values.items()})


def _query_reader(
    method: Method, in_path: Sequence[Mapping[str, Any]], in_query: Sequence[Mapping[str, Any]], types: MessageTypes
) -> QueryReader | None:
    """A typed reader, where what a query may carry is more than texts under names of one spelling."""
    if all(
        row["schema"].get("type") == "string"
        and "x-type" not in row["schema"]
        and row["name"].islower()
        and row["name"].isalpha()
        for row in in_query
    ):
        return None
    carried = {_field(row) for row in in_path}
    fields = types.surface.message(method.request).fields
    return types.queries.of(method.request, [name for name in fields if json_name(name) in carried])


def _field(parameter: Mapping[str, Any]) -> str:
    """The request field that a parameter fills: its name, unless two operations of one path name it differently."""
    field: str = parameter.get("x-field", parameter["name"])
    return field
