// An app that signs in by ZITADEL's package for React and shows a claim, or why it did not come to one. The part of its
// URL behind # says {baseUrl, client} in JSON when it is opened first.

import { createZitadelAuth } from "@zitadel/react";

if (location.hash) sessionStorage.setItem("asked", decodeURIComponent(location.hash.slice(1)));
const { baseUrl, client } = JSON.parse(sessionStorage.getItem("asked"));
const auth = createZitadelAuth({
  authority: baseUrl,
  client_id: client,
  redirect_uri: `${location.origin}/callback`,
  scope: "openid profile",
});

const line = document.createElement("p");
line.id = "claim";
document.body.append(line);
if (location.pathname === "/callback") {
  try {
    line.textContent = `greeting: ${(await auth.userManager.signinRedirectCallback()).profile.greeting}`;
  } catch (error) {
    line.textContent = `failed: ${error.message}`;
  }
} else await auth.authorize();
