// simple-oauth2: client credentials, and the authorization code with its refreshing and revoking. Argument:
// {baseUrl, id, secret, user} in JSON, where the user of that id is who logs in. Prints {credentials, code, refreshed,
// states} in JSON: answers of the token endpoint, and the statuses of userinfo before and behind revoking.

import { AuthorizationCode, ClientCredentials } from "simple-oauth2";

const { baseUrl, id, secret, user } = JSON.parse(process.argv.at(-1));
const own = { id, secret };
const paths = { tokenHost: baseUrl, tokenPath: "/oauth/v2/token", revokePath: "/oauth/v2/revoke" };
const redirect_uri = "http://127.0.0.1:9/callback";

async function userinfo({ token }) {
  const headers = { authorization: `Bearer ${token.access_token}` };
  return (await fetch(`${baseUrl}/oidc/v1/userinfo`, { headers })).status;
}

const robot = new ClientCredentials({ client: own, auth: paths });
const { token: credentials } = await robot.getToken({ scope: "openid profile" });

const client = new AuthorizationCode({ client: own, auth: { ...paths, authorizePath: "/oauth/v2/authorize" } });
const wanted = client.authorizeURL({ redirect_uri, scope: "openid offline_access", state: "kept" });
const back = await fetch(`${wanted}&mock_user=${user}`, { redirect: "manual" });
const callback = new URL(back.headers.get("location")).searchParams;
const code = await client.getToken({ code: callback.get("code"), redirect_uri });
const refreshed = await code.refresh();
const states = [callback.get("state"), await userinfo(refreshed)];
await refreshed.revokeAll();
states.push(await userinfo(refreshed));

const answers = { credentials, code: code.token, refreshed: refreshed.token, states };
process.stdout.write(JSON.stringify(answers));
