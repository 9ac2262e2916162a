// An Angular app that signs in by angular-oauth2-oidc, reads the profile, calls the API, renews its token, revokes it and
// signs out. The part of its URL behind # says {baseUrl} in JSON when it is opened first.

import "@angular/compiler";
import { provideHttpClient } from "@angular/common/http";
import { provideZonelessChangeDetection } from "@angular/core";
import { createApplication } from "@angular/platform-browser";
import { OAuthService, provideOAuthClient } from "angular-oauth2-oidc";

if (location.hash) {
  sessionStorage.setItem("baseUrl", JSON.parse(decodeURIComponent(location.hash.slice(1))).baseUrl);
  // The package would look for an answer of the implicit flow there.
  history.replaceState(null, "", location.pathname);
}
const baseUrl = sessionStorage.getItem("baseUrl");

// What is shown survives the ways to the server and back.
const shown = JSON.parse(sessionStorage.getItem("shown") ?? "{}");
function show(id, text) {
  shown[id] = String(text);
  sessionStorage.setItem("shown", JSON.stringify(shown));
}

function finish() {
  for (const [id, text] of Object.entries(shown)) {
    const line = document.createElement("p");
    line.id = id;
    line.textContent = text;
    document.body.append(line);
  }
}

const app = await createApplication({
  providers: [provideZonelessChangeDetection(), provideHttpClient(), provideOAuthClient()],
});
const auth = app.injector.get(OAuthService);
auth.configure({
  issuer: baseUrl,
  clientId: "angular-app",
  redirectUri: `${location.origin}/callback`,
  postLogoutRedirectUri: `${location.origin}/goodbye`,
  responseType: "code",
  scope: "openid profile offline_access urn:zitadel:iam:org:project:id:zitadel:aud",
  requireHttps: false,
});
try {
  await auth.loadDiscoveryDocumentAndTryLogin();
  if (location.pathname === "/goodbye") {
    show("afterwards", auth.hasValidAccessToken());
    show("done", "signed out");
    finish();
  } else if (auth.hasValidAccessToken()) {
    const { info } = await auth.loadUserProfile();
    show("user", info.preferred_username);
    show("verified", auth.hasValidIdToken());
    const headers = { authorization: `Bearer ${auth.getAccessToken()}` };
    const answer = await fetch(`${baseUrl}/auth/v1/users/me`, { headers });
    show("api", `${answer.status}: ${(await answer.json()).user.userName}`);
    const before = auth.getAccessToken();
    await auth.refreshToken();
    show("renewed", auth.getAccessToken() !== before);
    await auth.revokeTokenAndLogout();
  } else {
    auth.initCodeFlow();
  }
} catch (error) {
  show("failed", error?.message ?? JSON.stringify(error));
  show("done", "failed");
  finish();
}
