// What Go would write of objects of the built-in classes, as claims and metadata.
((kit) => {
  'use strict';
  const {
    time, iso, test, Unwritable, replace, mapEach, setEach, push, goJson, join, bytesOf, NativeUint8Array, goNumber,
    numberOf, toText, booleanOf, NO_FUNCTION, goList,
  } = kit;

  function goDate(value) {
    const at = time(value);
    const text = at === at ? iso(value) : '';
    if (!test(/^\d{4}-/, text)) {
      throw new Unwritable('error calling MarshalJSON for type time.Time: Time.MarshalJSON: year outside of range [0,9999]');
    }
    return `"${replace(text, /\.?0*Z$/, 'Z')}"`;
  }

  const NUMBERS = [
    'Int8Array', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array', 'Float32Array', 'Float64Array',
    'BigInt64Array', 'BigUint64Array',
  ];

  // By the name of a built-in class: what is written of its objects; all others are written by their own properties.
  const WRITERS = {
    __proto__: null,
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

  return {WRITERS};
})
