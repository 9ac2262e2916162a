// Calls by the client that openapi-generator makes for TypeScript; arguments: URL, token, organisation.

import { ActionsApi, Configuration, FlowsApi, KnownFlowType, KnownTriggerType, ResponseError } from "./made";

async function main([basePath, accessToken, xZitadelOrgid]: string[]): Promise<void> {
  const configuration = new Configuration({ basePath, accessToken });
  const [actions, flows] = [new ActionsApi(configuration), new FlowsApi(configuration)];
  const wanted = { name: "fetch", script: "function fetch() {}", timeout: "5s" };
  const created = await actions.createAction({ xZitadelOrgid, createActionRequest: wanted });
  const change = {
    xZitadelOrgid,
    flowType: KnownFlowType.FLOW_EXTERNAL_AUTHENTICATION,
    triggerType: KnownTriggerType.TRIGGER_POST_AUTHENTICATION,
    setTriggerActionsRequest: { actionIds: [created.id] },
  };
  const { details } = await flows.setTriggerActions(change);
  const { flow } = await flows.getFlow({ xZitadelOrgid, type: change.flowType });
  const listActionsRequest = { queries: [{ actionNameQuery: { name: wanted.name } }] };
  const { result } = await actions.listActions({ xZitadelOrgid, listActionsRequest });
  const refused = await flows.setTriggerActions(change).then(
    () => null,
    async ({ response }: ResponseError) => [response.status, (await response.json()).message],
  );
  const told = {
    created: created.id,
    owner: details.resourceOwner,
    bound: flow.triggerActions?.flatMap((row) => row.actions?.map(({ id }) => id)),
    found: result?.map(({ id }) => id),
    refused,
  };
  console.log(JSON.stringify(told));
}

main(process.argv.slice(2));
