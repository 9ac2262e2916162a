// Calls by openapi-fetch with the types that openapi-typescript makes; arguments: URL, token, organisation.

import createClient from "openapi-fetch";
import type { paths } from "./made";

async function main([baseUrl, token, organisation]: string[]): Promise<void> {
  const headers = { Authorization: `Bearer ${token}` };
  const client = createClient<paths>({ baseUrl, headers });
  const header = { "x-zitadel-orgid": organisation };
  const wanted = { name: "fetch", script: "function fetch() {}", timeout: "5s" };
  const created = await client.POST("/management/v1/actions", { params: { header }, body: wanted });
  if (!created.data) throw new Error(created.error.message);
  const trigger = "/management/v1/flows/{flowType}/trigger/{triggerType}";
  const params = { header, path: { flowType: "1", triggerType: "1" } } as const;
  const body = { actionIds: [created.data.id] };
  const set = await client.POST(trigger, { params, body });
  const read = await client.GET("/management/v1/flows/{type}", { params: { header, path: { type: "1" } } });
  const query = { queries: [{ actionNameQuery: { name: wanted.name } }] };
  const found = await client.POST("/management/v1/actions/_search", { params: { header }, body: query });
  const again = await client.POST(trigger, { params, body });
  const told = {
    created: created.data.id,
    owner: set.data?.details.resourceOwner,
    bound: read.data?.flow.triggerActions?.flatMap((row) => row.actions?.map(({ id }) => id)),
    found: found.data?.result?.map(({ id }) => id),
    refused: [again.response.status, again.error?.message],
  };
  console.log(JSON.stringify(told));
}

main(process.argv.slice(2));
