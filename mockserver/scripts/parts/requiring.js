// What `require` finds.
((kit) => {
  'use strict';
  const {defineProperty, known, part, toText, NativeError, NativeProxy} = kit;

  // A module tells of a member that it has not.
  const module = (members) => new NativeProxy(members, {get: known});
  const once = (make) => {
    let made;
    return () => made ??= make();
  };
  const util = once(() => ({format: part('modules').format}));
  const console = once(() => part('modules').logger());
  const MODULES = {
    __proto__: null,
    'zitadel/log': once(() => module(part('modules').logger())),
    'zitadel/http': once(() => module({fetch: part('modules').fetch})),
    'zitadel/uuid': once(() => module(part('uuid'))),
    util, 'node:util': util, console, 'node:console': console,
  };

  class GoError extends NativeError {}
  defineProperty(GoError.prototype, 'name', {value: 'GoError', writable: true, configurable: true});

  function found(name) {
    const make = MODULES[typeof name === 'string' ? name : toText(name)];
    if (make === undefined) throw new GoError('Invalid module');
    return make();
  }

  return {found};
})
