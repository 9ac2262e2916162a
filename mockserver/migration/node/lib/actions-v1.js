'use strict'
// Gives a script of actions v1 its `ctx` and `api` out of what ZITADEL sends a target, and answers with what it did.
// What has no counterpart ends the run with an error that says so, past any `catch` of the script.
// Which place of the payload is which field stands in triggers.json.

const api = require('./api')
const { exported, Unwritable } = require('./values')
const { requireV1 } = require('./modules')
const { GoTime } = require('./times')

const triggers = require('../triggers.json')

// What a token tells of its own accord: a script's value is dropped in silence, and not logged.
const STANDARD = new Set(('sub name given_name family_name middle_name nickname preferred_username profile picture website ' +
  'email email_verified gender birthdate zoneinfo locale phone_number phone_number_verified address updated_at').split(' '))

const isLinked = (payload) => (payload.request?.idpLinks ?? []).length > 0

// Of which calls of a method a trigger's scripts are told, where not of all.
const ONLY = {
  linked: isLinked,
  unlinked: (payload) => !isLinked(payload),
  checked: (payload) => DERIVED.authMethod(payload) !== undefined
}

/** The trigger of an action whose script a payload is for; undefined for none. */
function triggerOf (action, payload) {
  const kind = payload.function ? payload.function : `${payload.response ? 'response' : 'request'}${payload.fullMethod}`
  return action.triggers.map((key) => triggers[key]).find((trigger) =>
    trigger.conditions.includes(kind) && (trigger.only === null || ONLY[trigger.only](payload)) &&
    [undefined, action.organisation].includes(at(payload, trigger.organisation)))
}

/**
 * Run an action's script for a payload.
 *
 * @param action {name, allowedToFail, organisation, triggers}
 * @param make function of `require` that runs the script's top level and returns what has the action's name
 * @returns {Promise<{failed: string, body: string}>} the answer; empty where nothing is to be changed
 */
function run (action, make, payload) {
  const trigger = triggerOf(action, payload)
  if (trigger === undefined) return { failed: '', body: '' }
  // One after the other: globals that a script makes are gone before the next one runs.
  const before = running
  running = (async () => {
    await before?.catch(() => {})
    const known = new Set(Object.getOwnPropertyNames(globalThis))
    try {
      return await runAlone(action, trigger, make, payload)
    } finally {
      for (const name of Object.getOwnPropertyNames(globalThis)) if (!known.has(name)) delete globalThis[name]
    }
  })()
  return running
}

let running

async function runAlone (action, trigger, make, payload) {
  const done = begun(action, trigger, payload)
  let failed = ''
  try {
    const called = make.call(globalThis, requireV1(done.panic))
    await promises()
    if (typeof called !== 'function') throw new Error(`no function is named ${action.name}`)
    const returned = called(context(trigger, payload, done), doing(trigger, done))
    if (returned !== undefined && returned !== null) throw new Error('the function returned a value; it must return nothing')
  } catch (error) {
    failed = String(error)
  }
  await promises()
  if (done.ended === '' && (failed === '' || action.allowedToFail)) {
    try {
      afterwards(payload, done)
    } catch (error) {
      failed = String(error)
    }
  }
  if (done.ended !== '') failed = done.ended
  if (done.unwritable !== undefined) return { failed: done.unwritable, body: '' }
  if (failed !== '') console.error(`${action.name}: ${failed}`)
  return failed !== '' && !action.allowedToFail ? { failed, body: '' } : { failed: '', body: answer(trigger, done) }
}

// Promises of a script end before what follows.
const promises = () => new Promise((resolve) => { setImmediate(resolve) })

// What targets before this one answered stays: ZITADEL takes the last one's lists in place of theirs.
function begun (action, trigger, payload) {
  const before = trigger.answers === 'function' ? payload.response ?? {} : {}
  const done = {
    organisation: action.organisation,
    ended: '',
    unwritable: undefined,
    changed: false,
    message: trigger.answers === 'function' ? undefined : structuredClone(payload[trigger.answers] ?? {}),
    claims: (before.append_claims ?? []).map(({ key, value }) => ({ key, value: exported(value) })),
    lines: [...(before.append_log_claims ?? [])],
    metadata: [...(before.set_user_metadata ?? [])],
    attributes: [...(before.append_attribute ?? [])],
    listed: [],
    grants: [],
    taken: new Set(),
    panic (message) {
      if (done.ended === '') done.ended = message
      throw new Error(message)
    }
  }
  for (const [key, value] of Object.entries(payload.userinfo ?? {})) if (value !== null && !STANDARD.has(key)) done.taken.add(key)
  for (const { key, value } of done.claims) if (value !== 'null') done.taken.add(key)
  return done
}

// --- ctx -------------------------------------------------------------------------------------------------------------

const DERIVED = {
  none: () => 'none',
  authMethod: (payload) => {
    const names = { password: 'password', totp: 'OTP', otpSms: 'OTP SMS', otpEmail: 'OTP Email', webAuthN: 'U2F', recoveryCode: 'recovery code' }
    return Object.entries(names).find(([check]) => payload.request?.checks?.[check] !== undefined)?.[1]
  },
  organisationMetadata: (payload, done) => api.metadataOfOrganisation(done.organisation, done.panic),
  giverMetadata: (grant, done) => api.metadataOfOrganisation(grant.resource_owner, done.panic),
  userMetadata: (payload, done) => api.metadataOfUser(payload.user.id, done.organisation, done.panic),
  idTokenClaims: (payload) => idTokenClaims(payload),
  idTokenClaimsText: (payload) => {
    const claims = idTokenClaims(payload)
    return claims === undefined ? '' : exported(Object.fromEntries(Object.entries(claims).sort(([one], [other]) => one < other ? -1 : 1)))
  }
}

function idTokenClaims (payload) {
  const part = (payload.response?.idpInformation?.oauth?.idToken ?? '').split('.')[1]
  return part === undefined ? undefined : JSON.parse(Buffer.from(part, 'base64url').toString())
}

function at (value, place) {
  if (place === '.') return value
  return place === '' ? undefined : place.split('.').reduce((inside, name) => inside?.[name], value)
}

function context (trigger, payload, done) {
  const ctx = {}
  for (const row of trigger.ctx) {
    if (row.why !== '') {
      lacking(ctx, row.path, row.why, done)
      continue
    }
    const read = () => {
      let value = row.place[0] === '=' ? DERIVED[row.place.slice(1)](payload, done) : at(payload, row.place)
      if (row.path.join('.') === 'v1.claims') {
        const own = Object.entries(value ?? {}).filter(([key]) => STANDARD.has(key))
        value = { ...value, ...Object.fromEntries(done.claims.map((claim) => [claim.key, JSON.parse(claim.value)])), ...Object.fromEntries(own) }
      }
      return typed(trigger, row.kind, row.of, structuredClone(value), done)
    }
    if (row.argument !== '') put(ctx, row.path, (name) => read()?.[String(name)] ?? null)
    else put(ctx, row.path, row.method ? read : read())
  }
  return ctx
}

const LISTS = ['metadata', 'grants']

// A value as the engine of v1 has it: named texts, enums and instants are objects there.
function typed (trigger, kind, of, value, done) {
  switch (kind) {
    case 'text': return value ?? ''
    case 'named text': return exported.host(new String(value ?? ''))
    case 'boolean': return value ?? false
    case 'number': return Number(value ?? 0)
    case 'enum': return exported.host(new Number(value ?? 0))
    case 'time': return new GoTime(value ?? '0001-01-01T00:00:00Z')
    case 'texts': case 'address': return exported.host(value ?? [])
    case 'text lists': return value ?? {}
    case 'objects': return exported.host((value ?? []).map((each) => host(trigger, of, each, done)))
    case 'object':
      if (LISTS.includes(of)) return listed(trigger, of, value, done)
      if (trigger.objects[of] === undefined) return value ?? null
      return value === undefined || value === null ? null : host(trigger, of, value, done)
    default: return value ?? null
  }
}

function listed (trigger, of, value, done) {
  if (of === 'grants' && (value ?? []).length === 0) return null
  const entries = value ?? []
  const head = { count: entries.length, sequence: 0, timestamp: new GoTime('0001-01-01T00:00:00Z') }
  const kind = of === 'grants' ? 'grant' : 'metadataEntry'
  return Object.seal(exported.host({ ...head, [of]: exported.host(entries.map((each) => host(trigger, kind, each, done))) }))
}

function host (trigger, of, value, done) {
  const made = {}
  for (const row of trigger.objects[of]) {
    if (row.why !== '') {
      lacking(made, [row.name], row.why, done)
      continue
    }
    if (row.place[0] === '=') {
      made[row.name] = () => typed(trigger, row.kind, row.of, DERIVED[row.place.slice(1)](value, done), done)
      continue
    }
    const found = at(value, row.place)
    if (of === 'metadataEntry' && row.name === 'value') made.value = kept(found)
    else if (row.kind !== 'object' || found !== undefined) made[row.name] = typed(trigger, row.kind, row.of, found, done)
  }
  return Object.seal(exported.host(made))
}

function kept (value) {
  const text = Buffer.from(value ?? '', 'base64').toString()
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function put (root, path, value) {
  path.slice(0, -1).reduce((inside, name) => (inside[name] ??= {}), root)[path.at(-1)] = value
}

function lacking (root, path, why, done) {
  const owner = path.slice(0, -1).reduce((inside, name) => (inside[name] ??= {}), root)
  Object.defineProperty(owner, path.at(-1), { enumerable: false, configurable: true, get: () => done.panic(why) })
}

// --- api -------------------------------------------------------------------------------------------------------------

function doing (trigger, done) {
  const root = {}
  for (const row of trigger.api) {
    if (row.why !== '') lacking(root, row.path, row.why, done)
    else put(root, row.path, DOES[row.does](row, done))
  }
  return root
}

const text = (value) => value === undefined || value === null ? '' : typeof value === 'symbol' ? value.description ?? '' : String(value)

const DOES = {
  setClaim: (row, done) => (key, value) => {
    const name = text(key)
    if (name.startsWith('urn:zitadel:iam')) return
    if (done.taken.has(name)) {
      done.lines.push(`key ${exported(name)} already exists`)
      return
    }
    try {
      const json = exported(value)
      done.claims = [...done.claims.filter((claim) => claim.key !== name), { key: name, value: json }]
      if (json !== 'null') done.taken.add(name)
    } catch (error) {
      if (!(error instanceof Unwritable)) throw error
      // It breaks the token, where the action is allowed to fail as well; and what follows runs all the same.
      done.unwritable ??= `claim ${name}: ${error.message}`
      done.taken.add(name)
    }
  },
  appendLogIntoClaims: (row, done) => (line) => { done.lines.push(text(line)) },
  setMetadata: (row, done) => (...given) => {
    if (given.length !== 2) done.panic(`exactly 2 arguments expected, got ${given.length}`)
    done.metadata.push(entry(given[0], given[1], done))
  },
  setCustomAttribute: (row, done) => (name, format, ...values) => {
    if (done.attributes.some((each) => each.name === text(name))) return
    done.attributes.push({ name: text(name), name_format: text(format), value: values.map(text) })
  },
  appendMetadata: (row, done) => (...given) => {
    if (given.length !== 2) done.panic('exactly 2 (key, value) arguments expected')
    done.changed = true
    done.listed.push({ place: row.place, ...entry(given[0], given[1], done) })
  },
  metadata: (row, done) => {
    done.pushed = { place: row.place, entries: [] }
    return done.pushed.entries
  },
  userGrants: (row, done) => done.grants,
  appendUserGrant: (row, done) => (...given) => {
    if (given.length !== 1) done.panic('exactly one argument expected')
    const [{ projectId, projectID, projectGrantId, projectGrantID, roles }] = given
    if (!projectId && !projectID) done.panic('projectId not set')
    done.grants.push({ projectID: projectId ?? projectID, projectGrantID: projectGrantId ?? projectGrantID, roles })
  },
  set: (row, done) => (value) => {
    done.changed = true
    const read = { text, boolean: Boolean, number: (given) => Math.trunc(Number(given)) || 0 }[row.kind](value)
    const path = row.place.split('.')
    put(done.message, path, read)
    if (path.at(-1) === 'isVerified') for (const other of ['sendCode', 'returnCode']) delete at(done.message, path.slice(0, -1).join('.'))[other]
  }
}

function entry (key, value, done) {
  if (typeof key !== 'string' && !(key instanceof String)) done.panic('the key of metadata must be a text')
  if (String(key) === '') done.panic('Errors.Metadata.Invalid')
  try {
    return { key: String(key), value: Buffer.from(exported(value)).toString('base64') }
  } catch (error) {
    if (!(error instanceof Unwritable)) throw error
    return done.panic(`json: ${error.message}`)
  }
}

// What no answer can say is done by the API, as far as the script came.
function afterwards (payload, done) {
  for (const { projectID, projectGrantID, roles } of done.grants) {
    const given = { projectId: text(projectID), projectGrantId: text(projectGrantID), roleKeys: [...(roles ?? [])].map(text) }
    api.grant(payload.response.userId, done.organisation, given, done.panic)
  }
  for (const each of done.pushed?.entries ?? []) done.listed.push({ place: done.pushed.place, ...entry(each.key, each.value, done) })
  for (const each of done.listed) if (each.place === '=metadata') api.keepOfSession(payload.request.sessionId ?? payload.response.sessionId, each, done.panic)
}

// --- The answer ------------------------------------------------------------------------------------------------------

function answer (trigger, done) {
  if (trigger.answers !== 'function') return changedMessage(done)
  const claims = done.claims.map(({ key, value }) => `{"key":${exported(key)},"value":${value}}`)
  const rest = { append_log_claims: done.lines, set_user_metadata: done.metadata, append_attribute: done.attributes }
  const parts = [['append_claims', claims], ...Object.entries(rest).map(([name, values]) => [name, values.map((each) => exported(each))])]
  const told = parts.filter(([, values]) => values.length > 0).map(([name, values]) => `"${name}":[${values.join(',')}]`)
  return `{${told.join(',')}}`
}

function changedMessage (done) {
  const entries = done.listed.filter(({ place }) => place !== '=metadata')
  for (const { place, key, value } of entries) {
    const path = place.split('.')
    const others = (at(done.message, place) ?? []).filter((other) => other.key !== key)
    put(done.message, path, [...others, { key, value }])
  }
  return done.changed || entries.length > 0 ? JSON.stringify(done.message) : ''
}

module.exports = { run }
