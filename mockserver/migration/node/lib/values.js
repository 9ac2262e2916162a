'use strict'
// Values as the engine of actions v1 writes them as JSON: other than JSON.stringify for dates, maps, bytes and more.

/** JSON has no words for a value. */
class Unwritable extends Error {}

const hosts = new WeakSet() // what is the server's own: fields of its objects are written with a capital letter

/** JSON of a value. Throws Unwritable for functions, NaN, circles and what holds one. */
function exported (value, inside = []) {
  if (value === undefined || value === null) return 'null'
  switch (typeof value) {
    case 'string': return JSON.stringify(value.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd'))
    case 'boolean': case 'bigint': return String(value)
    case 'number':
      if (!Number.isFinite(value)) throw new Unwritable(`${value} is no JSON`)
      return Object.is(value, -0) ? '-0' : String(value)
    case 'symbol': return exported(value.description ?? '')
    case 'function': throw new Unwritable('a function is no JSON')
  }
  if (inside.includes(value)) throw new Unwritable('it holds itself')
  const deeper = [...inside, value]
  const list = (values) => `[${values.map((each) => exported(each, deeper)).join(',')}]`
  const kind = Object.prototype.toString.call(value)
  if (value.goText !== undefined && hosts.has(value)) return JSON.stringify(value.goText())
  if (value instanceof Number || value instanceof Boolean || (value instanceof String && hosts.has(value))) return exported(value.valueOf(), deeper)
  if (value instanceof String) return '{}'
  if (value instanceof Date) return dated(value)
  if (value instanceof Map) return list([...value])
  if (value instanceof Set) return list([...value])
  if (value instanceof Uint8Array || value instanceof Uint8ClampedArray) return JSON.stringify(Buffer.from(value).toString('base64'))
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return list([...value])
  // An empty list of the server's own is none.
  if (Array.isArray(value)) return value.length === 0 && hosts.has(value) ? 'null' : list(Array.from(value))
  if (kind === '[object Arguments]' || value === globalThis) throw new Unwritable(`${kind} is no JSON`)
  const named = hosts.has(value) ? (name) => name[0].toUpperCase() + name.slice(1) : (name) => name
  return `{${Object.keys(value).map((name) => `${exported(named(name))}:${exported(value[name], deeper)}`).join(',')}}`
}

exported.host = (value) => {
  hosts.add(value)
  return value
}

function dated (date) {
  if (Number.isNaN(date.getTime())) throw new Unwritable('an invalid date is no JSON')
  return JSON.stringify(date.toISOString().replace('.000Z', 'Z').replace(/(\.\d*?)0+Z$/, '$1Z'))
}

module.exports = { exported, Unwritable }
