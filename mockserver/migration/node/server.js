'use strict'
// Receives what ZITADEL sends the targets of webhooks.json, and answers as the actions of v1 did.
//
//     PORT=3000 node server.js
//
// The signing keys of the targets stand in the file `signing-keys` (or SIGNING_KEYS), a line `PATH KEY` each, which
// setup.sh writes; SIGNING_KEY is that of all others.

const { createHmac, timingSafeEqual } = require('node:crypto')
const { existsSync, readFileSync } = require('node:fs')
const { createServer } = require('node:http')
const { join } = require('node:path')

const { run } = require('./lib/actions-v1')

const webhooks = new Map(require('./webhooks.json').map((action) => [action.path, action]))
const MOST_BYTES = 8 << 20
const MOST_AGE_S = 300

function keyOf (path) {
  const file = process.env.SIGNING_KEYS ?? join(__dirname, 'signing-keys') // read anew, as a key can be replaced
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').map((line) => line.split(' ')) : []
  return lines.findLast(([known]) => known === path)?.[1] ?? process.env.SIGNING_KEY
}

function isSigned (header, body, key) {
  const parts = Object.fromEntries((header ?? '').split(',').map((part) => part.split('=', 2)))
  if (!key || !/^[0-9]+$/.test(parts.t) || Math.abs(Date.now() / 1000 - Number(parts.t)) > MOST_AGE_S) return false
  const wanted = createHmac('sha256', key).update(`${parts.t}.`).update(body).digest()
  const seen = Buffer.from(parts.v1 ?? '', 'hex')
  return seen.length === wanted.length && timingSafeEqual(seen, wanted)
}

async function read (request) {
  const chunks = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes > MOST_BYTES) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function answered (request) {
  const action = webhooks.get(request.url)
  if (action === undefined || request.method !== 'POST') return [404, '']
  const body = await read(request)
  if (body === undefined) return [413, '']
  if (!isSigned(request.headers['zitadel-signature'], body, keyOf(action.path))) return [401, '']
  const payload = JSON.parse(body)
  const done = await run(action, require(`./scripts/${action.file}`), payload)
  if (done.failed === '') return [200, done.body]
  if (payload.function) return [500, JSON.stringify({ error: done.failed })]
  // Of requests and responses the caller is told why.
  return [200, JSON.stringify({ forwardedStatusCode: 400, forwardedErrorMessage: done.failed })]
}

// In v1 nobody learns of it, and the next run is none the worse.
process.on('unhandledRejection', (error) => { console.error('a promise of a script failed:', error) })

const server = createServer(async (request, response) => {
  try {
    const [status, body] = await answered(request)
    response.writeHead(status, { 'content-type': 'application/json' }).end(body)
  } catch (error) {
    console.error(error)
    response.writeHead(500).end()
  }
})
server.listen(Number(process.env.PORT ?? 3000), process.env.HOST ?? '127.0.0.1', () => {
  const { address, port } = server.address()
  console.log(`listening on http://${address}:${port}`)
})
