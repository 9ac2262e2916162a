// The module zitadel/uuid. Its value makes the module.
((tools) => {
  'use strict';
  const {hosts, goText, panic, isString} = tools;
  const utf8 = (text) => {
    const bytes = [];
    for (const char of text) {
      const code = char.codePointAt(0);
      const safe = code >= 0xd800 && code < 0xe000 ? 0xfffd : code;
      if (safe < 0x80) bytes.push(safe);
      else if (safe < 0x800) bytes.push(0xc0 | safe >> 6, 0x80 | safe & 63);
      else if (safe < 0x10000) bytes.push(0xe0 | safe >> 12, 0x80 | safe >> 6 & 63, 0x80 | safe & 63);
      else bytes.push(0xf0 | safe >> 18, 0x80 | safe >> 12 & 63, 0x80 | safe >> 6 & 63, 0x80 | safe & 63);
    }
    return bytes;
  };
  const rotated = (word, by) => word << by | word >>> 32 - by;

  // Both digests pad alike: a bit, zeros, the length in bits; MD5 (RFC 1321) counts bytes from the low end, SHA-1 (RFC 3174) not.
  function padded(bytes, little) {
    const size = (bytes.length + 8 >> 6) + 1 << 6, view = new DataView(new ArrayBuffer(size));
    bytes.forEach((byte, at) => view.setUint8(at, byte));
    view.setUint8(bytes.length, 0x80);
    view.setUint32(little ? size - 8 : size - 4, bytes.length * 8, little);
    return view;
  }
  function digest(words, little) {
    const view = new DataView(new ArrayBuffer(words.length * 4));
    words.forEach((word, at) => view.setInt32(at * 4, word, little));
    return Array.from(new Uint8Array(view.buffer));
  }

  function md5(bytes) {
    const shifts = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];
    const view = padded(bytes, true);
    const state = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476];
    for (let block = 0; block < view.byteLength; block += 64) {
      let [a, b, c, d] = state;
      for (let step = 0; step < 64; step++) {
        const round = step >> 4;
        const mixed = [b & c | ~b & d, d & b | ~d & c, b ^ c ^ d, c ^ (b | ~d)][round];
        const index = [step, 5 * step + 1, 3 * step + 5, 7 * step][round] & 15;
        const sum = a + mixed + view.getInt32(block + index * 4, true) + Math.floor(2 ** 32 * Math.abs(Math.sin(step + 1))) | 0;
        [a, d, c, b] = [d, c, b, b + rotated(sum, shifts[round][step & 3]) | 0];
      }
      [a, b, c, d].forEach((word, at) => { state[at] = state[at] + word | 0; });
    }
    return digest(state, true);
  }

  function sha1(bytes) {
    const view = padded(bytes, false), words = new Int32Array(80);
    const state = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476, 0xc3d2e1f0 | 0];
    for (let block = 0; block < view.byteLength; block += 64) {
      for (let at = 0; at < 80; at++) {
        words[at] = at < 16 ? view.getInt32(block + at * 4) : rotated(words[at - 3] ^ words[at - 8] ^ words[at - 14] ^ words[at - 16], 1);
      }
      let [a, b, c, d, e] = state;
      for (let step = 0; step < 80; step++) {
        const round = step / 20 | 0;
        const mixed = [b & c | ~b & d, b ^ c ^ d, b & c | b & d | c & d, b ^ c ^ d][round];
        const key = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6][round];
        [a, b, c, d, e] = [rotated(a, 5) + mixed + e + words[step] + key | 0, a, rotated(b, 30), c, d];
      }
      [a, b, c, d, e].forEach((word, at) => { state[at] = state[at] + word | 0; });
    }
    return digest(state, false);
  }

  const textOf = (bytes) => bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const stamped = (bytes, version) => {
    const made = bytes.slice(0, 16);
    made[6] = made[6] & 15 | version << 4;
    made[8] = made[8] & 63 | 128;
    return textOf(made);
  };
  const random = (count) => Array.from({length: count}, () => Math.random() * 256 | 0);
  const namespaces = new WeakSet();
  function namespace(text) {
    const bytes = parsed(text);
    Object.defineProperty(bytes, 'toString', {value: () => text});
    hosts.add(bytes, () => goText(text));
    namespaces.add(bytes);
    return bytes;
  }
  function parsed(text) {
    const found = /^(?:urn:uuid:)?([\da-f]{8})-([\da-f]{4})-([\da-f]{4})-([\da-f]{4})-([\da-f]{12})$/i.exec(text);
    if (found === null) return panic(`invalid UUID ${text}`);
    return found.slice(1).join('').match(/../g).map((pair) => parseInt(pair, 16));
  }
  const named = (version, hash) => {
    const make = (...given) => {
      if (given.length !== 2) panic(`exactly 2 arguments expected, got ${given.length}`);
      const [space, data] = given;
      const name = isString(space) ? parsed(space) : typeof space === 'object' && space !== null && namespaces.has(space) ? space : panic('the namespace must be a UUID');
      const bytes = isString(data) ? utf8(data) : data instanceof Uint8Array ? Array.from(data) : panic('the data must be a text or an Uint8Array');
      return stamped(hash([...name, ...bytes]), version);
    };
    return Object.defineProperty(make, 'length', {value: 0});
  };
  const alone = (make) => (...given) => given.length === 0 ? make() : panic(`no arguments expected, got ${given.length}`);

  // The time of version 1 counts from 15 October 1582, in steps of 100 ns.
  function byTime() {
    const ticks = (BigInt(Date.now()) + 12219292800000n) * 10000n + BigInt(Math.random() * 10000 | 0);
    const hex = ticks.toString(16).padStart(16, '0');
    const order = hex.slice(8) + hex.slice(4, 8) + hex.slice(0, 4);
    return stamped([...order.match(/../g).map((pair) => parseInt(pair, 16)), ...random(8)], 1);
  }

  return {
    namespaceDNS: namespace('6ba7b810-9dad-11d1-80b4-00c04fd430c8'),
    namespaceURL: namespace('6ba7b811-9dad-11d1-80b4-00c04fd430c8'),
    namespaceOID: namespace('6ba7b812-9dad-11d1-80b4-00c04fd430c8'),
    namespaceX500: namespace('6ba7b814-9dad-11d1-80b4-00c04fd430c8'),
    v1: alone(byTime), v3: named(3, md5), v4: alone(() => stamped(random(16), 4)), v5: named(5, sha1),
  };
})
