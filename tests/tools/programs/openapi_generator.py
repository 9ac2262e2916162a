"""Calls by the client that openapi-generator makes for Python; arguments: URL, token, organisation."""

import json
import sys

import openapi_client
from openapi_client import KnownFlowType, KnownTriggerType

url, token, organisation = sys.argv[1:]
with openapi_client.ApiClient(openapi_client.Configuration(host=url, access_token=token)) as client:
    actions, flows = openapi_client.ActionsApi(client), openapi_client.FlowsApi(client)
    wanted = openapi_client.CreateActionRequest(name="python", script="function python() {}", timeout="5s")
    created = actions.create_action(wanted, x_zitadel_orgid=organisation)
    trigger = (KnownFlowType.FLOW_EXTERNAL_AUTHENTICATION, KnownTriggerType.TRIGGER_POST_AUTHENTICATION)
    change = openapi_client.SetTriggerActionsRequest(action_ids=[created.id])
    answer = flows.set_trigger_actions(*trigger, organisation, change)
    flow = flows.get_flow(KnownFlowType.FLOW_EXTERNAL_AUTHENTICATION, organisation).flow
    by_name = openapi_client.ActionNameQuery(name="python")
    query = openapi_client.ListActionsRequest(queries=[openapi_client.ActionQuery(action_name_query=by_name)])
    found = actions.list_actions(organisation, query)
    try:
        flows.set_trigger_actions(*trigger, organisation, change)
        refused = None
    except openapi_client.ApiException as error:
        refused = [error.status, error.data.message]
told = {
    "created": created.id,
    "owner": answer.details.resource_owner,
    "bound": [action.id for row in flow.trigger_actions for action in row.actions],
    "found": [action.id for action in found.result],
    "refused": refused,
}
print(json.dumps(told))
