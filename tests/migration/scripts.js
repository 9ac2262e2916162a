// Scripts whose action is named `run`, a heading each: run by the engine of v1 and by the receiver, they do the same.

// == kinds
function run(ctx, api) {
  api.v1.claims.setClaim('value', [1, 1.5, -0, 1e21, 'text', true, null, undefined, [,1], {a: undefined, b: {c: []}}]);
}

// == dates
function run(ctx, api) {
  api.v1.claims.setClaim('value', [new Date(0), new Date(1.5e12 + 120), new Date('2024-02-29T12:00:00Z')]);
}

// == collections
function run(ctx, api) {
  api.v1.claims.setClaim('value', [new Map([['a', 1], [2, {}]]), new Set([1, 'b'])]);
}

// == bytes
function run(ctx, api) {
  api.v1.claims.setClaim('value', [new Uint8Array([1, 2, 255]), new Uint16Array([1, 500]), new ArrayBuffer(2)]);
}

// == wrapped
function run(ctx, api) {
  api.v1.claims.setClaim('value', [new Number(5), new Boolean(false), new String('x'), Symbol('s'), 12345678901234567890n]);
}

// == empty
function run(ctx, api) {
  api.v1.claims.setClaim('value', [/x/, new Error('x'), Promise.resolve(1), Math, JSON, new (class { a = 1;
  #b = 2 })()]);
}

// == to-json
function run(ctx, api) {
  api.v1.claims.setClaim('value', ({toJSON() { return 1 }, get a() { return 2 }}).a);
}

// == surrogates
function run(ctx, api) {
  api.v1.claims.setClaim('value', '\ud800x😀');
}

// == function
function run(ctx, api) {
  api.v1.claims.setClaim('value', () => 1);
}

// == not-a-number
function run(ctx, api) {
  api.v1.claims.setClaim('value', [NaN]);
}

// == circle
function run(ctx, api) {
  const a = {};
  a.a = a;
  api.v1.claims.setClaim('value', a);
}

// == user
function run(ctx, api) {
  api.v1.claims.setClaim('value', ctx.v1.getUser());
}

// == user-as-json
function run(ctx, api) {
  api.v1.claims.setClaim('value', JSON.parse(JSON.stringify(ctx.v1.getUser())));
}

// == user-types
function run(ctx, api) {
  api.v1.claims.setClaim('value', Object.entries(ctx.v1.getUser()).map(([key, value]) => [key, typeof value]));
}

// == named-texts
function run(ctx, api) {
  api.v1.claims.setClaim('value', ctx.v1.getUser().human && [typeof ctx.v1.getUser().human.email, ctx.v1.getUser().human.email === 'alice@example.com', ctx.v1.getUser().human.email == 'alice@example.com', ctx.v1.getUser().human.gender == 1]);
}

// == instants
function run(ctx, api) {
  api.v1.claims.setClaim('value', ((at) => [String(at), at.year(), at.month(), at.unix(), at.isZero(), at.before(at), at.equal(at)])(ctx.v1.getUser().creationDate));
}

// == metadata
function run(ctx, api) {
  api.v1.claims.setClaim('value', ctx.v1.user.getMetadata());
}

// == grants
function run(ctx, api) {
  api.v1.claims.setClaim('value', ctx.v1.user.grants && ctx.v1.user.grants.grants.map((grant) => [grant.roles, grant.projectName, grant.projectGrantId, grant.userGrantResourceOwnerName, grant.state == 1]));
}

// == claims
function run(ctx, api) {
  api.v1.claims.setClaim('value', ctx.v1.claims);
}

// == client
function run(ctx, api) {
  api.v1.claims.setClaim('value', ctx.v1.application.getClientId());
}

// == written-to
function run(ctx, api) {
  api.v1.claims.setClaim('value', (() => { const u = ctx.v1.getUser();
  u.username = 'x';
  u.more = 1;
  return [u.username, u.more] })());
}

// == keys
function run(ctx, api) {
  for (const key of [5, null, undefined, Symbol('s'), ['a', 'b'], {}]) api.v1.claims.setClaim(key, 1);
  api.v1.claims.setClaim();
}

// == twice
function run(ctx, api) {
  api.v1.claims.setClaim('a', null);
  api.v1.claims.setClaim('a', 1);
  api.v1.userinfo.setClaim('a', 2);
  api.v1.claims.setClaim('before', 2);
  api.v1.claims.appendLogIntoClaims(5);
}

// == reserved
function run(ctx, api) {
  api.v1.claims.setClaim('urn:zitadel:iam:x', 1);
}

// == metadata-set
function run(ctx, api) {
  api.v1.user.setMetadata('a', {b: [1]});
  api.v1.user.setMetadata('a', '<&>');
}

// == metadata-wrong
function run(ctx, api) {
  try { api.v1.user.setMetadata('a');
  } catch {}
}

// == metadata-key
function run(ctx, api) {
  api.v1.user.setMetadata('', 1);
}

// == metadata-function
function run(ctx, api) {
  api.v1.user.setMetadata('a', () => 1);
}

// == throws
function run(ctx, api) {
  api.v1.claims.setClaim('a', 1);
  throw new Error('no');
}

// == returns
function run(ctx, api) {
  return false;
}

// == asynchronous
async function run(ctx, api) {}

// == promises
function run(ctx, api) {
  Promise.resolve().then(() => api.v1.claims.setClaim('late', 1));
}

// == missing
function other(ctx, api) {}

// == constant
const run = (ctx, api) => { api.v1.claims.setClaim('a', 1); };

// == top-level
let count = 0; count++; function run(ctx, api) { api.v1.claims.setClaim('count', ++count); }

// == top-level-throws
throw 5; function run() {}

// == uuids
const uuid = require('zitadel/uuid'); function run(ctx, api) { api.v1.claims.setClaim('named', [uuid.v3(uuid.namespaceDNS, 'a'), uuid.v5('urn:uuid:' + uuid.namespaceURL, 'b')]); api.v1.claims.setClaim('made', [uuid.v1(), uuid.v4()].map((text) => text.replace(/[0-9a-f]/g, 'x').length)); }

// == uuid-wrong
function run(ctx, api) {
  require('zitadel/uuid').v5('x', 'y');
}

// == logging
function run(ctx, api) {
  require('zitadel/log').warn('%s', ctx.v1.getUser().username);
  require('util').format('x');
}

// == module
function run(ctx, api) {
  try { require('fs') } catch (error) { api.v1.claims.setClaim('caught', error.message) }
}

// == fetching
function run(ctx, api) {
  const answer = require('zitadel/http').fetch('https://hr.example/a', {method: 'POST', body: {id: ctx.v1.getUser().id}});
  api.v1.claims.setClaim('team', [answer.status, answer.json().team, answer.headers]);
}

// == fetch-fails
function run(ctx, api) {
  try { require('zitadel/http').fetch('https://down.example/');
  } catch {}
}

// == fetch-denied
function run(ctx, api) {
  require('zitadel/http').fetch('https://other.example/');
}

// == fetch-option
function run(ctx, api) {
  require('zitadel/http').fetch('https://hr.example/', {timeout: 1});
}

// == rejects
function run(ctx, api) {
  Promise.reject(new Error('nobody catches it'));
  api.v1.claims.setClaim('a', 1);
}

// == standard-claims
function run(ctx, api) {
  api.v1.claims.setClaim('sub', 'mine');
}

// == promise-of-the-top-level
let seen = 0;
Promise.resolve(7).then((value) => { seen = value; });
function run(ctx, api) {
  api.v1.claims.setClaim('seen', seen);
}

// == global-of-this
this.run = function (ctx, api) {
  leaked = (typeof leaked === 'undefined' ? 0 : leaked) + 1;
  api.v1.claims.setClaim('count', [leaked, typeof globalThis.other]);
  globalThis.other = 1;
};

// == global-of-nobody
let other = typeof run;

// == surrogates-in-keys
function run(ctx, api) {
  api.v1.claims.setClaim('\udc00', 1);
  api.v1.claims.appendLogIntoClaims('\ud800');
}

// == arguments-of-uuid
function run(ctx, api) {
  try { require('zitadel/uuid').v4(1) } catch {}
}

// == formats-of-instants
function run(ctx, api) {
  const at = ctx.v1.getUser().changeDate;
  const layouts = ['2006-01-02T15:04:05.000Z07:00', 'Mon Jan _2 03:04:05 PM 06', 'January 2, Monday -07:00 MST', '.999999'];
  api.v1.claims.setClaim('formats', layouts.map((layout) => at.format(layout)));
  const numbers = [at.unixMilli(), at.unixMicro(), at.nanosecond(), at.yearDay(), at.weekday(), at.string(), at.utc().unix()];
  api.v1.claims.setClaim('numbers', numbers);
}

// == metadata-of-the-organisation
function run(ctx, api) {
  api.v1.claims.setClaim('organisation', ctx.v1.org.getMetadata());
  const grants = ctx.v1.user.grants ? ctx.v1.user.grants.grants : [];
  api.v1.claims.setClaim('givers', grants.map((grant) => grant.getOrgMetadata().metadata.map((each) => each.value)));
}
