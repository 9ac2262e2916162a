// A single-page app that signs in with the authorization code flow and PKCE (oidc-client-ts) and then calls the API. The
// part of its URL behind # says {baseUrl} in JSON when it is opened first.

import { UserManager, WebStorageStateStore } from "oidc-client-ts";

const home = location.origin + location.pathname;
const asked = location.hash.length > 1 ? JSON.parse(decodeURIComponent(location.hash.slice(1))) : null;
if (asked) sessionStorage.setItem("baseUrl", asked.baseUrl);
const baseUrl = sessionStorage.getItem("baseUrl");
const manager = new UserManager({
  authority: baseUrl,
  client_id: "single-page-app",
  redirect_uri: home,
  scope: "openid profile urn:zitadel:iam:org:project:id:zitadel:aud",
  loadUserInfo: true,
  userStore: new WebStorageStateStore({ store: sessionStorage }),
});

function show(id, text) {
  const line = document.createElement("p");
  line.id = id;
  line.textContent = text;
  document.body.append(line);
}

if (new URLSearchParams(location.search).has("code")) {
  try {
    const user = await manager.signinRedirectCallback();
    show("user", user.profile.preferred_username);
    const headers = { authorization: `Bearer ${user.access_token}` };
    const answer = await fetch(`${baseUrl}/management/v1/flows/types/_search`, { method: "POST", headers });
    show("api", `${answer.status}: ${(await answer.json()).result.length} flow types`);
  } catch (error) {
    show("failed", String(error));
  }
  show("done", "signed in");
} else {
  await manager.signinRedirect();
}
