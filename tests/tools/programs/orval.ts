// Calls by the client that orval makes for fetch; arguments: URL, token, organisation.

import { createAction, getFlow, KnownFlowType, KnownTriggerType, listActions, setTriggerActions } from "./made";

async function main([baseUrl, token, organisation]: string[]): Promise<void> {
  const options = { headers: { authorization: `Bearer ${token}`, "x-zitadel-orgid": organisation } };
  // What orval makes calls paths alone, as pages do, which are on the server's own origin.
  const { fetch } = globalThis;
  globalThis.fetch = (path, init) => fetch(new URL(String(path), baseUrl), init);

  const wanted = { name: "orval", script: "function orval() {}", timeout: "5s" };
  const created = await createAction(wanted, options);
  if (created.status !== 200) throw new Error(created.data.message);
  const trigger = [KnownFlowType.FLOW_EXTERNAL_AUTHENTICATION, KnownTriggerType.TRIGGER_POST_AUTHENTICATION] as const;
  const change = { actionIds: [created.data.id] };
  const set = await setTriggerActions(...trigger, change, options);
  const read = await getFlow("1", options);
  const found = await listActions({ queries: [{ actionNameQuery: { name: wanted.name } }] }, options);
  const again = await setTriggerActions(...trigger, change, options);
  const told = {
    created: created.data.id,
    owner: set.status === 200 && set.data.details.resourceOwner,
    bound: read.status === 200 && read.data.flow.triggerActions?.flatMap((row) => row.actions?.map(({ id }) => id)),
    found: found.status === 200 && found.data.result?.map(({ id }) => id),
    refused: [again.status, again.status !== 200 && again.data.message],
  };
  console.log(JSON.stringify(told));
}

main(process.argv.slice(2));
