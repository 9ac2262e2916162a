"""The calls that make the targets and executions of a plan: as messages, and as a script for the shell."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from typing import Any

from mockserver.migration.model import condition_message
from mockserver.migration.planning import Plan, PlannedTarget

_HEAD = """\
#!/bin/sh
# Creates the targets and sets the executions that take the place of actions of v1, by curl.
#
#     ZITADEL_URL=https://… ZITADEL_TOKEN=… WEBHOOKS={endpoint} sh setup.sh
#
# The token is of a user with the role IAM_OWNER; WEBHOOKS is where ZITADEL reaches the receiver. The signing keys are
# written to the file signing-keys beside this script, a line each: PATH KEY.
set -eu
: "${{ZITADEL_URL:?is not set}}" "${{ZITADEL_TOKEN:?is not set}}"
WEBHOOKS=${{WEBHOOKS:-{endpoint}}}
KEYS=${{KEYS:-$(dirname "$0")/signing-keys}}

call() {{
  answer=$(curl -sS --fail-with-body -X "$1" -H "Authorization: Bearer $ZITADEL_TOKEN" \
    -H 'Content-Type: application/json' "$ZITADEL_URL$2" -d "$3") || {{ echo "$1 $2: $answer" >&2; exit 1; }}
  printf %s "$answer"
}}
field() {{ printf %s "$2" | sed -n "s/.*\\"$1\\":\\"\\([^\\"]*\\)\\".*/\\1/p"; }}
"""
_ENDPOINT = "WEBHOOKS_GO_HERE"


def target_message(target: PlannedTarget, endpoint: str) -> dict[str, Any]:
    """CreateTargetRequest as JSON."""
    return {
        "name": target.name,
        "restCall": {"interruptOnError": target.interrupt_on_error},
        "timeout": f"{target.timeout_s:.9f}".rstrip("0").rstrip(".") + "s",
        "endpoint": f"{endpoint}{target.path}",
    }


def script(plan: Plan, endpoint: str) -> str:
    """A script for the shell that makes all calls."""
    return "\n".join(_lines(plan, endpoint)) + "\n"


def _lines(plan: Plan, endpoint: str) -> Iterator[str]:
    yield _HEAD.format(endpoint=endpoint)
    names = {target.path: f"TARGET_{number}" for number, target in enumerate(plan.targets, 1)}
    for target in plan.targets:
        message = shlex.quote(json.dumps(target_message(target, _ENDPOINT), ensure_ascii=False))
        message = message.replace(_ENDPOINT, "'\"$WEBHOOKS\"'")
        yield f"created=$(call POST /v2/actions/targets {message})"
        yield f'{names[target.path]}=$(field id "$created")'
        yield f'printf \'%s %s\\n\' {target.path} "$(field signingKey "$created")" >> "$KEYS"'
    for execution in plan.executions:
        yield ""
        yield f"# In place of {', '.join(f'flow {of.flow}, trigger {of.trigger}' for of in execution.triggers)}."
        condition = json.dumps(condition_message(execution.condition))
        ids = ", ".join(f'"\'"${names[target.path]}"\'"' for target in execution.targets)
        body = f'\'{{"condition": {condition}, "targets": [{ids}]}}\''
        yield f"call PUT /v2/actions/executions {body} > /dev/null"
        yield f"echo 'set {execution.condition}'"
    if plan.executions:
        yield ""
        yield "# What is bound in v1 runs on, before the targets, until it is cleared:"
    for organisation in plan.organisations:
        for trigger, _ in organisation.running():
            path = f"/management/v1/flows/{trigger.flow}/trigger/{trigger.trigger}"
            yield (
                f"# curl -sS -H \"Authorization: Bearer $ZITADEL_TOKEN\" -H 'x-zitadel-orgid: {organisation.id}'"
                f" -H 'Content-Type: application/json' \"$ZITADEL_URL{path}\" -d '{{\"actionIds\": []}}'"
            )
