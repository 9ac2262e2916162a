// The official client for JavaScript: makes targets and executions for a webhook of its own, and logs somebody in.
// Argument: {url, token, client, callback, loginClient, name, password} in JSON. Prints what the webhook was asked,
// whether what it was sent was signed, and the claims of the tokens and of userinfo, in JSON.

import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { createClientFor } from "@zitadel/client";
import { createServerTransport } from "@zitadel/client/node";
import { createOIDCServiceClient, createSessionServiceClient } from "@zitadel/client/v2";
import { ActionService } from "@zitadel/proto/zitadel/action/v2beta/action_service_pb";

const FUNCTIONS = ["preuserinfo", "preaccesstoken"];
const asked = JSON.parse(process.argv.at(-1));
const keys = {};
const calls = [];

async function answer(request, response) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const told = JSON.parse(body);
  const name = told.function.replace("function/", "");
  const [seconds, mac] = request.headers["zitadel-signature"].split(",").map((part) => part.split("=")[1]);
  const wanted = createHmac("sha256", keys[name]).update(`${seconds}.`).update(body).digest();
  calls.push([name, timingSafeEqual(wanted, Buffer.from(mac, "hex"))]);
  response.setHeader("content-type", "application/json");
  const claim = { key: name, value: `${name} of ${told.user.username}` };
  response.end(JSON.stringify({ append_claims: [claim] }));
}

const server = createServer(answer);
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const transport = createServerTransport(asked.token, { baseUrl: asked.url });
const actions = createClientFor(ActionService)(transport);
for (const name of FUNCTIONS) {
  const made = await actions.createTarget({
    name: `node ${name}`,
    endpoint: `http://127.0.0.1:${server.address().port}/${name}`,
    timeout: { seconds: 10n },
    targetType: { case: "restCall", value: { interruptOnError: true } },
  });
  keys[name] = made.signingKey;
  const condition = { conditionType: { case: "function", value: { name } } };
  await actions.setExecution({ condition, targets: [made.id] });
}

const verifier = "v".repeat(43);
const query = new URLSearchParams({
  client_id: asked.client,
  redirect_uri: asked.callback,
  response_type: "code",
  scope: "openid profile",
  code_challenge: createHash("sha256").update(verifier).digest("base64url"),
  code_challenge_method: "S256",
});
const begun = await fetch(`${asked.url}/oauth/v2/authorize?${query}`, {
  headers: { "x-zitadel-login-client": asked.loginClient },
  redirect: "manual",
});
const authRequestId = new URL(begun.headers.get("location"), asked.url).searchParams.get("authRequest");
const checks = {
  user: { search: { case: "loginName", value: asked.name } },
  password: { password: asked.password },
};
const { sessionId, sessionToken } = await createSessionServiceClient(transport).createSession({ checks });
const { callbackUrl } = await createOIDCServiceClient(transport).createCallback({
  authRequestId,
  callbackKind: { case: "session", value: { sessionId, sessionToken } },
});
const form = new URLSearchParams({
  grant_type: "authorization_code",
  code: new URL(callbackUrl).searchParams.get("code"),
  redirect_uri: asked.callback,
  client_id: asked.client,
  code_verifier: verifier,
});
const tokens = await (await fetch(`${asked.url}/oauth/v2/token`, { method: "POST", body: form })).json();
const bearer = { authorization: `Bearer ${tokens.access_token}` };
const userinfo = await (await fetch(`${asked.url}/oidc/v1/userinfo`, { headers: bearer })).json();

const claims = (token) => JSON.parse(Buffer.from(token.split(".")[1], "base64url"));
const own = (found) => Object.fromEntries(FUNCTIONS.filter((name) => name in found).map((name) => [name, found[name]]));
const seen = {
  id_token: own(claims(tokens.id_token)),
  access_token: own(claims(tokens.access_token)),
  userinfo: own(userinfo),
  calls,
};
console.log(JSON.stringify(seen));
process.exit(0);
