"""One operation of the spec, compiled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mockserver.spec.field_names import Names, field_names
from mockserver.spec.json_values import JsonObject
from mockserver.spec.reader import Enums, Reader, message_reader
from mockserver.spec.rules import FieldRules

_JSON = "application/json"


@dataclass(frozen=True, slots=True)
class OperationSpec:
    """What the spec says of an operation.

    Attributes:
        id: the operationId.
        method: the HTTP method, upper case.
        path: the path template, such as `/management/v1/flows/{type}`.
        rpc: `package.Service/Method`; empty where the operation is plain HTTP.
        permission: the permission that callers need; None where no authentication is needed.
        error_ids: every error ID that the operation can answer, its own before those of access.
        renamed: parameters of the path that fill a request field of another name.
        query_fields: request fields that the query carries.
        read_body: reads the JSON body; None where the operation reads none.
        body_names: names of the body's fields.
        read_message: reads the whole request message as one JSON object, as services of v2 take it; None in v1.
        message_names: names of that message's fields.
        rules: the rules of the whole request message; None where there are none.
        status: the HTTP status of success.
    """

    id: str
    method: str
    path: str
    rpc: str
    permission: str | None
    error_ids: tuple[str, ...]
    renamed: Mapping[str, str]
    query_fields: tuple[str, ...]
    read_body: Reader | None
    body_names: Names
    read_message: Reader | None
    message_names: Names
    rules: FieldRules | None
    status: int

    @property
    def service(self) -> str:
        """`package.Service`; empty where the operation is plain HTTP."""
        return self.rpc.partition("/")[0]

    @property
    def is_v2(self) -> bool:
        """Whether its service is one of v2 or v2beta, which differ in all that surrounds an operation."""
        return is_v2(self.rpc)

    def fill_in(self, message: JsonObject, fields: Mapping[str, str]) -> None:
        """Put the parameters of a path into a message, where they win over what else names their fields."""
        message.update(fields)
        for name, field in self.renamed.items():
            message[field] = message.pop(name)


def is_v2(rpc: str) -> bool:
    """Whether a method such as `zitadel.org.v2.OrganizationService/AddOrganization` is one of v2 or v2beta."""
    package = rpc.partition("/")[0].split(".")[:-1]
    return bool(package) and package[-1].startswith("v2")


def compile_operation(
    document: Mapping[str, Any], path: str, method: str, operation: Mapping[str, Any]
) -> OperationSpec:
    """Compile an operation whose `$ref`s are resolved.

    Raises: KeyError where the spec leaves out what an operation must say.
    """
    enums: Enums = document["x-enums"]
    parameters: Sequence[Mapping[str, Any]] = operation.get("parameters", ())
    carried = {place: [row for row in parameters if row["in"] == place] for place in ("path", "query")}
    body = operation.get("requestBody", {}).get("content", {}).get(_JSON, {}).get("schema")
    permission: str | None = operation.get("x-permission")
    rpc: str = operation.get("x-rpc", "")
    message = _message(body, carried["path"] + carried["query"]) if is_v2(rpc) else None
    return OperationSpec(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        rpc=rpc,
        permission=permission,
        error_ids=(*operation.get("x-errors", ()), *(document["x-access-errors"] if permission else ())),
        renamed={row["name"]: _field(row) for row in carried["path"] if row["name"] != _field(row)},
        query_fields=tuple(_field(row) for row in carried["query"]),
        read_body=message_reader(body, enums) if body else None,
        body_names=field_names(body or {}),
        read_message=message_reader(message, enums) if message is not None else None,
        message_names=field_names(message or {}),
        rules=_rules(operation, body, carried["path"] + carried["query"]),
        status=min(int(status) for status in operation["responses"] if status.isdigit()),
    )


def _field(parameter: Mapping[str, Any]) -> str:
    """The request field that a parameter fills: its name, unless two operations of one path name it differently."""
    field: str = parameter.get("x-field", parameter["name"])
    return field


def _message(body: Mapping[str, Any] | None, carried: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The schema of a whole request message: REST spreads one over body, path and query."""
    properties = (body or {}).get("properties", {}) | {_field(row): row["schema"] for row in carried}
    return {"type": "object", "properties": properties}


def _rules(
    operation: Mapping[str, Any], body: Mapping[str, Any] | None, carried: Sequence[Mapping[str, Any]]
) -> FieldRules | None:
    """Join the rules of body, path and query, since all three fill one message."""
    if not body and not carried:
        return None
    message = f"{operation['x-rpc'].rpartition('/')[2]}Request"
    schema = dict(body or {"type": "object", "x-message": message})
    schema["properties"] = schema.get("properties", {}) | {_field(row): _length(row["schema"]) for row in carried}
    # What a path must hold by HTTP may be missing in gRPC; that is a broken rule only where there is a rule.
    ruled = (_field(row) for row in carried if row.get("required") and "minLength" in row["schema"])
    required = [*schema.get("required", ()), *ruled]
    rules = FieldRules(schema | ({"required": required} if required else {}))
    return None if rules.empty else rules


def _length(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A parameter's rules of length; what else it may hold is the operation's to judge."""
    return {key: value for key, value in schema.items() if key in {"type", "minLength", "maxLength"}}
