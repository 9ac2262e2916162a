'use strict'
// Instants, which in actions v1 are Go's: no Date of JavaScript.

const { exported } = require('./values')

const METHODS = {
  unix: (date) => Math.floor(date.getTime() / 1000),
  unixMilli: (date) => date.getTime(),
  year: (date) => date.getUTCFullYear(),
  month: (date) => date.getUTCMonth() + 1,
  day: (date) => date.getUTCDate(),
  weekday: (date) => date.getUTCDay(),
  hour: (date) => date.getUTCHours(),
  minute: (date) => date.getUTCMinutes(),
  second: (date) => date.getUTCSeconds()
}
const LACKING = ['unixMicro', 'unixNano', 'nanosecond', 'yearDay', 'format', 'utc', 'local']

class GoTime {
  #text
  constructor (text, panic) {
    this.#text = text
    exported.host(this)
    const date = new Date(text)
    const hidden = (name, value) => Object.defineProperty(this, name, { value, enumerable: false })
    for (const [name, read] of Object.entries(METHODS)) hidden(name, () => read(date))
    for (const name of LACKING) hidden(name, () => panic(`${name} of an instant is not carried over: use new Date(String(…))`))
    hidden('isZero', () => text.startsWith('0001-01-01T00:00:00'))
    hidden('before', (other) => date < new Date(other.goText()))
    hidden('after', (other) => date > new Date(other.goText()))
    hidden('equal', (other) => date.getTime() === new Date(other.goText()).getTime())
  }

  goText () { return this.#text }
  toJSON () { return this.#text }
  string () { return this.#text.replace('T', ' ').replace('Z', ' +0000 UTC') }
  toString () { return this.string() }
}

module.exports = { GoTime }
