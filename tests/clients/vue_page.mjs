// A Vue app with a page for users only, which ZITADEL's package for Vue guards. The part of its URL behind # says
// {baseUrl, project} in JSON when it is opened first; that page shows where the person arrived, and as whom.

import { createZITADELAuth } from "@zitadel/vue";
import { createApp, h } from "vue";
import { createRouter, createWebHistory, RouterView } from "vue-router";

if (location.hash) {
  sessionStorage.setItem("asked", decodeURIComponent(location.hash.slice(1)));
  history.replaceState(null, "", location.pathname);
}
const { baseUrl, project } = JSON.parse(sessionStorage.getItem("asked"));
const login = { issuer: baseUrl, client_id: "vue-app", project_resource_id: project };
const { oidcAuth, hasRole } = createZITADELAuth(login, "zitadel", undefined, `${location.origin}/`);

const line = (id, text) => h("p", { id }, String(text));
const members = () => [
  line("at", location.pathname),
  line("user", oidcAuth.userProfile.preferred_username),
  line("authenticated", oidcAuth.isAuthenticated),
  line("admin", hasRole("admin")),
  line("done", location.origin),
];
const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: "/", component: { render: () => line("done", "the way to the page was lost") } },
    { path: "/members", meta: { authName: oidcAuth.authName }, component: { render: members } },
  ],
});
oidcAuth.useRouter(router);
const app = document.createElement("main");
document.body.append(app);
if (await oidcAuth.startup()) createApp({ render: () => h(RouterView) }).use(router).mount(app);
