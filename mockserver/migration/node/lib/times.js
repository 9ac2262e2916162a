'use strict'
// Instants, which in actions v1 are Go's: no Date of JavaScript.

const { exported } = require('./values')

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
const PARTS = /\.(0+|9+)(?!\d)|2006|January|Jan|Monday|Mon|MST|Z07:00|Z0700|-07:00|-0700|_2|PM|15|0[1-6]|[1-5]/g
const two = (number, pad = '0') => String(number).padStart(2, pad)

class GoTime {
  #text
  #date
  #nanos

  /** @param text RFC 3339, in UTC */
  constructor (text) {
    this.#text = text
    this.#date = new Date(`${text.slice(0, 19)}Z`)
    this.#nanos = Number((/\.(\d+)/.exec(text)?.[1] ?? '').padEnd(9, '0'))
    exported.host(this)
  }

  unix () { return this.#date.getTime() / 1000 }
  unixMilli () { return this.#date.getTime() + Math.floor(this.#nanos / 1e6) }
  unixMicro () { return this.unix() * 1e6 + Math.floor(this.#nanos / 1e3) }
  unixNano () { return this.unix() * 1e9 + this.#nanos }
  year () { return this.#date.getUTCFullYear() }
  month () { return this.#date.getUTCMonth() + 1 }
  day () { return this.#date.getUTCDate() }
  weekday () { return this.#date.getUTCDay() }
  hour () { return this.#date.getUTCHours() }
  minute () { return this.#date.getUTCMinutes() }
  second () { return this.#date.getUTCSeconds() }
  nanosecond () { return this.#nanos }
  yearDay () { return Math.floor((this.#date.getTime() - Date.UTC(this.year(), 0, 1)) / 864e5) + 1 }
  isZero () { return this.#text.startsWith('0001-01-01T00:00:00Z') }
  before (other) { return this.unixNano() < other.unixNano() }
  after (other) { return this.unixNano() > other.unixNano() }
  equal (other) { return this.unixNano() === other.unixNano() }
  utc () { return this }
  local () { return this }

  /** The instant by a layout of Go, such as `2006-01-02 15:04:05`. */
  format (layout) {
    const hour = this.hour()
    const month = MONTHS[this.month() - 1]
    const day = DAYS[this.weekday()]
    const found = {
      2006: String(this.year()).padStart(4, '0'), '06': two(this.year() % 100), January: month, Jan: month.slice(0, 3),
      '01': two(this.month()), 1: this.month(), Monday: day, Mon: day.slice(0, 3), '02': two(this.day()), _2: two(this.day(), ' '),
      2: this.day(), 15: two(hour), '03': two(hour % 12 || 12), 3: hour % 12 || 12, '04': two(this.minute()), 4: this.minute(),
      '05': two(this.second()), 5: this.second(), PM: hour < 12 ? 'AM' : 'PM', MST: 'UTC', 'Z07:00': 'Z', '-07:00': '+00:00',
      '-0700': '+0000', Z0700: 'Z'
    }
    return String(layout).replace(PARTS, (part, digits) => digits ? this.#fraction(digits) : found[part])
  }

  #fraction (digits) {
    const all = String(this.#nanos).padStart(9, '0').slice(0, digits.length)
    const kept = digits[0] === '9' ? all.replace(/0+$/, '') : all
    return kept ? `.${kept}` : ''
  }

  goText () { return this.#text }
  toJSON () { return this.#text }
  string () { return this.format('2006-01-02 15:04:05.999999999 -0700 MST') }
  toString () { return this.string() }
}

module.exports = { GoTime }
