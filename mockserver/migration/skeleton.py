"""The receiver that `zitadel-mock migrate --out DIR` writes: a server for Node, and the scripts as they were."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

from mockserver.migration import calls, shown
from mockserver.migration.model import CannotMigrate
from mockserver.migration.planning import Plan, PlannedTarget
from mockserver.migration.rows import rows_of
from mockserver.scripts.tables import TRIGGERS

_TEMPLATES = resources.files("mockserver.migration") / "node"
_FILES = ("server.js", "lib/actions-v1.js", "lib/api.js", "lib/modules.js", "lib/times.js", "lib/values.js")
_BEGIN, _END = "// ---- The script as it was", "// ---- The end of the script"


def files(plan: Plan, endpoint: str) -> dict[str, str]:
    """What is written, by path below the folder."""
    webhooks: list[dict[str, Any]] = [
        {
            "path": target.path,
            "name": target.action.name,
            "file": _file(target),
            "organisation": target.organisation.id,
            "allowedToFail": target.action.allowed_to_fail,
            "triggers": [f"{of.flow}/{of.trigger}" for of in target.triggers],
        }
        for target in plan.targets
    ]
    wanted = {key for webhook in webhooks for key in webhook["triggers"]}
    rows = {f"{of.flow}/{of.trigger}": rows_of(of) for of in TRIGGERS.values() if f"{of.flow}/{of.trigger}" in wanted}
    written = {name: (_TEMPLATES / name).read_text("utf-8") for name in _FILES}
    written["package.json"] = _json(
        {
            "name": "zitadel-webhooks",
            "private": True,
            "type": "commonjs",
            "main": "server.js",
            "engines": {"node": ">=18"},
        }
    )
    written["webhooks.json"] = _json(webhooks)
    written["triggers.json"] = _json(rows)
    written["plan.txt"] = "\n".join(shown.as_text(plan)) + "\n"
    written["setup.sh"] = calls.script(plan, endpoint)
    written |= {f"scripts/{_file(target)}": _module(target) for target in plan.targets}
    return written


def write(folder: Path, plan: Plan, endpoint: str) -> list[Path]:
    """Write all of it; scripts that are there already stay, as somebody may have continued them.

    Returns: the files that were written.

    Raises: CannotMigrate.
    """
    written = []
    try:
        for name, text in files(plan, endpoint).items():
            path = folder / name
            if name.startswith("scripts/") and path.exists():
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            written.append(path)
    except OSError as error:
        raise CannotMigrate(f"{folder} cannot be written to: {error}") from None
    return written


def _file(target: PlannedTarget) -> str:
    return f"{target.path.strip('/')}.js"


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _module(target: PlannedTarget) -> str:
    """A module that gives the script's function, anew for each run as v1 does."""
    name = target.action.name
    of = ", ".join(f"flow {of.flow}, trigger {of.trigger} ({of.name})" for of in target.triggers)
    head = [f"// {target.organisation.name}: {json.dumps(name, ensure_ascii=False)}, of {of}"]
    head += [f"// To be continued by hand, line {use.line} of the script: {use.what}" for use in target.left]
    head += [f"// Wrong in v1 already, line {found.line} of the script: {found.message}" for found in target.wrong]
    is_name = name.replace("$", "_").isidentifier()
    found = f"typeof {name} === 'undefined' ? undefined : {name}" if is_name else f"globalThis[{json.dumps(name)}]"
    body = [*head, "module.exports = function (require) {", _BEGIN, *_marked(target), _END, f"return {found}", "}"]
    return "\n".join(body) + "\n"


def _marked(target: PlannedTarget) -> list[str]:
    """The script's lines, with a comment before each statement that asks for what has no counterpart."""
    lines = target.action.script.rstrip("\n").split("\n")
    if lines[0].startswith("#!"):
        lines[0] = f"//{lines[0]}"
    marked: list[str] = []
    for number, line in enumerate(lines, 1):
        indent = line[: len(line) - len(line.lstrip())]
        marked += [
            f"{indent}// CONTINUE HERE: {use.what}: {use.counterpart.way}: {use.counterpart.note}"
            for use in target.left
            if use.statement == number
        ]
        marked.append(line)
    return marked
