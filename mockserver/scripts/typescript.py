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
    return _noted(note_of(row, owner)) + f"{row.name}{signature(row, owner)};\n"


def _handed_over(owner: str, row: Field) -> str:
    mark = "" if row.name in REQUIRED.get(owner, ()) else "?"
    return f"{row.name}{mark}: {_parameter_type(row.kind, row.of)};\n"


def _member(row: Member) -> str:
    said = f"{'' if row.method else 'readonly '}{row.path.rpartition('.')[2]}{signature(row)};\n"
    return _noted(note_of(row)) + said


def _deed(row: Deed) -> str:
    said = f"{'readonly ' if row.is_list else ''}{row.path.rpartition('.')[2]}{signature(row)};\n"
    return _noted(note_of(row)) + said


def signature(row: Field | Member | Deed, owner: str = "") -> str:
    """What stands behind a name: `: string`, or of a method `(key: string): void`.

    Args:
        owner: of a field, the object that it is of.
    """
    if isinstance(row, Deed):
        if row.is_list:
            return f": {_named(row.of)}[]"
        return f"({', '.join(_parameter(each, row.does) for each in row.parameters)}): void"
    name = f"{owner}.{row.name}" if isinstance(row, Field) else row.path
    gives = _type(row.kind, row.of) + (" | null" if name in NULLABLE else "")
    if row.method:
        argument = f"{row.argument}: string" if isinstance(row, Member) and row.argument else ""
        return f"({argument}): {gives}"
    return f"{'?' if name in OPTIONAL else ''}: {gives}"


def note_of(row: Field | Member | Deed, owner: str = "") -> str:
    """What authors should know of a row; empty where its signature says it all."""
    return NOTES.get(f"{owner}.{row.name}" if isinstance(row, Field) else row.path, "")


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
