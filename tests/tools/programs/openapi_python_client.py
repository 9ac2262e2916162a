"""Calls by the client that openapi-python-client makes; arguments: URL, token, organisation."""

import json
import sys

from made.api.actions import create_action, list_actions
from made.api.flows import get_flow, set_trigger_actions
from made.client import AuthenticatedClient
from made.models import (
    CreateActionRequest,
    KnownFlowType,
    KnownTriggerType,
    ListActionsRequest,
    SetTriggerActionsRequest,
)

url, token, organisation = sys.argv[1:]
common = {"client": AuthenticatedClient(url, token, httpx_args={"trust_env": False}), "x_zitadel_orgid": organisation}
wanted = CreateActionRequest(name="python", script="function python() {}", timeout="5s")
created = create_action.sync(body=wanted, **common)
trigger = (KnownFlowType("1"), KnownTriggerType("1"))
change = SetTriggerActionsRequest(action_ids=[created.id])
answer = set_trigger_actions.sync(*trigger, body=change, **common)
flow = get_flow.sync("1", **common).flow
# The tool makes no type for a schema with both oneOf and properties.
query = ListActionsRequest(queries=[{"actionNameQuery": {"name": "python"}}])
found = list_actions.sync(body=query, **common)
refused = set_trigger_actions.sync_detailed(*trigger, body=change, **common)
told = {
    "created": created.id,
    "owner": answer.details.resource_owner,
    "bound": [action.id for row in flow.trigger_actions for action in row.actions],
    "found": [action.id for action in found.result],
    "refused": [refused.status_code, refused.parsed.message],
}
print(json.dumps(told))
