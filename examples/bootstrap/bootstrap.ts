/**
 * Sets up a project, an app, roles, a user with a grant, and an action with its trigger.
 *
 * Each is looked for first, so that a second run changes nothing. Reads ZITADEL_URL and ZITADEL_TOKEN.
 */
import { readFile } from 'node:fs/promises';

interface Row {
  id: string;
}

interface App extends Row {
  oidcConfig?: { clientId: string };
}

interface Action extends Row {
  name: string;
  script: string;
  timeout: string;
  allowedToFail?: boolean;
}

interface Flow {
  triggerActions?: { triggerType: Row; actions: Row[] }[];
}

const MANAGEMENT = '/management/v1';
const EQUALS = 'TEXT_QUERY_METHOD_EQUALS';
const ROLES = { admin: 'Admin', customer: 'Customer' };
const APP = {
  name: 'web',
  redirectUris: ['http://localhost:3000/callback'],
  postLogoutRedirectUris: ['http://localhost:3000'],
  responseTypes: ['OIDC_RESPONSE_TYPE_CODE'],
  grantTypes: ['OIDC_GRANT_TYPE_AUTHORIZATION_CODE', 'OIDC_GRANT_TYPE_REFRESH_TOKEN'],
  appType: 'OIDC_APP_TYPE_USER_AGENT',
  authMethodType: 'OIDC_AUTH_METHOD_TYPE_NONE',
  devMode: true,
};
const USER = {
  username: 'ada',
  profile: { givenName: 'Ada', familyName: 'Lovelace' },
  email: { email: 'ada@shop.example', isVerified: true },
  password: { password: 'Password1!', changeRequired: false },
};
/** Complement token, before an access token is made. */
const FLOW = '2';
const TRIGGER = '5';

function required(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set`);
  }
  return value;
}

async function call<Answer>(method: string, path: string, body?: object): Promise<Answer> {
  const answer = await fetch(required('ZITADEL_URL') + path, {
    method,
    headers: { authorization: `Bearer ${required('ZITADEL_TOKEN')}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) {
    throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  }
  return (await answer.json()) as Answer;
}

async function search<Found>(path: string, ...queries: object[]): Promise<Found[]> {
  return (await call<{ result?: Found[] }>('POST', path, { queries })).result ?? [];
}

async function findOrAddProject(): Promise<string> {
  const [found] = await search<Row>(`${MANAGEMENT}/projects/_search`, { nameQuery: { name: 'shop', method: EQUALS } });
  const project = found ?? (await call<Row>('POST', `${MANAGEMENT}/projects`, { name: 'shop', projectRoleAssertion: true }));
  return project.id;
}

async function findOrAddApp(project: string): Promise<string> {
  const apps = `${MANAGEMENT}/projects/${project}/apps`;
  const [found] = await search<App>(`${apps}/_search`, { nameQuery: { name: APP.name, method: EQUALS } });
  return found?.oidcConfig?.clientId ?? (await call<{ clientId: string }>('POST', `${apps}/oidc`, APP)).clientId;
}

async function addMissingRoles(project: string): Promise<void> {
  const roles = `${MANAGEMENT}/projects/${project}/roles`;
  const there = new Set((await search<{ key: string }>(`${roles}/_search`)).map((role) => role.key));
  for (const [roleKey, displayName] of Object.entries(ROLES)) {
    if (!there.has(roleKey)) {
      await call('POST', roles, { roleKey, displayName });
    }
  }
}

async function findOrAddUser(): Promise<string> {
  const query = { userNameQuery: { userName: USER.username, method: EQUALS } };
  const [found] = await search<{ userId: string }>('/v2/users', query);
  return (found ?? (await call<{ userId: string }>('POST', '/v2/users/human', USER))).userId;
}

async function grantRoles(user: string, project: string): Promise<void> {
  const [found] = await search<Row & { roleKeys?: string[] }>(
    `${MANAGEMENT}/users/grants/_search`,
    { userIdQuery: { userId: user } },
    { projectIdQuery: { projectId: project } },
  );
  const grants = `${MANAGEMENT}/users/${user}/grants`;
  if (found === undefined) {
    await call('POST', grants, { projectId: project, roleKeys: ['admin'] });
  } else if (found.roleKeys?.join() !== 'admin') {
    await call('PUT', `${grants}/${found.id}`, { roleKeys: ['admin'] });
  }
}

async function addOrUpdateAction(): Promise<string> {
  const script = await readFile('roles-claim.js', 'utf8');
  const wanted = { name: 'rolesClaim', script, timeout: '5s', allowedToFail: true };
  const query = { actionNameQuery: { name: wanted.name, method: EQUALS } };
  const [found] = await search<Action>(`${MANAGEMENT}/actions/_search`, query);
  if (found === undefined) {
    return (await call<Row>('POST', `${MANAGEMENT}/actions`, wanted)).id;
  }
  const same = found.script === script && found.timeout === wanted.timeout && found.allowedToFail === wanted.allowedToFail;
  if (!same) {
    await call('PUT', `${MANAGEMENT}/actions/${found.id}`, wanted);
  }
  return found.id;
}

async function bindAction(action: string): Promise<void> {
  const { flow } = await call<{ flow: Flow }>('GET', `${MANAGEMENT}/flows/${FLOW}`);
  const trigger = flow.triggerActions?.find((row) => row.triggerType.id === TRIGGER);
  const bound = trigger?.actions.map((row) => row.id) ?? [];
  if (!bound.includes(action)) {
    await call('POST', `${MANAGEMENT}/flows/${FLOW}/trigger/${TRIGGER}`, { actionIds: [...bound, action] });
  }
}

const project = await findOrAddProject();
const clientId = await findOrAddApp(project);
await addMissingRoles(project);
await grantRoles(await findOrAddUser(), project);
await bindAction(await addOrUpdateAction());
console.log(JSON.stringify({ project, clientId }));
