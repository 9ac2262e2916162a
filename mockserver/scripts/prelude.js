// What a script finds around it, built of one JSON value; what it does is told as one JSON value.
//
// The value of this file makes the host, `host(name, json)`. It keeps the built-in functions that it needs to itself, so
// that a script that changes them changes nothing here. Errors that Go raises by panic cannot be thrown past a script's
// `catch`: after one, nothing that the script does counts any more, which comes to the same.
//
// Every engine reads this file anew, which takes longer than a small script. So what few scripts need is in parts of its
// own (parts/*.js), given as texts, and read when it is first asked for.
((fields_, instants, language, logins, metadata, modules, patterns, requiring, saying, uuid, values) => {
  'use strict';
  const global = globalThis;
  const {parse, stringify} = JSON;
  const {apply, ownKeys, construct, deleteProperty} = Reflect;
  const {keys, freeze, defineProperty, is, getPrototypeOf, setPrototypeOf} = Object;
  const isArray = Array.isArray;
  const now = Date.now;
  const toText = String;
  const NativeObject = Object, NativeNumber = Number, StringMethods = String.prototype;
  const NativeSymbol = Symbol, NativeError = Error, NativeDate = Date, NativeProxy = Proxy, NativeRegExp = RegExp, NativeTypeError = TypeError;
  const unbound = (method) => (self, ...more) => apply(method, self, more);
  const tagOf = unbound(Object.prototype.toString);
  const wellFormed = unbound(String.prototype.toWellFormed);
  const replace = unbound(String.prototype.replace);
  const startsWith = unbound(String.prototype.startsWith);
  const slice = unbound(String.prototype.slice);
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
  const normalize = unbound(String.prototype.normalize), lower = unbound(String.prototype.toLowerCase);
  const nativeCbrt = Math.cbrt, nativeDateText = unbound(Date.prototype.toString);
  const nativeTimeText = unbound(Date.prototype.toTimeString), nativeErrorOf = Error.prototype.toString;
  const nativeErrorText = unbound(nativeErrorOf);
  const descriptorOf = Reflect.getOwnPropertyDescriptor, globalEval = eval;
  const NativeUint8Array = Uint8Array;
  const weakly = (made) => ({
    get: unbound(made.get).bind(null, made), has: unbound(made.has).bind(null, made), add: (key, value) => apply(made.set, made, [key, value]),
  });
  const hosts = weakly(new WeakMap());
  const proxies = weakly(new WeakMap()), named = weakly(new WeakMap());

  const INSIDE = 'ᐅinside';
  const CLAIM_PREFIX = 'urn:zitadel:iam';
  const NO_FUNCTION = 'unsupported type: func(goja.FunctionCall) goja.Value';
  const CYCLE = 'unsupported value: encountered a cycle via map[string]interface {}';

  let deadline = Infinity;
  // Whether promises are being settled, whose errors are nobody's business.
  let settling = false;
  let ended = null;
  // Without prototypes, so that nothing that a script does to those shows in what is told.
  const list = () => setPrototypeOf([], null);
  const record = (members) => setPrototypeOf(members, null);
  const effects = record({claims: list(), logs: list(), metadata: list(), lines: list(), sets: list(), attributes: list()});
  const MOST_TOLD = 8 << 20;
  // What each thing counts beside its texts: many small ones are dear to read.
  const EACH_TOLD = 256;
  // What the parts share: what was given; what is needed from outside; how much is told; whether JSON is being written;
  // and the names that were last assigned to or asked for in vain, for the texts of errors.
  const state = record({given: null, need: null, told: 0, writing: 0, refused: '', missing: ''});
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
    state.told += size + EACH_TOLD;
    if (state.told > MOST_TOLD) panic(`a run can leave behind ${MOST_TOLD >> 20} MB of claims, logs and metadata here, and not more`);
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

  function goList(values, inside) {
    const written = [];
    for (let index = 0; index < values.length; index++) push(written, goJson(values[index], inside));
    return `[${join(written, ',')}]`;
  }

  function goObject(value, inside) {
    const written = map(sort(keys(value)), (key) => `${goText(key)}:${goJson(value[key], inside)}`);
    return `{${join(written, ',')}}`;
  }

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
    const tag = slice(tagOf(value), 8, -1);
    if (tag === 'Array') return goList(value, deeper);
    return (tag === 'Object' ? goObject : part('values').WRITERS[tag] ?? goObject)(value, deeper);
  }

  // --- Texts as Go makes them of arguments --------------------------------------------------------------------------
  function argumentText(value) {
    if (value === undefined || value === null) return '';
    return wellFormed(typeof value === 'symbol' ? description(value) ?? '' : toText(value));
  }

  // --- Objects of the host ------------------------------------------------------------------------------------------
  // A type of fields: how a value is read from JSON, and what an assignment in a script makes of a value.
  const as = (read, assigned = (value) => value) => ({read, assigned});
  const same = (value) => value;
  const wholeNumber = (value) => Math.trunc(+value) || 0;
  const writtenWhereEmpty = (written) => (values) => {
    if (values.length === 0) hosts.add(values, () => written);
    return values;
  };
  const KINDS = {
    __proto__: null,
    text: as(same, toText),
    'named text': as((text) => part('fields').namedText(text), toText),
    boolean: as(same, Boolean),
    number: as(same, wholeNumber),
    enum: as((value) => part('fields').enumerated(value), wholeNumber),
    time: as((text) => part('instants').instant(text)),
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
      const found = fields[name] = {__proto__: null}, rows = parse(shape.objects[name]);
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
    // Fields are read when they are first asked for.
    const read = {__proto__: null};
    const all = keys(known_);
    for (let index = 0; index < all.length; index++) {
      if (value[all[index]] === undefined) continue;
      held[all[index]] = undefined;
      push(names, all[index]);
      read[all[index]] = false;
    }
    const field = (name) => {
      if (read[name] === false) {
        held[name] = known_[name].read(value[name]);
        read[name] = true;
      }
      return held[name];
    };
    const writes = value.writes;
    const shown = new NativeProxy(held, {
      get: (target, name) => {
        if (read[name] !== undefined) return field(name);
        return name === 'toJSON' && writes !== undefined && state.writing > 0 ? () => writes : known(target, name);
      },
      getOwnPropertyDescriptor: (target, name) => {
        if (read[name] !== undefined) field(name);
        return descriptorOf(target, name);
      },
      set: (target, name, assigned) => {
        if (!includes(names, name)) {
          state.refused = name;
          return false;
        }
        target[name] = known_[name].assigned(assigned);
        read[name] = true;
        return true;
      },
      deleteProperty: () => false,
      defineProperty: () => false,
    });
    hosts.add(shown, (inside) => {
      if (writes !== undefined) return goJson(writes, inside);
      const written = map(names, (name) => `${goText(known_[name].written)}:${goJson(field(name), inside)}`);
      return `{${join(written, ',')}}`;
    });
    return shown;
  }

  // A member, and whether there is none, for the text of an error.
  const known = (target, name) => {
    state.missing = name in target ? '' : toText(name);
    return target[name];
  };

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
      const read = () => type.read(parse(state.given.values[row.given] ?? 'null'));
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
      const line = `key ${part('language').quoted(name)} already exists`;
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

  const DOES = {
    __proto__: null,
    setClaim: () => function (key, value) { setClaim(key, value); },
    appendLogIntoClaims: () => function (text) { appendLogIntoClaims(text); },
    setMetadata: () => function () { part('metadata').setMetadata(arguments); },
  };

  let listing = null;
  function api() {
    const root = {};
    for (let index = 0; index < shape.api.length; index++) {
      const row = shape.api[index];
      if (DOES[row.does] === undefined && listing === null) {
        listing = part('logins');
        listing.begin(state.given);
      }
      place(root, row.path, (DOES[row.does] ?? listing.DOES[row.does])(row));
    }
    return root;
  }

  // --- Modules ------------------------------------------------------------------------------------------------------
  function require(name) {
    live();
    return part('requiring').found(name);
  }
  defineProperty(require, 'length', {value: 0});

  // --- The language as the real server has it -----------------------------------------------------------------------
  function stringifyOnce(value, replacer, space) {
    walk(value);
    walk(replacer);
    state.writing++;
    try {
      return stringify(value, replacer, space);
    } finally {
      state.writing--;
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

  function RegExpOnce(pattern, flags) { return part('patterns').made(pattern, flags, new.target, RegExpOnce); }
  hidden(RegExpOnce, 'name', 'RegExp');
  RegExpOnce.prototype = NativeRegExp.prototype;
  hidden(NativeRegExp.prototype, 'constructor', RegExpOnce);
  defineProperty(RegExpOnce, Symbol.species, {get() { return this; }, configurable: true});
  hidden(global, 'RegExp', RegExpOnce);

  // Symbols of the language that cannot be taken away from the built-in function.
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

  hidden(Math, 'cbrt', (value) => part('language').cbrt(value));
  hidden(String.prototype, 'localeCompare', function localeCompare(that) { return part('language').localeCompare(this, that); });
  hidden(Error.prototype, 'toString', function () { return part('language').errorText(this); });
  const dated = (name) => hidden(Date.prototype, name, function () { return part('language').dateText(name, this); });
  dated('toString');
  dated('toTimeString');
  dated('toLocaleDateString');
  dated('toLocaleTimeString');
  dated('toLocaleString');

  // The engine looks at the clock once in ten thousand turns of a script's, and never inside of these, which walk over what
  // a script calls a list. What would take longer than any script may is at the end of its time at once.
  const MOST_WALKED = 1 << 25, FEW = 1e5;
  function walk(value) {
    const size = typeof value === 'object' && value !== null || typeof value === 'string' ? value.length : 0;
    if (!(size > FEW)) return;
    live();
    if (size > MOST_WALKED && typeof value !== 'string') panic('time is up', {kind: 'timeout'});
  }
  function walked(owner, name) {
    const native = owner[name];
    const {[name]: made} = {[name](...given) {
      walk(this);
      if (name === 'concat') for (let index = 0; index < given.length; index++) if (isArray(given[index])) walk(given[index]);
      return apply(native, this, given);
    }};
    defineProperty(made, 'length', {value: native.length});
    hidden(owner, name, made);
  }
  const WALKS = [
    'concat', 'copyWithin', 'flat', 'join', 'reverse', 'shift', 'slice', 'sort', 'splice', 'toLocaleString', 'unshift',
  ];
  for (let index = 0; index < WALKS.length; index++) walked(Array.prototype, WALKS[index]);
  for (const name of ['includes', 'indexOf', 'lastIndexOf', 'split']) walked(StringMethods, name);

  // What the engine has beyond the real server's: an owner a line, before its properties. One text is read at once.
  const LACKING = `
    Object groupBy
    Array fromAsync
    String.prototype isWellFormed toWellFormed
    Promise try withResolvers
    Map groupBy
    Map.prototype getOrInsert getOrInsertComputed
    WeakMap.prototype getOrInsert getOrInsertComputed
    Set.prototype isDisjointFrom isSubsetOf isSupersetOf intersection difference symmetricDifference union
    RegExp.prototype unicodeSets hasIndices
    Math f16round sumPrecise
    JSON isRawJSON rawJSON
    Uint8Array fromBase64 fromHex
    Uint8Array.prototype toBase64 toHex setFromBase64 setFromHex
    DataView.prototype getFloat16 setFloat16
    ArrayBuffer.prototype maxByteLength resizable detached immutable resize sliceToImmutable transfer
    ArrayBuffer.prototype transferToImmutable transferToFixedLength
    Error isError captureStackTrace stackTraceLimit prepareStackTrace
    globalThis InternalError SuppressedError Iterator queueMicrotask DisposableStack AsyncDisposableStack
    globalThis SharedArrayBuffer Float16Array Atomics WeakRef FinalizationRegistry DOMException btoa atob performance
    globalThis navigator console print scriptArgs`;
  // The error that ends a run in time is the one that no `catch` here gets: what makes a text of it must not be a script's.
  const {prototype: interrupted} = InternalError;
  hidden(interrupted, 'toString', nativeErrorOf);
  hidden(interrupted, NativeSymbol.toPrimitive, nativeErrorOf);
  freeze(interrupted);
  const iteratorHelpers = getPrototypeOf(getPrototypeOf([][Symbol.iterator]()));
  for (const name of ownKeys(iteratorHelpers)) if (typeof name === 'string') deleteProperty(iteratorHelpers, name);
  // Walked by index, as that is what the engine does fastest.
  const lacking = LACKING.split('\n    ');
  for (let line = 1; line < lacking.length; line++) {
    const words = lacking[line].split(' '), path = words[0].split('.');
    const owner = path.length === 1 ? global[path[0]] : global[path[0]].prototype;
    for (let word = 1; word < words.length; word++) deleteProperty(owner, words[word]);
  }
  defineProperty(global, 'require', {value: require, writable: true, configurable: true, enumerable: true});

  // --- What the engine asks for -------------------------------------------------------------------------------------
  let inScript = globalEval;
  function entry(name) {
    if (test(/^[A-Za-z_$][\w$]*$/, name) || part('language').isName(name)) {
      try {
        return inScript(name);
      } catch {
        // A reserved word, or nothing of this name among the bindings of scripts.
      }
    }
    return global[name];
  }

  // Where something was thrown last that is no error, and so has no stack of its own.
  let thrownAt = '';
  function thrown() { thrownAt = toText(new NativeError().stack); }

  let narrowing = null;
  const asked = {
    __proto__: null,
    begin: (json) => {
      state.given = parse(json);
      for (const key of state.given.taken) takenAdd(key, true);
    },
    until: (milliseconds) => {
      deadline = now() + milliseconds;
      settling = false;
    },
    settle: () => { settling = true; },
    narrowing: (make) => {
      const {plainPattern, requireFlags} = part('language');
      narrowing = make({plainPattern, requireFlags, evaluate: globalEval, thrown});
    },
    // What the script declares is asked for behind it, as `let`, `const` and `class` are seen from inside only.
    top: (whole) => {
      const source = narrowing === null ? whole : narrowing.narrow(whole);
      const seen = (inside) => {
        inScript = inside;
        deleteProperty(global, INSIDE);
      };
      defineProperty(global, INSIDE, {value: seen, configurable: true});
      globalEval(`${source}\n;${INSIDE}((ᐅname) => eval(ᐅname))`);
      return '';
    },
    call: () => {
      const found = entry(state.given.name);
      if (typeof found !== 'function' || narrowing !== null && narrowing.isHidden(state.given.name)) {
        return part('saying').noFunction(state.given.name, found);
      }
      const returned = apply(found, undefined, [context(), api()]);
      return returned === undefined || returned === null ? '' : part('saying').returned(returned);
    },
    shape: (json) => { shape = parse(json); },
    thrown: () => thrownAt,
    told: () => stringify(record({...effects, ...listing?.listed(), ended, need: state.need})),
  };

  const texts = {
    __proto__: null, fields: fields_, instants, language, logins, metadata, modules, patterns, requiring, saying, uuid, values,
  };
  const parts = {__proto__: null};
  const part = (name) => parts[name] ??= globalEval(texts[name])(kit);
  const kit = {
    __proto__: null,
    argumentText, booleanOf, bytesOf, codePointAt, construct, defineProperty, effects, goJson, goList, goNumber,
    goText, hosts, includes, isArray, iso, join, keep, keys, known, list, live, lower, map, mapEach, MOST_TOLD, named,
    nativeCbrt, NativeDate, nativeDateText, NativeError, nativeErrorText, NativeNumber, NativeObject, NativeProxy,
    NativeRegExp, nativeTimeText, NativeTypeError, NativeUint8Array, NO_FUNCTION, normalize, numberOf, numberText,
    padStart, panic, parse, part, push, record, replace, same, setEach, setPrototypeOf, slice, startsWith, state,
    stringify, StringMethods, stringifyOnce, symbolText, tagOf, test, time, toPrimitive: NativeSymbol.toPrimitive,
    toText, Unwritable, weakly, wellFormed,
    isString: (value) => typeof value === 'string',
  };

  // What a script throws must not get out of here: whoever made a text of it there would run the script's own functions,
  // without a limit of time. So it is a text that comes back, behind a mark.
  const MOST_SHOWN = 1 << 16;
  function failed(error) {
    let text = 'an error that cannot be shown', stack = '';
    try {
      text = typeof error === 'symbol' ? symbolText(error) : toText(error);
      if (typeof error === 'object' && error !== null) stack = toText(error.stack ?? '');
    } catch {
      // Nothing more can be told of it.
    }
    return join(['ᐅ', slice(text, 0, MOST_SHOWN), '\n', slice(stack, 0, MOST_SHOWN)], '');
  }
  return freeze((name, argument) => {
    try {
      return asked[name](argument);
    } catch (error) {
      return failed(error);
    }
  });
})
