// The modules zitadel/log, zitadel/http, console and util.
((kit) => {
  'use strict';
  const {
    keys, defineProperty, setPrototypeOf, parse, isArray, toText, wellFormed, replace, symbolText, push, map, list,
    record, effects, keep, live, panic, goJson, Unwritable, stringifyOnce, NativeTypeError, state,
  } = kit;

  function format(pattern, ...values) {
    if (arguments.length === 0) return '';
    let next = 0;
    const shown = (value) => typeof value === 'symbol' ? symbolText(value) : toText(value);
    const text = replace(shown(pattern), /%[sdj%]/g, (found) => {
      if (found === '%%') return '%';
      if (next >= values.length) return found;
      const value = values[next++];
      return found === '%s' ? shown(value) : found === '%d' ? toText(+value) : toText(stringifyOnce(value));
    });
    let rest = '';
    while (next < values.length) rest += ` ${shown(values[next++])}`;
    return text + rest;
  }

  function line(level) {
    return function () {
      live();
      const text = wellFormed(format(...arguments));
      keep(effects.lines, record({level, text}), text.length + 16);
    };
  }
  const logger = () => ({log: line('info'), debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error')});

  // A header's text counts as several values where it has commas; what is neither a text nor a list of texts is dropped.
  function headersOf(value) {
    const headers = [];
    for (const name of keys(value)) {
      const held = value[name];
      const values = typeof held === 'string' ? held.split(',') : isArray(held) ? held : [];
      for (const each of values) if (typeof each === 'string') push(headers, [name, each]);
    }
    return headers;
  }

  function optionsOf(options) {
    const request = {method: 'GET', headers: [['content-type', 'application/json'], ['accept', 'application/json']], body: ''};
    for (const key of keys(options)) {
      const value = options[key];
      if (key === 'method') request.method = toText(value);
      else if (key === 'headers') request.headers = headersOf(value);
      else if (key === 'body') {
        if (value === undefined || value === null) throw new NativeTypeError('Cannot convert undefined or null to object');
        try {
          request.body = goJson(value);
        } catch (error) {
          if (!(error instanceof Unwritable)) throw error;
          panic(`json: ${error.reason}`);
        }
      } else panic('key is invalid', {answer: 'key is invalid'});
    }
    return request;
  }

  let calls = 0;
  function fetch(...given_) {
    live();
    if (given_.length < 1 || given_.length > 2) panic(`1 or 2 arguments expected, got ${given_.length}`);
    const [url, options] = given_;
    if (typeof url !== 'string') panic('the first argument of fetch must be a text');
    if (given_.length === 2 && (options === null || options === undefined)) {
      throw new NativeTypeError('Cannot convert undefined or null to object');
    }
    const request = {url, ...optionsOf(options ?? {})};
    const answer = state.given.answers[calls++];
    if (answer === undefined) {
      request.headers = map(request.headers, (header) => setPrototypeOf(header, null));
      setPrototypeOf(request.headers, null);
      state.need = record({request: record(request)});
      panic('the answer of fetch is awaited', {kind: 'need'});
    }
    if (answer.error !== undefined) panic(answer.error, answer.denied ? {answer: answer.error} : {});
    return {
      status: answer.status, body: answer.body, headers: {},
      json: () => {
        try {
          return parse(answer.body);
        } catch {
          return panic('the answer is no JSON');
        }
      },
      text: () => answer.body,
    };
  }
  defineProperty(fetch, 'length', {value: 0});

  return {format, logger, fetch};
})
