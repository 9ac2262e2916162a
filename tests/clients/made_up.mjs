// The official gRPC client for node: makes, reads, lists, changes and removes things that are modelled and such that are not.
// Argument: {baseUrl, token} in JSON; prints what it read of each, and how the second removal ended, in JSON.

import { createAccessTokenInterceptor, createManagementClient } from "@zitadel/node/dist/api/index.js";

const { baseUrl, token } = JSON.parse(process.argv.at(-1));
const client = createManagementClient(baseUrl, createAccessTokenInterceptor(token));
const failed = (call) => call.then(() => "done", (error) => error.code);

const { id: project } = await client.addProject({ name: "Shop" });
await client.updateProject({ id: project, name: "Store" });
await client.addProjectRole({ projectId: project, roleKey: "admin", displayName: "Admin" });
await client.updateProjectRole({ projectId: project, roleKey: "admin", displayName: "Chief" });
const made = await client.addOIDCApp({ projectId: project, name: "web", redirectUris: ["http://localhost"], devMode: true });
await client.updateOIDCAppConfig({ projectId: project, appId: made.appId, redirectUris: ["http://other"], devMode: true });
const { userId } = await client.addHumanUser({
  userName: "minnie",
  profile: { firstName: "Minnie", lastName: "Mouse" },
  email: { email: "minnie@example.com", isEmailVerified: true },
  initialPassword: "Password1!",
});
await client.updateHumanEmail({ userId, email: "mouse@example.com" });
await client.addCustomLoginPolicy({ allowRegister: true });
await client.updateCustomLoginPolicy({ forceMfa: true });
const { id: provider } = await client.addGenericOIDCProvider({
  name: "Google",
  issuer: "https://accounts.google.com",
  clientId: "one",
  clientSecret: "secret",
});
await client.updateGenericOIDCProvider({
  id: provider,
  name: "Google",
  issuer: "https://accounts.google.com",
  clientId: "two",
});
await client.setCustomInitMessageText({ language: "de", title: "Hallo" });

const read = {
  project: (await client.getProjectByID({ id: project })).project.name,
  projects: (await client.listProjects({})).result.map(({ name }) => name),
  roles: (await client.listProjectRoles({ projectId: project })).result.map(({ key, displayName }) => [key, displayName]),
  app: (await client.getAppByID({ projectId: project, appId: made.appId })).app.oidcConfig.redirectUris,
  apps: (await client.listApps({ projectId: project })).result.map(({ oidcConfig }) => oidcConfig.clientId === made.clientId),
  user: (await client.getUserByID({ id: userId })).user.human.email.email,
  users: (await client.listUsers({})).result.some(({ id }) => id === userId),
  policy: (await client.getLoginPolicy({})).policy.forceMfa,
  provider: (await client.getProviderByID({ id: provider })).idp.config.oidc.clientId,
  providers: (await client.listProviders({})).result.map(({ name }) => name),
  text: (await client.getCustomInitMessageText({ language: "de" })).customText.title,
};
const removals = [
  () => client.removeProjectRole({ projectId: project, roleKey: "admin" }),
  () => client.removeApp({ projectId: project, appId: made.appId }),
  () => client.removeProject({ id: project }),
  () => client.removeUser({ id: userId }),
  () => client.resetLoginPolicyToDefault({}),
  () => client.deleteProvider({ id: provider }),
  () => client.resetCustomInitMessageTextToDefault({ language: "de" }),
];
const removed = [];
for (const remove of removals) removed.push([await failed(remove()), await failed(remove())]);
process.stdout.write(JSON.stringify({ read, removed }));
process.exit(0);
