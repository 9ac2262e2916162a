// Posts JSON bodies over one connection of undici without waiting for answers; prints statuses and bodies in order.
import { Client } from 'undici'

const { origin, headers, requests } = JSON.parse(process.argv.at(-1))
const client = new Client(origin, { pipelining: requests.length })
const answers = await Promise.all(
  requests.map(async ({ path, body, extra }) => {
    const method = body === undefined ? 'GET' : 'POST'
    const answer = await client.request({ path, method, headers: { ...headers, ...extra }, body, idempotent: true, blocking: false })
    return [answer.statusCode, await answer.body.text()]
  }),
)
await client.close()
console.log(JSON.stringify(answers))
