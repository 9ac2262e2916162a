"""Types for authors of scripts: declarations of TypeScript, out of the tables of what scripts find."""

from __future__ import annotations

from collections.abc import Iterable

from mockserver.scripts.modules import MODULES, TIME, Offer
from mockserver.scripts.notes import NOTES, NULLABLE, OPTIONAL, REQUIRED
from mockserver.scripts.tables import ARGUMENTS, OBJECTS, Deed, Does, Field, Kind, Member, Parameter, Trigger

_KINDS = {
    Kind.TEXT: "string",
    Kind.NAMED_TEXT: "TextObject",
    Kind.BOOLEAN: "boolean",
    Kind.NUMBER: "number",
    Kind.ENUM: "NumberObject",
    Kind.TIME: "GoTime",
    Kind.JSON: "any",
    Kind.TEXTS: "string[]",
    Kind.TEXT_LISTS: "{ [name: string]: string[] }",
    Kind.ADDRESS: "number[]",
}
_PARAMETERS = {Kind.TEXT: "string | TextObject", Kind.NUMBER: "number | NumberObject", Kind.JSON: "unknown"}

_FRAME = """\
/** A text that is an object: === with a text is false, and so are switch and includes; String(value) makes it one. */
interface TextObject extends Omit<String, "length"> {
  /** Never what the text suggests. */
  readonly length: 0;
  readonly " object": "text";
}

/** A number that is an object: === with a number is false; Number(value) makes it one. */
interface NumberObject extends Number {
  readonly " object": "number";
}

interface UuidNamespace {
  readonly " object": "uuid";
}

interface FetchOptions {
  method?: string;
  /** They replace content-type and accept, which are application/json otherwise. */
  headers?: { [name: string]: string | string[] };
  /** Sent as JSON. */
  body?: {} | string;
}

interface FetchAnswer {
  readonly status: number;
  readonly body: string;
  /** Always empty. */
  readonly headers: {};
  /** Ends the run where the body is no JSON. */
  json(): any;
  text(): string;
}
"""


def shared_types() -> str:
    """What the triggers have in common: objects, and modules by `require`."""
    parts = [_FRAME, _interface("GoTime", map(_offered, TIME), "An instant; no JavaScript Date.")]
    parts += [_interface(_named(name), (_field(name, row) for row in rows)) for name, rows in OBJECTS.items()]
    parts += [_interface(_named(name), (_handed_over(name, row) for row in rows)) for name, rows in ARGUMENTS.items()]
    parts += [_module(name, rows) for name, rows in MODULES.items()]
    parts.append("declare function require(name: string): unknown;\n")
    return "\n".join(parts)


def trigger_types(of: Trigger) -> str:
    """`Ctx`, `Api` and `Action` of a trigger, in a namespace of its own."""
    ctx = _tree((row.path, _member(row)) for row in of.ctx)
    api = _tree((row.path, _deed(row)) for row in of.api)
    return (
        f"/** {of.name}. The function must return nothing, or the run fails after its effects. */\n"
        f"declare namespace {namespace(of)} {{\n"
        f"  interface Ctx {ctx}\n"
        f"  interface Api {api}\n"
        "  type Action = (ctx: Ctx, api: Api) => undefined | void;\n"
        "}\n"
    )


def namespace(of: Trigger) -> str:
    """The name under which the types of a trigger stand."""
    return f"Zitadel.Flow{of.flow}.Trigger{of.trigger}"


def file_of(of: Trigger) -> str:
    """The name of the file with the types of a trigger."""
    return f"flow-{of.flow}-trigger-{of.trigger}.d.ts"


def _interface(name: str, lines: Iterable[str], note: str = "") -> str:
    head = f"/** {note} */\n" if note else ""
    return f"{head}interface {name} {{\n" + "".join(_indented(line, "  ") for line in lines) + "}\n"


def _offered(row: Offer) -> str:
    return _noted(row.note) + f"{row.name}{row.signature};\n"


def _module(name: str, rows: Iterable[Offer]) -> str:
    lines = (
        _noted(row.note) + f"export {'const ' if row.signature[0] == ':' else 'function '}{row.name}{row.signature};\n"
        for row in rows
    )
    return f'declare module "{name}" {{\n' + "".join(_indented(line, "  ") for line in lines) + "}\n"


def _field(owner: str, row: Field) -> str:
    name = f"{owner}.{row.name}"
    gives = _type(row.kind, row.of) + (" | null" if name in NULLABLE else "")
    mark = "?" if name in OPTIONAL else ""
    return _noted(NOTES.get(name, "")) + (
        f"{row.name}(): {gives};\n" if row.method else f"{row.name}{mark}: {gives};\n"
    )


def _handed_over(owner: str, row: Field) -> str:
    mark = "" if row.name in REQUIRED.get(owner, ()) else "?"
    return f"{row.name}{mark}: {_parameter_type(row.kind, row.of)};\n"


def _member(row: Member) -> str:
    name = row.path.rpartition(".")[2]
    gives = _type(row.kind, row.of) + (" | null" if row.path in NULLABLE else "")
    argument = f"{row.argument}: string" if row.argument else ""
    said = f"{name}({argument}): {gives};\n" if row.method else f"readonly {name}: {gives};\n"
    return _noted(NOTES.get(row.path, "")) + said


def _deed(row: Deed) -> str:
    name = row.path.rpartition(".")[2]
    if row.is_list:
        said = f"readonly {name}: {_named(row.of)}[];\n"
    else:
        parameters = ", ".join(_parameter(each, row.does) for each in row.parameters)
        said = f"{name}({parameters}): void;\n"
    return _noted(NOTES.get(row.path, "")) + said


def _parameter(row: Parameter, does: Does) -> str:
    # Objects that look like texts are made texts, but not here.
    exact = does is Does.SET_METADATA and row.kind is Kind.TEXT
    held = _KINDS[row.kind] if exact else _parameter_type(row.kind, row.of)
    return f"...{row.name}: ({held})[]" if row.rest else f"{row.name}: {held}"


def _parameter_type(kind: Kind, of: str) -> str:
    return _PARAMETERS.get(kind) or _type(kind, of)


def _type(kind: Kind, of: str) -> str:
    if kind is Kind.OBJECT:
        return _named(of)
    return f"{_named(of)}[]" if kind is Kind.OBJECTS else _KINDS[kind]


def _named(name: str) -> str:
    return f"Zitadel{name[0].upper()}{name[1:]}"


def _tree(lines: Iterable[tuple[str, str]]) -> str:
    """Members by their paths, as types of objects one in the other."""
    tree: dict[str, object] = {}
    for path, line in lines:
        *above, last = path.split(".")
        inside = tree
        for name in above:
            inside = inside.setdefault(name, {})  # type: ignore[assignment]  # what is above a member is a tree
        inside[last] = line
    return _shown(tree, "  ")


def _shown(tree: dict[str, object], indent: str) -> str:
    shown = "{\n"
    for name, below in tree.items():
        if isinstance(below, dict):
            shown += f"{indent}  readonly {name}: {_shown(below, indent + '  ')};\n"
        else:
            shown += _indented(str(below), indent + "  ")
    return shown + indent + "}"


def _noted(note: str) -> str:
    return f"/** {note} */\n" if note else ""


def _indented(lines: str, indent: str) -> str:
    return "".join(indent + line for line in lines.splitlines(keepends=True))
