// Instants, which Go's type of time is: no JavaScript Date.
((kit) => {
  'use strict';
  const {
    toText, replace, startsWith, slice, padStart, time, test, hosts, goText, NativeDate, NativeProxy, state,
  } = kit;

  const instant = (text) => {
    const at = new NativeDate(`${slice(text, 0, 19)}Z`);
    const fraction = test(/\./, text) ? +`0.${replace(text, /^.*\.|Z$/g, '')}` : 0;
    const seconds = time(at) / 1000, nanos = Math.round(fraction * 1e9);
    const two = (number) => padStart(toText(number), 2, '0');
    const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
    const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
    const year = at.getUTCFullYear(), month = at.getUTCMonth() + 1, day = at.getUTCDate(), weekday = at.getUTCDay();
    const hour = at.getUTCHours(), minute = at.getUTCMinutes(), second = at.getUTCSeconds();
    const parts = {
      2006: padStart(toText(year), 4, '0'), '06': two(year % 100), January: months[month - 1], Jan: slice(months[month - 1], 0, 3),
      '01': two(month), 1: month, Monday: days[weekday], Mon: slice(days[weekday], 0, 3), '02': two(day), _2: padStart(toText(day), 2), 2: day,
      15: two(hour), '03': two(hour % 12 || 12), 3: hour % 12 || 12, '04': two(minute), 4: minute, '05': two(second), 5: second,
      PM: hour < 12 ? 'AM' : 'PM', MST: 'UTC', 'Z07:00': 'Z', '-07:00': '+00:00', '-0700': '+0000', Z0700: 'Z',
    };
    const fractionOf = (digits, cut) => {
      const all = slice(padStart(toText(nanos), 9, '0'), 0, digits);
      const kept = cut ? replace(all, /0+$/, '') : all;
      return kept ? `.${kept}` : '';
    };
    const format = (layout) => replace(
      toText(layout),
      /\.(0+|9+)(?!\d)|2006|January|Jan|Monday|Mon|MST|Z07:00|Z0700|-07:00|-0700|_2|PM|15|0[1-6]|[1-5]/g,
      (found, digits) => digits ? fractionOf(digits.length, digits[0] === '9') : parts[found],
    );
    const made = {
      __proto__: null,
      unix: () => seconds, unixMilli: () => seconds * 1000 + Math.floor(nanos / 1e6),
      unixMicro: () => seconds * 1e6 + Math.floor(nanos / 1e3), unixNano: () => seconds * 1e9 + nanos,
      year: () => year, month: () => month, day: () => day, hour: () => hour, minute: () => minute, second: () => second,
      nanosecond: () => nanos, weekday: () => weekday, yearDay: () => Math.floor((time(at) - NativeDate.UTC(year, 0, 1)) / 864e5) + 1,
      isZero: () => startsWith(text, '0001-01-01T00:00:00Z'), format,
      string: () => format('2006-01-02 15:04:05.999999999 -0700 MST'), utc: () => instant(text), local: () => instant(text),
      before: (other) => made.unixNano() < other.unixNano(), after: (other) => made.unixNano() > other.unixNano(),
      equal: (other) => made.unixNano() === other.unixNano(),
    };
    const shown = new NativeProxy(made, {
      get: (target, key) => {
        if (key === 'toJSON' && state.writing > 0) return () => text;
        if (key === Symbol.toPrimitive || key === 'toString') return made.string;
        return target[key];
      },
      set: () => false, deleteProperty: () => false, defineProperty: () => false,
    });
    hosts.add(shown, () => goText(text));
    return shown;
  };

  return {instant};
})
