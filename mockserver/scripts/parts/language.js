// What the language of the real server's engine does otherwise, and what few scripts ask for.
((kit) => {
  'use strict';
  const {
    toText, replace, startsWith, slice, codePointAt, padStart, numberText, includes, map, time, test, normalize,
    lower, nativeCbrt, nativeDateText, nativeTimeText, nativeErrorText, state,
  } = kit;

  const QUOTED = {
    '"': '\\"', '\\': '\\\\', '\x07': '\\a', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v',
  };

  function quoted(text) {
    const body = replace(text, /["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, (found) => {
      const code = codePointAt(found, 0), hex = numberText(code, 16);
      if (QUOTED[found] !== undefined) return QUOTED[found];
      return code < 0x80 ? `\\x${padStart(hex, 2, '0')}` : code < 0x10000 ? `\\u${padStart(hex, 4, '0')}` : `\\U${padStart(hex, 8, '0')}`;
    });
    return `"${body}"`;
  }

  // What the real server's engine does not know of a pattern: names of groups, classes by property.
  function plainPattern(pattern, flags) {
    let inClass = false, made = '';
    for (let at = 0; at < pattern.length; at++) {
      const char = pattern[at];
      if (char === '\\') {
        const property = test(/u/, flags) && (pattern[at + 1] === 'p' || pattern[at + 1] === 'P') && pattern[at + 2] === '{';
        const end = property ? pattern.indexOf('}', at) : -1;
        if (end > 0) {
          made += `${pattern[at + 1]}\\{${slice(pattern, at + 3, end)}\\}`;
          at = end;
        } else made += char + (pattern[++at] ?? '');
        continue;
      }
      if (char === '[') inClass = true;
      else if (char === ']') inClass = false;
      made += char;
      if (!inClass && char === '(' && slice(pattern, at + 1, at + 3) === '?<' && !includes(['=', '!'], pattern[at + 3])) {
        const end = pattern.indexOf('>', at);
        if (end > 0) at = end;
      }
    }
    return made;
  }
  function requireFlags(flags) {
    if (test(/[dv]/, flags)) throw new SyntaxError(`Invalid flags supplied to RegExp constructor '${flags}'`);
  }
  function cbrt(value) {
    const root = nativeCbrt(value), whole = Math.round(root);
    return whole ** 3 === +value && whole !== 0 ? whole : root;
  }

  // In the order of letters first, then of marks, then of case, as the root collation has it; a text in that order is made.
  const compare = (one, other) => one < other ? -1 : one > other ? 1 : 0;
  function localeCompare(self, that) {
    const texts = [toText(self), toText(that)];
    const parts = map(texts, (text) => normalize(text, 'NFD'));
    const letters = map(parts, (text) => lower(replace(text, /\p{M}/gu, '')));
    const marks = map(parts, (text) => replace(text, /\P{M}/gu, ' '));
    const capitals = map(parts, (text) => replace(replace(text, /\p{Lu}/gu, '\u{10ffff}'), /[^\u{10ffff}]/gu, ' '));
    return compare(...letters) || compare(...marks) || compare(...capitals);
  }

  const two = (number) => padStart(toText(number), 2, '0');
  const dayOf = (date) => `${two(date.getMonth() + 1)}/${two(date.getDate())}/${padStart(toText(date.getFullYear()), 4, '0')}`;
  const clockOf = (date) => `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  const zoned = (text) => replace(text, /GMT([+-]\d{4}).*$/, (found, offset) => `GMT${offset} (${offset === '+0000' ? 'UTC' : offset})`);
  const DATES = {
    __proto__: null,
    toString: (date) => zoned(nativeDateText(date)),
    toTimeString: (date) => zoned(nativeTimeText(date)),
    toLocaleDateString: dayOf,
    toLocaleTimeString: clockOf,
    toLocaleString: (date) => `${dayOf(date)}, ${clockOf(date)}`,
  };
  const dateText = (name, date) => time(date) === time(date) ? DATES[name](date) : 'Invalid Date';

  // Texts of errors that scripts are likely to show.
  const TEXTS_OF_ERRORS = [
    [/^cannot (read|set) property '(.*)' of (undefined|null)$/, (_, verb, name) => `Cannot ${verb === 'set' ? 'set' : 'read'} property '${name}' of undefined`],
    [/^circular reference$/, 'Converting circular structure to JSON'],
    [/^proxy: cannot set property$/, () => `Cannot assign to property ${toText(state.refused)} of a host object`],
    [/^not a function$/, (found) => state.missing ? `Object has no member '${state.missing}'` : found],
    [/^value is not iterable$/, 'object is not iterable'],
    [/^'(.*)' is not defined$/, '$1 is not defined'],
    [/^cannot convert symbol to string$/, 'Cannot convert a Symbol value to a string'],
    [/^cannot convert to object$/, 'Cannot convert undefined or null to object'],
    [/^cannot convert BigInt to number$/, 'Cannot mix BigInt and other types, use explicit conversions'],
    [/^expecting hex digit$/, 'Malformed URI'],
    [/^Date value is NaN$/, 'Invalid time value'],
    [/^Unexpected end of JSON input$/, 'Unexpected end of JSON input (EOF)'],
    [/^not a constructor$/, 'Value is not a constructor'],
    [/^invalid array length$/, 'Invalid array length'],
    [/^invalid repeat count$/, 'Invalid count value'],
  ];
  // The engine's own are shorter.
  const MOST_REWRITTEN = 10_000;
  function errorText(error) {
    const text = nativeErrorText(error);
    const name = `${error.name}: `;
    if (!startsWith(text, name) || text.length > MOST_REWRITTEN) return text;
    let message = slice(text, name.length);
    for (const [pattern, made] of TEXTS_OF_ERRORS) message = replace(message, pattern, made);
    return name + message;
  }

  const NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;
  const isName = (text) => test(NAME, text);

  return {quoted, plainPattern, requireFlags, cbrt, localeCompare, dateText, errorText, isName};
})
