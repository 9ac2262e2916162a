'use strict'
// The modules of actions v1: zitadel/log, zitadel/http and zitadel/uuid.

const { createHash, randomBytes, randomUUID } = require('node:crypto')
const util = require('node:util')
const { receiveMessageOnPort, MessageChannel, Worker } = require('node:worker_threads')

const { exported, Unwritable } = require('./values')

// Standard output is the server's own.
const line = (...values) => { console.error(util.format(...values)) }
const LOG = { log: line, debug: line, info: line, warn: line, error: line }

class GoError extends Error {}
GoError.prototype.name = 'GoError'

/** `require` as scripts of actions v1 have it; `panic` ends a run past any `catch`. */
function requireV1 (panic) {
  const modules = {
    'zitadel/log': LOG,
    'zitadel/http': { fetch: (...given) => fetchV1(given, panic) },
    'zitadel/uuid': uuid(panic),
    console: LOG,
    'node:console': LOG,
    util: { format: util.format },
    'node:util': { format: util.format }
  }
  return (name) => {
    if (!Object.hasOwn(modules, name)) throw new GoError('Invalid module')
    return modules[name]
  }
}

// --- zitadel/http ----------------------------------------------------------------------------------------------------
// In v1 a call waits for its answer. So does this: a thread makes the call, and nobody else is served meanwhile. Where
// many users log in, rewrite the script with `await fetch(…)`.

const CALLING = `
const { workerData, parentPort } = require('node:worker_threads')
parentPort.on('message', async ({ url, options, port, signal }) => {
  let told
  try {
    const answer = await fetch(url, options)
    told = { status: answer.status, body: await answer.text() }
  } catch (error) {
    told = { error: String(error.cause?.message ?? error.message) }
  }
  port.postMessage(told)
  Atomics.store(signal, 0, 1)
  Atomics.notify(signal, 0)
})`
const MOST_MS = 20_000
let thread

/** Make a call and wait for its answer: {status, body}, or {error}. */
function callNow (url, options) {
  if (thread === undefined) {
    thread = new Worker(CALLING, { eval: true })
    thread.unref()
  }
  const { port1, port2 } = new MessageChannel()
  const signal = new Int32Array(new SharedArrayBuffer(4))
  thread.postMessage({ url, options, port: port2, signal }, [port2])
  Atomics.wait(signal, 0, 0, MOST_MS)
  const answer = receiveMessageOnPort(port1)?.message ?? { error: 'context deadline exceeded' }
  port1.close()
  return answer
}

function fetchV1 (given, panic) {
  const [url, options = {}] = given
  if (given.length === 0 || given.length > 2 || typeof url !== 'string') panic('fetch takes a URL and options')
  for (const key of Object.keys(options)) if (!['method', 'headers', 'body'].includes(key)) panic('key is invalid')
  const headers = {}
  for (const [name, value] of Object.entries(options.headers ?? { 'content-type': 'application/json', accept: 'application/json' })) {
    if (typeof value === 'string' || Array.isArray(value)) headers[name] = String(value)
  }
  const asked = { method: options.method ?? 'GET', headers }
  if ('body' in options) {
    if (options.body === undefined || options.body === null) throw new TypeError('Cannot convert undefined or null to object')
    asked.body = json(options.body, panic)
  }
  const answer = callNow(url, asked)
  if (answer.error !== undefined) panic(answer.error)
  return {
    status: answer.status,
    body: answer.body,
    headers: {},
    text: () => answer.body,
    json: () => {
      try {
        return JSON.parse(answer.body)
      } catch (error) {
        return panic(error.message)
      }
    }
  }
}

function json (value, panic) {
  try {
    return exported(value)
  } catch (error) {
    if (!(error instanceof Unwritable)) throw error
    return panic(error.message)
  }
}

// --- zitadel/uuid ----------------------------------------------------------------------------------------------------

const NAMESPACES = { namespaceDNS: 0, namespaceURL: 1, namespaceOID: 2, namespaceX500: 4 }
const written = (bytes) => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

function uuid (panic) {
  const named = (algorithm, version) => (...given) => {
    const [namespace, data] = given
    if (given.length !== 2 || (typeof data !== 'string' && !(data instanceof Uint8Array))) panic('a namespace and data are needed')
    const space = Buffer.from(String(namespace).replace(/^urn:uuid:/i, '').replaceAll('-', ''), 'hex')
    if (space.length !== 16) panic('invalid UUID')
    return marked(createHash(algorithm).update(space).update(data).digest().subarray(0, 16), version)
  }
  const spaces = Object.entries(NAMESPACES).map(([name, number]) => [name, `6ba7b81${number}-9dad-11d1-80b4-00c04fd430c8`])
  const plain = (make) => (...given) => given.length === 0 ? make() : panic(`no arguments expected, got ${given.length}`)
  return { v1: plain(byTime), v3: named('md5', 3), v4: plain(randomUUID), v5: named('sha1', 5), ...Object.fromEntries(spaces) }
}

function marked (bytes, version) {
  bytes[6] = (bytes[6] & 0x0f) | (version << 4)
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  return written(bytes)
}

function byTime () {
  const bytes = randomBytes(16)
  const ticks = (BigInt(Date.now()) * 10_000n + 0x01b21dd213814000n) & 0x0fffffffffffffffn
  bytes.writeUInt32BE(Number(ticks & 0xffffffffn), 0)
  bytes.writeUInt16BE(Number((ticks >> 32n) & 0xffffn), 4)
  bytes.writeUInt16BE(Number(ticks >> 48n), 6)
  bytes[10] |= 1
  return marked(bytes, 1)
}

module.exports = { callNow, requireV1 }
