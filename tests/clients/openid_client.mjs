// openid-client: discovery, the code flow with PKCE, userinfo, refreshing, revoking, ending the session, client credentials
// and introspection. Argument: {baseUrl, way, id, secret, user} in JSON, where `way` is how the client shows who it is
// (None, ClientSecretBasic, ClientSecretPost), and the user of that id is who logs in. Prints what came of it in JSON.

import * as oidc from "openid-client";

const { baseUrl, way, id, secret, user } = JSON.parse(process.argv.at(-1));
const plain = { execute: [oidc.allowInsecureRequests] };
const config = await oidc.discovery(new URL(baseUrl), id, undefined, oidc[way](secret), plain);
const redirect_uri = "http://127.0.0.1:9/callback";

const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
const [expectedState, expectedNonce] = [oidc.randomState(), oidc.randomNonce()];
const wanted = oidc.buildAuthorizationUrl(config, {
  redirect_uri,
  scope: "openid profile offline_access",
  code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
  code_challenge_method: "S256",
  state: expectedState,
  nonce: expectedNonce,
  mock_user: user,
});
const back = await fetch(wanted, { redirect: "manual" });
const checks = { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true };
const tokens = await oidc.authorizationCodeGrant(config, new URL(back.headers.get("location")), checks);
const claims = tokens.claims();
const userinfo = await oidc.fetchUserInfo(config, tokens.access_token, claims.sub);
const refreshed = await oidc.refreshTokenGrant(config, tokens.refresh_token);
await oidc.tokenRevocation(config, refreshed.refresh_token);
const reused = await oidc.refreshTokenGrant(config, refreshed.refresh_token).then(() => "taken", ({ error }) => error);
const ending = { id_token_hint: tokens.id_token, post_logout_redirect_uri: "http://127.0.0.1:9/bye" };
const ended = await fetch(oidc.buildEndSessionUrl(config, ending), { redirect: "manual" });

const answers = {
  claims,
  userinfo,
  refreshed: refreshed.access_token !== tokens.access_token && refreshed.refresh_token !== tokens.refresh_token,
  reused,
  ended: ended.headers.get("location"),
};
if (secret) {
  const { access_token } = await oidc.clientCredentialsGrant(config, { scope: "openid profile" });
  answers.introspected = await oidc.tokenIntrospection(config, access_token);
  answers.nonsense = await oidc.tokenIntrospection(config, "nonsense");
}
process.stdout.write(JSON.stringify(answers));
