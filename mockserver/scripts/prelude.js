// What a script finds around it, built of one JSON value; what it does is told as one JSON value.
//
// The value of this file is the host: `host(name, json)`. It keeps the built-in functions that it needs to itself, so that
// a script that changes them changes nothing here. Errors that Go raises by panic cannot be thrown past a script's `catch`:
// after one, nothing that the script does counts any more, which comes to the same.
(() => {
  'use strict';
  const global = globalThis;
  const {parse, stringify} = JSON;
  const {apply, ownKeys, construct, deleteProperty} = Reflect;
  const {keys, freeze, defineProperty, is, getPrototypeOf, setPrototypeOf} = Object;
  const isArray = Array.isArray;
  const now = Date.now;
  const toText = String;
  const NativeObject = Object, NativeNumber = Number, StringMethods = String.prototype;
  const NativeDate = Date, NativeProxy = Proxy, NativeRegExp = RegExp, NativeTypeError = TypeError;
  const unbound = (method) => (self, ...more) => apply(method, self, more);
  const tagOf = unbound(Object.prototype.toString);
  const wellFormed = unbound(String.prototype.toWellFormed);
  const replace = unbound(String.prototype.replace);
  const startsWith = unbound(String.prototype.startsWith);
  const slice = unbound(String.prototype.slice);
  const charCodeAt = unbound(String.prototype.charCodeAt);
  const codePointAt = unbound(String.prototype.codePointAt);
  const padStart = unbound(String.prototype.padStart);
  const numberText = unbound(Number.prototype.toString);
  const bigintText = unbound(BigInt.prototype.toString);
  const numberOf = unbound(Number.prototype.valueOf);
  const booleanOf = unbound(Boolean.prototype.valueOf);
  const symbolText = unbound(Symbol.prototype.toString);
  const description = unbound(Object.getOwnPropertyDescriptor(Symbol.prototype, 'description').get);
  const sort = unbound(Array.prototype.sort);
  const join = unbound(Array.prototype.join);
  const push = unbound(Array.prototype.push);
  const includes = unbound(Array.prototype.includes);
  const map = unbound(Array.prototype.map);
  const mapEach = unbound(Map.prototype.forEach);
  const setEach = unbound(Set.prototype.forEach);
  const time = unbound(Date.prototype.getTime);
  const iso = unbound(Date.prototype.toISOString);
  const test = unbound(NativeRegExp.prototype.test);
  const bytesOf = unbound(Uint8Array.prototype.toBase64);
  const NativeUint8Array = Uint8Array;
  const weakly = (made) => ({
    get: unbound(made.get).bind(null, made), has: unbound(made.has).bind(null, made), add: (key, value) => apply(made.set, made, [key, value]),
  });
  const hosts = weakly(new WeakMap());
  const proxies = weakly(new WeakMap());

  const CLAIM_PREFIX = 'urn:zitadel:iam';
  const NO_FUNCTION = 'unsupported type: func(goja.FunctionCall) goja.Value';
  const CYCLE = 'unsupported value: encountered a cycle via map[string]interface {}';

  let given = null;
  let deadline = Infinity;
  // Whether promises are being settled, whose errors are nobody's business.
  let settling = false;
  let ended = null;
  let need = null;
  // Without prototypes, so that nothing that a script does to those shows in what is told.
  const list = () => setPrototypeOf([], null);
  const record = (members) => setPrototypeOf(members, null);
  const effects = record({claims: list(), logs: list(), metadata: list(), lines: list(), sets: list(), attributes: list()});
  const MOST_TOLD = 8 << 20;
  let told = 0;
  const taken = new Map();
  const takenHas = unbound(taken.has).bind(null, taken), takenAdd = unbound(taken.set).bind(null, taken);

  // Ends the run with an error that no script can catch.
  function panic(message, more) {
    if (ended === null) ended = record({message, ...more});
    throw new NativeTypeError(message);
  }

  // Whether what a script does still counts; called by each function that has an effect.
  function live() {
    if (ended !== null) throw new NativeTypeError(ended.message);
    if (now() < deadline) return;
    if (settling) throw new NativeTypeError('time is up');
    panic('time is up', {kind: 'timeout'});
  }

  // Keeps something that a script did, within what a run may leave behind.
  function keep(where, what, size) {
    told += size;
    if (told > MOST_TOLD) panic(`a run can leave behind ${MOST_TOLD >> 20} MB of claims, logs and metadata here, and not more`);
    push(where, what);
  }

  // --- What Go would write of a value -------------------------------------------------------------------------------
  class Unwritable { constructor(reason) { this.reason = reason; } }

  const ESCAPED = {'<': '\\u003c', '>': '\\u003e', '&': '\\u0026', '\u2028': '\\u2028', '\u2029': '\\u2029'};
  const goText = (text) => replace(stringify(wellFormed(text)), /[<>&\u2028\u2029]/g, (found) => ESCAPED[found]);

  function goNumber(value) {
    if (value !== value) throw new Unwritable('unsupported value: NaN');
    if (value === Infinity || value === -Infinity) throw new Unwritable(`unsupported value: ${value > 0 ? '+' : '-'}Inf`);
    return is(value, -0) ? '-0' : numberText(value);
  }

  function goDate(value) {
    const at = time(value);
    const text = at === at ? iso(value) : '';
    if (!test(/^\d{4}-/, text)) {
      throw new Unwritable('error calling MarshalJSON for type time.Time: Time.MarshalJSON: year outside of range [0,9999]');
    }
    return `"${replace(text, /\.?0*Z$/, 'Z')}"`;
  }

  function goList(values, inside) {
    const written = [];
    for (let index = 0; index < values.length; index++) push(written, goJson(values[index], inside));
    return `[${join(written, ',')}]`;
  }

  function goObject(value, inside) {
    const written = map(sort(keys(value)), (key) => `${goText(key)}:${goJson(value[key], inside)}`);
    return `{${join(written, ',')}}`;
  }

  const NUMBERS = [
    'Int8Array', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array', 'Float32Array', 'Float64Array',
    'BigInt64Array', 'BigUint64Array',
  ];

  // By the name of a built-in class: what is written of its objects; all others are written by their own properties.
  const WRITERS = {
    __proto__: null,
    Array: goList,
    Date: goDate,
    Map: (value, inside) => {
      const pairs = [];
      mapEach(value, (held, key) => push(pairs, `[${goJson(key, inside)},${goJson(held, inside)}]`));
      return `[${join(pairs, ',')}]`;
    },
    Set: (value, inside) => {
      const held = [];
      setEach(value, (each) => push(held, goJson(each, inside)));
      return `[${join(held, ',')}]`;
    },
    Uint8Array: (value) => `"${bytesOf(value)}"`,
    Uint8ClampedArray: (value) => `"${bytesOf(new NativeUint8Array(value))}"`,
    Number: (value) => goNumber(numberOf(value)),
    Boolean: (value) => toText(booleanOf(value)),
    String: () => '{}',
    Arguments: () => { throw new Unwritable(NO_FUNCTION); },
  };
  for (const name of NUMBERS) WRITERS[name] = goList;

  function goJson(value, inside = []) {
    switch (typeof value) {
      case 'undefined': return 'null';
      case 'boolean': return value ? 'true' : 'false';
      case 'number': return goNumber(value);
      case 'bigint': return bigintText(value);
      case 'symbol': return goText(description(value) ?? '');
      case 'string': return goText(value);
      case 'function': throw new Unwritable(NO_FUNCTION);
    }
    if (value === null) return 'null';
    if (includes(inside, value)) throw new Unwritable(CYCLE);
    const deeper = [...inside, value];
    const host = hosts.get(value);
    if (host !== undefined) return host(deeper);
    if (proxies.has(value)) return '{}';
    return (WRITERS[slice(tagOf(value), 8, -1)] ?? goObject)(value, deeper);
  }

  // --- Texts as Go makes them of arguments --------------------------------------------------------------------------
  function argumentText(value) {
    if (value === undefined || value === null) return '';
    return wellFormed(typeof value === 'symbol' ? description(value) ?? '' : toText(value));
  }

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

  // --- Objects of the host ------------------------------------------------------------------------------------------
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
        if (key === 'toJSON' && writing > 0) return () => text;
        if (key === Symbol.toPrimitive || key === 'toString') return made.string;
        return target[key];
      },
      set: () => false, deleteProperty: () => false, defineProperty: () => false,
    });
    hosts.add(shown, () => goText(text));
    return shown;
  };

  // A text of a type of its own: an object that looks like the text wherever one is asked for, and nowhere else.
  const named = weakly(new WeakMap());
  function namedText(text) {
    const say = () => text;
    const shown = new NativeProxy(construct(NativeObject, []), {
      get: (target, key) => {
        if (key === Symbol.toPrimitive || key === 'toString' || key === 'valueOf' || key === 'toJSON' && writing > 0) return say;
        return key === 'length' ? 0 : StringMethods[key];
      },
      has: (target, key) => key in StringMethods,
      getPrototypeOf: () => StringMethods,
      set: () => false, deleteProperty: () => false, defineProperty: () => false,
    });
    named.add(shown, text);
    hosts.add(shown, () => goText(text));
    return shown;
  }

  // A type of fields: how a value is read from JSON, and what an assignment in a script makes of a value.
  const as = (read, assigned = (value) => value) => ({read, assigned});
  const same = (value) => value;
  const wholeNumber = (value) => Math.trunc(+value) || 0;
  const enumerated = (value) => {
    const made = construct(NativeNumber, [value]);
    hosts.add(made, () => goNumber(value));
    return made;
  };
  const writtenWhereEmpty = (written) => (values) => {
    if (values.length === 0) hosts.add(values, () => written);
    return values;
  };
  const KINDS = {
    __proto__: null,
    text: as(same, toText),
    'named text': as(namedText, toText),
    boolean: as(same, Boolean),
    number: as(same, wholeNumber),
    enum: as(enumerated, wholeNumber),
    time: as((text) => instant(text)),
    json: as(same),
    'text lists': as(same),
    texts: as(writtenWhereEmpty('null')),
    address: as(writtenWhereEmpty('""')),
  };

  // A type of the tables: `kind`, and for objects the name of which.
  function typed({kind, of}) {
    const one = (value) => value === null ? null : hostObject(of, value);
    if (kind === 'object') return as(one);
    if (kind === 'objects') return as((values) => writtenWhereEmpty('null')(map(values, one)));
    return KINDS[kind];
  }

  let shape = null;
  const fields = {__proto__: null};
  function fieldsOf(name) {
    if (fields[name] === undefined) {
      const found = fields[name] = {__proto__: null}, rows = shape.objects[name];
      for (let index = 0; index < rows.length; index++) {
        const row = rows[index], type = typed(row);
        found[row.name] = {
          written: row.written, assigned: type.assigned, method: row.method,
          read: row.method ? (value) => () => type.read(value) : type.read,
        };
      }
    }
    return fields[name];
  }

  // A struct of Go's: fields cannot be added or removed; written whole it has Go's names, or is what it `writes`.
  function hostObject(of, value) {
    const known_ = fieldsOf(of);
    const held = {};
    const names = [];
    for (const name of keys(known_)) {
      if (value[name] === undefined) continue;
      held[name] = known_[name].read(value[name]);
      push(names, name);
    }
    const writes = value.writes;
    const shown = new NativeProxy(held, {
      get: (target, name) => name === 'toJSON' && writes !== undefined && writing > 0 ? () => writes : known(target, name),
      set: (target, name, assigned) => {
        if (!includes(names, name)) {
          refused = name;
          return false;
        }
        target[name] = known_[name].assigned(assigned);
        return true;
      },
      deleteProperty: () => false,
      defineProperty: () => false,
    });
    hosts.add(shown, (inside) => {
      if (writes !== undefined) return goJson(writes, inside);
      const written = map(names, (name) => `${goText(known_[name].written)}:${goJson(held[name], inside)}`);
      return `{${join(written, ',')}}`;
    });
    return shown;
  }

  // The last names that were assigned to or asked for in vain, for the texts of errors.
  let refused = '', missing = '';

  // A module, which tells of a member that it has not.
  const known = (target, name) => {
    missing = name in target ? '' : toText(name);
    return target[name];
  };
  const module = (members) => new NativeProxy(members, {get: known});

  // --- ctx and api --------------------------------------------------------------------------------------------------
  function place(root, path, value) {
    let at = root;
    for (let index = 0; index < path.length - 1; index++) at = at[path[index]] ??= {};
    at[path[path.length - 1]] = value;
  }

  function context() {
    const root = {};
    for (let index = 0; index < shape.ctx.length; index++) {
      const row = shape.ctx[index], type = typed(row);
      const read = () => type.read(parse(given.values[row.given] ?? 'null'));
      const found = row.argument === '' ? read : (name) => read()?.[argumentText(name)] ?? null;
      place(root, row.path, row.method ? found : read());
    }
    return root;
  }

  function setClaim(key, value) {
    live();
    const name = argumentText(key);
    if (startsWith(name, CLAIM_PREFIX)) return;
    if (takenHas(name)) {
      const line = `key ${quoted(name)} already exists`;
      keep(effects.logs, line, line.length);
      return;
    }
    let json;
    try {
      json = goJson(value);
    } catch (error) {
      if (!(error instanceof Unwritable)) throw error;
      keep(effects.claims, record({key: name, unwritable: error.reason}), name.length);
      takenAdd(name, true);
      return;
    }
    keep(effects.claims, record({key: name, json}), name.length + json.length);
    if (json !== 'null') takenAdd(name, true);
  }

  function appendLogIntoClaims(text) {
    live();
    const line = argumentText(text);
    keep(effects.logs, line, line.length + 16);
  }

  function setMetadata(...given) {
    live();
    if (given.length !== 2) panic(`exactly 2 arguments expected, got ${given.length}`);
    const [key, value] = given;
    if (typeof key !== 'string') panic('the key of metadata must be a text');
    let json;
    try {
      json = goJson(value);
    } catch (error) {
      if (!(error instanceof Unwritable)) throw error;
      panic(`json: ${error.reason}`);
    }
    if (key === '') panic('Errors.Metadata.Invalid', {answer: 'Errors.Metadata.Invalid'});
    keep(effects.metadata, record({key: wellFormed(key), json}), key.length + json.length);
  }
  defineProperty(setMetadata, 'length', {value: 0});

  // A list of Go structs: what is put into it is made one, and counts as it is when the script has ended.
  function structs(make, held) {
    const items = map(held, make);
    const shown = new NativeProxy(items, {
      set: (target, name, value) => {
        live();
        target[name] = typeof name === 'string' && test(/^\d+$/, name) && !made.has(value) ? make(value) : value;
        return true;
      },
      deleteProperty: (target, name) => {
        live();
        return delete target[name];
      },
    });
    hosts.add(shown, (inside) => goList(items, inside));
    return {shown, items};
  }
  const made = weakly(new WeakMap());
  const MOST_LISTED = 100_000;

  function struct(held, assigned) {
    const shown = new NativeProxy(held, {
      get: (target, name) => target[name] === MISSING ? undefined : known(target, name),
      set: (target, name, value) => {
        live();
        if (!(name in assigned)) {
          refused = name;
          return false;
        }
        target[name] = assigned[name](value);
        return true;
      },
      deleteProperty: () => false, defineProperty: () => false,
    });
    made.add(shown, held);
    return shown;
  }

  function requireObject(value, of) {
    if (typeof value !== 'object' || value === null) {
      throw new NativeTypeError(`Go type conversion error: could not convert ${argumentText(value)} to object.${of}`);
    }
  }

  const MISSING = new NativeProxy({}, {});
  // Metadata that is to be kept. What was appended has been written already, and a later change of it is not seen;
  // what was pushed is written at the end.
  const appended = weakly(new WeakMap());
  const entryOf = (key, value) => struct({key, value}, {__proto__: null, key: argumentText, value: same});
  function pushedEntry(value) {
    requireObject(value, 'Metadata');
    return entryOf('key' in value ? argumentText(value.key) : '', 'value' in value ? value.value : MISSING);
  }

  let metadata = null, userGrants = null;
  function appendMetadata(...given_) {
    live();
    if (given_.length !== 2) panic('exactly 2 (key, value) arguments expected');
    const key = given_[0], value = given_[1];
    const text = typeof key === 'string' ? key : typeof key === 'object' && key !== null ? named.get(key) : undefined;
    if (text === undefined) panic(`interface conversion: interface {} is ${goType(key)}, not string`);
    let json;
    try {
      json = goJson(value);
    } catch (error) {
      if (!(error instanceof Unwritable)) throw error;
      panic(`json: ${error.reason}`, {broken: true});
    }
    told += json.length;
    const entry = entryOf(wellFormed(text), value);
    appended.add(entry, json);
    push(metadata.items, entry);
  }
  defineProperty(appendMetadata, 'length', {value: 0});

  function goType(value) {
    if (value === undefined || value === null) return 'nil';
    if (typeof value === 'boolean') return 'bool';
    if (typeof value === 'number') return value % 1 === 0 ? 'int64' : 'float64';
    return isArray(value) ? '[]interface {}' : 'map[string]interface {}';
  }

  const rolesOf = (value) => {
    const roles = [];
    if (value === undefined || value === null) return roles;
    requireObject(value, 'UserGrant');
    for (let index = 0; index < value.length; index++) push(roles, argumentText(value[index]));
    return roles;
  };
  const GRANT = {__proto__: null, projectID: argumentText, projectGrantID: argumentText, roles: rolesOf};
  const grantOf = (projectID, projectGrantID, roles) => struct({projectID, projectGrantID, roles}, GRANT);
  function pushedGrant(value) {
    requireObject(value, 'UserGrant');
    const held = {projectID: '', projectGrantID: '', roles: []};
    for (const name of keys(GRANT)) if (name in value) held[name] = GRANT[name](value[name]);
    return grantOf(held.projectID, held.projectGrantID, held.roles);
  }
  function appendUserGrant(...given_) {
    live();
    if (given_.length !== 1) panic('exactly one argument expected');
    const value = given_[0], roles = [];
    let project = '', through = '';
    const read = typeof value === 'object' && value !== null ? keys(value) : [];
    for (let index = 0; index < read.length; index++) {
      const name = read[index], held = value[name];
      if (name === 'projectId' || name === 'projectID') project = argumentText(held);
      else if (name === 'projectGrantId' || name === 'projectGrantID') through = argumentText(held);
      else if (name === 'roles' && isArray(held)) {
        for (let at = 0; at < held.length; at++) if (typeof held[at] === 'string') push(roles, held[at]);
      }
    }
    if (project === '') panic('projectId not set');
    push(userGrants.items, grantOf(project, through, roles));
  }
  defineProperty(appendUserGrant, 'length', {value: 0});

  const SET = {
    __proto__: null,
    text: argumentText,
    boolean: Boolean,
    number: (value) => {
      const number = +value;
      return number === number && number < 2 ** 31 && number > -(2 ** 31) ? Math.trunc(number) : 0;
    },
  };
  const setter = ({sets, kind}) => function (value) {
    live();
    const read = SET[kind](value);
    keep(effects.sets, record({name: sets, value: read}), 32 + toText(read).length);
  };

  function setCustomAttribute(name, format, ...values) {
    live();
    const texts = map(values, argumentText);
    keep(effects.attributes, record({name: argumentText(name), format: argumentText(format), values: setPrototypeOf(texts, null)}), 64 + join(texts, '').length);
  }

  const DOES = {
    __proto__: null,
    setClaim: () => function (key, value) { setClaim(key, value); },
    appendLogIntoClaims: () => function (text) { appendLogIntoClaims(text); },
    setMetadata: () => function () { setMetadata(...arguments); },
    appendMetadata: () => function () { appendMetadata(...arguments); },
    metadata: () => metadata.shown,
    set: setter,
    userGrants: () => userGrants.shown,
    appendUserGrant: () => function () { appendUserGrant(...arguments); },
    setCustomAttribute: () => function () { setCustomAttribute(...arguments); },
  };

  function api() {
    const root = {};
    metadata = structs(pushedEntry, []);
    for (let index = 0; index < given.metadata.length; index++) {
      const {key, json} = given.metadata[index];
      // What an earlier action pushed has lost its value.
      const entry = entryOf(key, json === null ? '' : parse(json));
      if (json !== null) appended.add(entry, json);
      push(metadata.items, entry);
    }
    userGrants = structs(pushedGrant, []);
    for (let index = 0; index < given.userGrants.length; index++) {
      const {project, through, roles} = given.userGrants[index];
      push(userGrants.items, grantOf(project, through, roles));
    }
    for (let index = 0; index < shape.api.length; index++) place(root, shape.api[index].path, DOES[shape.api[index].does](shape.api[index]));
    return root;
  }

  // What is in the lists once a script has ended.
  function listed() {
    const entries = list(), grants = list();
    for (let index = 0; metadata !== null && index < metadata.items.length && index < MOST_LISTED; index++) {
      const entry = made.get(metadata.items[index]);
      if (entry === undefined) continue;
      const json = appended.get(metadata.items[index]) ?? null, key = wellFormed(entry.key);
      if (json !== null) push(entries, record({key, appended: true, json}));
      else if (entry.value === MISSING) push(entries, record({key, appended: false, unwritable: 'no value'}));
      else {
        try {
          push(entries, record({key, appended: false, json: goJson(entry.value)}));
        } catch (error) {
          push(entries, record({key, appended: false, unwritable: toText(error.reason ?? error)}));
        }
      }
    }
    for (let index = 0; userGrants !== null && index < userGrants.items.length && index < MOST_LISTED; index++) {
      const grant = made.get(userGrants.items[index]);
      if (grant === undefined) continue;
      const roles = list();
      for (let at = 0; at < grant.roles.length; at++) push(roles, argumentText(grant.roles[at]));
      push(grants, record({project: wellFormed(grant.projectID), through: wellFormed(grant.projectGrantID), roles}));
    }
    return {listed: entries, grants};
  }

  // --- Modules ------------------------------------------------------------------------------------------------------
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
    const answer = given.answers[calls++];
    if (answer === undefined) {
      request.headers = map(request.headers, (header) => setPrototypeOf(header, null));
      setPrototypeOf(request.headers, null);
      need = record({request: record(request)});
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

  const once = (make) => {
    let made;
    return () => made ??= make();
  };
  const util = once(() => ({format}));
  const console = once(logger);
  const MODULES = {
    __proto__: null,
    'zitadel/log': once(() => module(logger())),
    'zitadel/http': once(() => module({fetch})),
    'zitadel/uuid': once(() => {
      if (uuid === null) {
        need = record({module: 'uuid'});
        panic('a module is awaited', {kind: 'need'});
      }
      return module(uuid({hosts, goText, panic, isString: (value) => typeof value === 'string'}));
    }),
    util, 'node:util': util, console, 'node:console': console,
  };
  let uuid = null;

  class GoError extends Error {}
  defineProperty(GoError.prototype, 'name', {value: 'GoError', writable: true, configurable: true});
  function require(name) {
    live();
    const found = MODULES[typeof name === 'string' ? name : toText(name)];
    if (found === undefined) throw new GoError('Invalid module');
    return found();
  }
  defineProperty(require, 'length', {value: 0});

  // --- The language as the real server has it -----------------------------------------------------------------------
  let writing = 0;
  function stringifyOnce(value, replacer, space) {
    writing++;
    try {
      return stringify(value, replacer, space);
    } finally {
      writing--;
    }
  }
  const hidden = (owner, name, value) => defineProperty(owner, name, {value, writable: true, configurable: true, enumerable: false});
  hidden(JSON, 'stringify', stringifyOnce);

  function ProxyOnce(target, handler) {
    const made = construct(NativeProxy, [target, handler]);
    if (typeof made === 'object') proxies.add(made, true);
    return made;
  }
  hidden(ProxyOnce, 'name', 'Proxy');
  hidden(ProxyOnce, 'revocable', (target, handler) => {
    const made = NativeProxy.revocable(target, handler);
    if (typeof made.proxy === 'object') proxies.add(made.proxy, true);
    return made;
  });
  hidden(global, 'Proxy', ProxyOnce);

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
  function RegExpOnce(pattern, flags) {
    const same = pattern instanceof NativeRegExp;
    if (same && flags === undefined && new.target === undefined) return pattern;
    const wanted = flags === undefined ? (same ? pattern.flags : '') : toText(flags);
    requireFlags(wanted);
    const source = same ? pattern.source : pattern === undefined ? '' : toText(pattern);
    return construct(NativeRegExp, [plainPattern(source, wanted), wanted], new.target ?? RegExpOnce);
  }
  hidden(RegExpOnce, 'name', 'RegExp');
  RegExpOnce.prototype = NativeRegExp.prototype;
  hidden(NativeRegExp.prototype, 'constructor', RegExpOnce);
  defineProperty(RegExpOnce, Symbol.species, {get() { return this; }, configurable: true});
  hidden(global, 'RegExp', RegExpOnce);

  // Symbols of the language that cannot be taken away from the built-in function.
  const NativeSymbol = Symbol;
  function SymbolOnce(text) {
    if (new.target !== undefined) throw new NativeTypeError('Symbol is not a constructor');
    return NativeSymbol(text);
  }
  for (const name of ownKeys(NativeSymbol)) {
    if (includes(['length', 'prototype', 'asyncIterator', 'dispose', 'asyncDispose'], name)) continue;
    defineProperty(SymbolOnce, name, Object.getOwnPropertyDescriptor(NativeSymbol, name));
  }
  SymbolOnce.prototype = NativeSymbol.prototype;
  hidden(NativeSymbol.prototype, 'constructor', SymbolOnce);
  hidden(global, 'Symbol', SymbolOnce);

  const nativeCbrt = Math.cbrt;
  hidden(Math, 'cbrt', (value) => {
    const root = nativeCbrt(value), whole = Math.round(root);
    return whole ** 3 === +value && whole !== 0 ? whole : root;
  });

  // In the order of letters first, then of marks, then of case, as the root collation has it; a text in that order is made.
  const normalize = unbound(String.prototype.normalize), lower = unbound(String.prototype.toLowerCase);
  const compare = (one, other) => one < other ? -1 : one > other ? 1 : 0;
  hidden(String.prototype, 'localeCompare', function localeCompare(that) {
    const texts = [toText(this), toText(that)];
    const parts = map(texts, (text) => normalize(text, 'NFD'));
    const letters = map(parts, (text) => lower(replace(text, /\p{M}/gu, '')));
    const marks = map(parts, (text) => replace(text, /\P{M}/gu, ' '));
    const capitals = map(parts, (text) => replace(replace(text, /\p{Lu}/gu, '\u{10ffff}'), /[^\u{10ffff}]/gu, ' '));
    return compare(...letters) || compare(...marks) || compare(...capitals);
  });

  const two = (number) => padStart(toText(number), 2, '0');
  const dayOf = (date) => `${two(date.getMonth() + 1)}/${two(date.getDate())}/${padStart(toText(date.getFullYear()), 4, '0')}`;
  const clockOf = (date) => `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  const nativeDateText = unbound(Date.prototype.toString), nativeTimeText = unbound(Date.prototype.toTimeString);
  const valid = (make) => function () { return time(this) === time(this) ? make(this) : 'Invalid Date'; };
  const zoned = (text) => replace(text, /GMT([+-]\d{4}).*$/, (found, offset) => `GMT${offset} (${offset === '+0000' ? 'UTC' : offset})`);
  hidden(Date.prototype, 'toString', valid((date) => zoned(nativeDateText(date))));
  hidden(Date.prototype, 'toTimeString', valid((date) => zoned(nativeTimeText(date))));
  hidden(Date.prototype, 'toLocaleDateString', valid(dayOf));
  hidden(Date.prototype, 'toLocaleTimeString', valid(clockOf));
  hidden(Date.prototype, 'toLocaleString', valid((date) => `${dayOf(date)}, ${clockOf(date)}`));

  // Texts of errors that scripts are likely to show.
  const TEXTS_OF_ERRORS = [
    [/^cannot (read|set) property '(.*)' of (undefined|null)$/, (_, verb, name) => `Cannot ${verb === 'set' ? 'set' : 'read'} property '${name}' of undefined`],
    [/^circular reference$/, 'Converting circular structure to JSON'],
    [/^proxy: cannot set property$/, () => `Cannot assign to property ${toText(refused)} of a host object`],
    [/^not a function$/, (found) => missing ? `Object has no member '${missing}'` : found],
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
  const nativeErrorText = unbound(Error.prototype.toString);
  hidden(Error.prototype, 'toString', function () {
    let text = nativeErrorText(this);
    const name = `${this.name}: `;
    if (!startsWith(text, name)) return text;
    let message = slice(text, name.length);
    for (const [pattern, made] of TEXTS_OF_ERRORS) message = replace(message, pattern, made);
    return name + message;
  });

  const LACKING = {
    __proto__: null,
    Object: ['groupBy'], Array: ['fromAsync'], 'String.prototype': ['isWellFormed', 'toWellFormed'], Promise: ['try', 'withResolvers'],
    Map: ['groupBy'], 'Map.prototype': ['getOrInsert', 'getOrInsertComputed'], 'WeakMap.prototype': ['getOrInsert', 'getOrInsertComputed'],
    'Set.prototype': ['isDisjointFrom', 'isSubsetOf', 'isSupersetOf', 'intersection', 'difference', 'symmetricDifference', 'union'],
    'RegExp.prototype': ['unicodeSets', 'hasIndices'], Math: ['f16round', 'sumPrecise'],
    JSON: ['isRawJSON', 'rawJSON'], Uint8Array: ['fromBase64', 'fromHex'],
    'Uint8Array.prototype': ['toBase64', 'toHex', 'setFromBase64', 'setFromHex'], 'DataView.prototype': ['getFloat16', 'setFloat16'],
    'ArrayBuffer.prototype': [
      'maxByteLength', 'resizable', 'detached', 'immutable', 'resize', 'sliceToImmutable', 'transfer', 'transferToImmutable',
      'transferToFixedLength',
    ],
    Error: ['isError', 'captureStackTrace', 'stackTraceLimit', 'prepareStackTrace'],
    globalThis: [
      'InternalError', 'SuppressedError', 'Iterator', 'queueMicrotask', 'DisposableStack', 'AsyncDisposableStack',
      'SharedArrayBuffer', 'Float16Array', 'Atomics', 'WeakRef', 'FinalizationRegistry', 'DOMException', 'btoa', 'atob',
      'performance', 'navigator', 'console', 'print', 'scriptArgs',
    ],
  };
  const iteratorHelpers = getPrototypeOf(getPrototypeOf([][Symbol.iterator]()));
  for (const name of ownKeys(iteratorHelpers)) if (typeof name === 'string') deleteProperty(iteratorHelpers, name);
  for (const path of keys(LACKING)) {
    const [owner, member] = path.split('.');
    const found = member === undefined ? global[owner] : global[owner].prototype;
    for (const name of LACKING[path]) deleteProperty(found, name);
  }
  defineProperty(global, 'require', {value: require, writable: true, configurable: true, enumerable: true});

  // --- What the engine asks for -------------------------------------------------------------------------------------
  const NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;
  const globalEval = eval;
  function entry(name) {
    if (test(NAME, name)) {
      try {
        return globalEval(name);
      } catch {
        // A reserved word, or nothing of this name among the bindings of scripts.
      }
    }
    return global[name];
  }

  // What ends a run without an error of the script's: for its author, and in the server's own words.
  const said = (message, real) => stringify(record({message, real}));
  function shownText(value) {
    try {
      return argumentText(value);
    } catch {
      return tagOf(value);
    }
  }

  // Where something was thrown last that is no error, and so has no stack of its own.
  let thrownAt = '';
  const NativeError = Error;
  function thrown() { thrownAt = toText(new NativeError().stack); }

  let narrowing = null;
  const asked = {
    __proto__: null,
    begin: (json) => {
      given = parse(json);
      for (const key of given.taken) takenAdd(key, true);
    },
    until: (milliseconds) => {
      deadline = now() + milliseconds;
      settling = false;
    },
    settle: () => { settling = true; },
    uuid: (make) => { uuid = make; },
    narrowing: (make) => { narrowing = make({plainPattern, requireFlags, evaluate: globalEval, thrown}); },
    narrow: (source) => narrowing.narrow(source),
    call: () => {
      const found = entry(given.name);
      if (typeof found !== 'function' || narrowing !== null && narrowing.isHidden(given.name)) {
        const missing = found === undefined || typeof found === 'function';
        return said(
          `no function named ${quoted(given.name)} at the top level of the script`,
          missing ? 'function not found' : `could not convert ${shownText(found)} to actions.jsAction`,
        );
      }
      const returned = apply(found, undefined, [context(), api()]);
      if (returned === undefined || returned === null) return '';
      return said(
        `the function returned a value (${typeof returned}); it must return nothing`,
        `could not convert ${shownText(returned)} to error`,
      );
    },
    shape: (json) => { shape = parse(json); },
    thrown: () => thrownAt,
    told: () => stringify(record({...effects, ...listed(), ended, need})),
  };
  return freeze((name, argument) => asked[name](argument));
})()
