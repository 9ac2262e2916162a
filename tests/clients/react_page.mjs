// An app that signs in by ZITADEL's package for React, calls the API, renews its token silently, and signs out. The part
// of its URL behind # says {baseUrl, project} in JSON when it is opened first.

import { createZitadelAuth } from "@zitadel/react";

if (location.hash) sessionStorage.setItem("asked", decodeURIComponent(location.hash.slice(1)));
// The frame of the silent renewal has no parameters of its own, and shares the storage of the page around it.
const { baseUrl, project } = JSON.parse(sessionStorage.getItem("asked"));
const auth = createZitadelAuth({
  authority: baseUrl,
  client_id: "react-app",
  redirect_uri: `${location.origin}/callback`,
  post_logout_redirect_uri: `${location.origin}/goodbye`,
  project_resource_id: project,
});
const silently = { redirect_uri: `${location.origin}/silent` };

// What is shown survives the ways to the server and back.
const shown = JSON.parse(sessionStorage.getItem("shown") ?? "{}");
function show(id, text) {
  shown[id] = String(text);
  sessionStorage.setItem("shown", JSON.stringify(shown));
}

async function signedIn() {
  const user = await auth.userManager.signinRedirectCallback();
  show("user", user.profile.preferred_username);
  const headers = { authorization: `Bearer ${user.access_token}` };
  const answer = await fetch(`${baseUrl}/auth/v1/users/me`, { headers });
  show("api", `${answer.status}: ${(await answer.json()).user.userName}`);
  const renewed = await auth.userManager.signinSilent(silently);
  show("renewed", `${renewed.profile.sub === user.profile.sub}, ${renewed.access_token !== user.access_token}`);
  await auth.signout();
}

async function signedOut() {
  show("user afterwards", await auth.userManager.getUser());
  show("renewed afterwards", await auth.userManager.signinSilent(silently).then(() => "yes", ({ error }) => error));
}

const ways = {
  "/": () => auth.authorize(),
  "/callback": signedIn,
  "/silent": () => auth.userManager.signinSilentCallback(),
  "/goodbye": signedOut,
};
try {
  await ways[location.pathname]();
} catch (error) {
  show("failed", error);
}
if (location.pathname === "/goodbye" || "failed" in shown) {
  show("done", location.pathname);
  for (const [id, text] of Object.entries(shown)) {
    const line = document.createElement("p");
    line.id = id;
    line.textContent = text;
    document.body.append(line);
  }
}
