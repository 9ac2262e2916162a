// What scripts of logins do: lists of metadata and grants, setters, attributes of SAML.
((kit) => {
  'use strict';
  const {
    keys, defineProperty, setPrototypeOf, parse, isArray, toText, wellFormed, join, push, map, test, weakly, hosts,
    named, list, record, effects, keep, live, panic, goJson, goList, Unwritable, argumentText, same, known,
    MOST_TOLD, NativeProxy, NativeTypeError, state,
  } = kit;

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

  function struct(held, assigned) {
    const shown = new NativeProxy(held, {
      get: (target, name) => target[name] === MISSING ? undefined : known(target, name),
      set: (target, name, value) => {
        live();
        if (!(name in assigned)) {
          state.refused = name;
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
    appendMetadata: () => function () { appendMetadata(...arguments); },
    metadata: () => metadata.shown,
    set: setter,
    userGrants: () => userGrants.shown,
    appendUserGrant: () => function () { appendUserGrant(...arguments); },
    setCustomAttribute: () => function () { setCustomAttribute(...arguments); },
  };

  // Puts into the lists what earlier actions left there.
  function begin(given) {
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
  }

  // What is in the lists once a script has ended, as far as a run may leave so much behind.
  function listed() {
    const entries = list(), grants = list();
    try {
      listMetadata(entries);
      listGrants(grants);
    } catch (error) {
      if (state.told <= MOST_TOLD) throw error;
    }
    return {listed: entries, grants};
  }

  function listMetadata(entries) {
    for (let index = 0; metadata !== null && index < metadata.items.length; index++) {
      const entry = made.get(metadata.items[index]);
      if (entry === undefined) continue;
      const json = appended.get(metadata.items[index]) ?? null, key = wellFormed(entry.key);
      const told = json !== null ? record({key, appended: true, json}) : record({key, appended: false, ...pushedJson(entry.value)});
      keep(entries, told, key.length + (told.json ?? told.unwritable).length);
    }
  }

  function pushedJson(value) {
    if (value === MISSING) return {unwritable: 'no value'};
    try {
      return {json: goJson(value)};
    } catch (error) {
      return {unwritable: toText(error.reason ?? error)};
    }
  }

  function listGrants(grants) {
    for (let index = 0; userGrants !== null && index < userGrants.items.length; index++) {
      const grant = made.get(userGrants.items[index]);
      if (grant === undefined) continue;
      const roles = list(), project = wellFormed(grant.projectID), through = wellFormed(grant.projectGrantID);
      for (let at = 0; at < grant.roles.length; at++) {
        const role = argumentText(grant.roles[at]);
        keep(roles, role, role.length);
      }
      keep(grants, record({project, through, roles}), project.length + through.length);
    }
  }

  return {DOES, begin, listed};
})
