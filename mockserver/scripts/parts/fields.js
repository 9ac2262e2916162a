// Fields of types of their own: named texts, and enumerations.
((kit) => {
  'use strict';
  const {
    construct, hosts, goNumber, goText, named, state, toPrimitive, NativeObject, NativeNumber, NativeProxy, StringMethods,
  } = kit;

  // A text of a type of its own: an object that looks like the text wherever one is asked for, and nowhere else.
  function namedText(text) {
    const say = () => text;
    const shown = new NativeProxy(construct(NativeObject, []), {
      get: (target, key) => {
        if (key === toPrimitive || key === 'toString' || key === 'valueOf' || key === 'toJSON' && state.writing > 0) return say;
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

  function enumerated(value) {
    const made = construct(NativeNumber, [value]);
    hosts.add(made, () => goNumber(value));
    return made;
  }

  return {namedText, enumerated};
})
