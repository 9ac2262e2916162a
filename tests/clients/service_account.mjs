// The official gRPC client for node, logged in with the key of a service account: creates an action, binds it, reads the
// flow. Argument: {baseUrl, key} in JSON; prints the three answers in JSON.

import { readFileSync } from "node:fs";
import { createManagementClient, createServiceAccountInterceptor } from "@zitadel/node/dist/api/index.js";
import { ServiceAccount } from "@zitadel/node/dist/credentials/index.js";

const { baseUrl, key } = JSON.parse(process.argv.at(-1));
const account = ServiceAccount.fromJsonString(readFileSync(key, "utf-8"));
const login = createServiceAccountInterceptor(baseUrl, account, { apiAccess: true });
const client = createManagementClient(baseUrl, login);

const created = await client.createAction({ name: `node ${process.pid}`, script: "function f() {}" });
const set = await client.setTriggerActions({ flowType: "1", triggerType: "2", actionIds: [created.id] });
const { flow } = await client.getFlow({ type: "1" });
const refused = await client.setTriggerActions({ flowType: "1", triggerType: "2", actionIds: [created.id] }).catch((e) => e);

const answers = { created, set, flow, refused: { code: refused.code, details: refused.details } };
process.stdout.write(JSON.stringify(answers, (_, value) => (typeof value === "bigint" ? String(value) : value)));
process.exit(0);
