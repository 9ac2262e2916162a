// Refuses what QuickJS understands and the real server's engine does not, and rewrites what both understand differently.
//
// Its value makes a function from the source of a script to the source that QuickJS is to run; that function throws a
// SyntaxError for what is refused. It reads tokens only: enough to tell regular expressions, templates and comments from code.
((tools) => {
  'use strict';
  const {plainPattern, requireFlags, evaluate, thrown} = tools;
  const SOURCE = 'ᐅsource', INDIRECT = 'ᐅeval', THROWN = 'ᐅthrown';
  const BEFORE_PATTERN = new Set([
    'return', 'typeof', 'case', 'in', 'of', 'delete', 'void', 'throw', 'new', 'instanceof', 'else', 'do', 'yield', 'await',
  ]);
  const HEADS = new Set(['if', 'while', 'for', 'with']);
  const WORD = /[\p{ID_Continue}$\u200c\u200d\\]+/uy;
  const SPACE = /(?:\s|\/\/[^\n\r\u2028\u2029]*|\/\*[^]*?\*\/)+/y;
  const NUMBER = /(?:0[xob][\da-f_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[+-]?[\d_]+)?)n?/iy;
  const TEXT = /'(?:[^'\\\n\r]|\\[^])*'|"(?:[^"\\\n\r]|\\[^])*"/y;
  const PATTERN = /\/((?:[^/\\[\n\r]|\\.|\[(?:[^\]\\\n\r]|\\.)*\])+)\/([\p{ID_Continue}$]*)/uy;

  function refuse(source, at, what) {
    const before = source.slice(0, at).split('\n');
    throw new SyntaxError(`${what} (line ${before.length}, column ${before.at(-1).length + 1}): the real server's engine does not know it`);
  }

  // Functions that are declared in blocks only, by name: unlike in QuickJS, nothing outside of the block sees them.
  const inner = new Set(), outer = new Set();

  function narrow(source) {
    let at = 0, made = '', last = '', before = '', fresh = true, parenthesis = false;
    const open = [];
    const read = (pattern) => {
      pattern.lastIndex = at;
      const found = pattern.exec(source);
      return found !== null && found.index === at ? found : null;
    };
    const take = (text, token = text) => {
      made += text;
      [before, last] = [last, token];
      fresh = false;
    };
    const template = () => {
      const start = at;
      while (at < source.length) {
        const char = source[at];
        if (char === '\\') at += 2;
        else if (char === '`') {
          at++;
          take(source.slice(start, at), ')');
          return;
        } else if (char === '$' && source[at + 1] === '{') {
          at += 2;
          take(source.slice(start, at), '(');
          open.push({kind: 'template'});
          return;
        } else at++;
      }
      take(source.slice(start));
    };
    const patternMayFollow = () => last === '' || BEFORE_PATTERN.has(last) || (last === ')' ? parenthesis : last === '}' ? parenthesis : !/^(?:\]|[\p{ID_Continue}$'"].*)$/u.test(last));

    if (source.startsWith('#!')) {
      at = source.search(/[\n\r]|$/);
      made = source.slice(0, at);
    }
    while (at < source.length) {
      let found = read(SPACE);
      if (found !== null) {
        made += found[0];
        at += found[0].length;
        fresh ||= /[\n\r]/.test(found[0]);
        continue;
      }
      const char = source[at];
      if (source.startsWith('<!--', at) || (fresh && source.startsWith('-->', at))) refuse(source, at, 'a comment of HTML');
      if (char === '`') {
        at++;
        made += char;
        template();
        continue;
      }
      if (char === '/' && patternMayFollow() && (found = read(PATTERN)) !== null) {
        try {
          requireFlags(found[2]);
        } catch {
          refuse(source, at, `the flag of a regular expression ${/[dv]/.exec(found[2])[0]}`);
        }
        at += found[0].length;
        take(`/${plainPattern(found[1], found[2])}/${found[2]}`, ')');
        parenthesis = false;
        continue;
      }
      found = read(TEXT);
      if (found !== null) {
        at += found[0].length;
        take(found[0], '"');
        continue;
      }
      found = /[\d.]/.test(char) ? read(NUMBER) : null;
      if (found !== null) {
        at += found[0].length;
        take(found[0], '0');
        continue;
      }
      found = read(WORD);
      if (found !== null) {
        const word = found[0], start = at;
        at += word.length;
        const rest = source.slice(at), member = last === '.' || last === '?.' || /^\s*:(?!:)/.test(rest) && (last === '{' || last === ',');
        if (!member) {
          if (word === 'async' && /^[^\S\n\r]*function\s*\*/.test(rest)) refuse(source, start, 'an async generator');
          if (word === 'async' && /^[^\S\n\r]*\*/.test(rest) && ['{', '}', ';', ',', 'static'].includes(last)) refuse(source, start, 'an async generator');
          if (word === 'for' && /^\s*await\b/.test(rest)) refuse(source, start, 'for await');
          if (word === 'import' && /^\s*[(.]/.test(rest)) refuse(source, start, 'import');
          if (word === 'function' && ['', ';', '{', '}', ')'].includes(last)) {
            const name = /^\s*\*?\s*([\p{ID_Continue}$]+)/u.exec(rest)?.[1];
            if (name !== undefined) (open.length === 0 ? outer : open.every((each) => each.kind === '{' && !each.body) ? inner : new Set()).add(name);
          } else if (['var', 'let', 'const', 'class'].includes(word)) {
            outer.add(/^\s*([\p{ID_Continue}$]+)/u.exec(rest)?.[1]);
          }
          if (word === 'eval') {
            const call = /^\s*\(/.exec(rest);
            if (call === null) {
              take(INDIRECT, 'eval');
            } else {
              at += call[0].length;
              take(`eval(${SOURCE}(`, '(');
              open.push({kind: 'eval', head: false});
            }
            continue;
          }
        }
        take(word);
        // An error knows where it was made; of all else that is thrown the place is noted.
        if (word === 'throw' && !member && !/^[^\S\n\r]*(?:new\b|[\n\r;}]|$)/.test(rest)) take(` ${THROWN}(),`, ',');
        continue;
      }
      at++;
      if (char === '(') open.push({kind: '(', head: HEADS.has(last)});
      else if (char === '{') {
        const block = last === '' || [')', ';', '{', '}', '=>', 'else', 'do', 'try', 'finally'].includes(last);
        open.push({kind: '{', head: block, body: last === ')' && !parenthesis || last === '=>'});
      } else if (char === '[') open.push({kind: '[', head: false});
      else if (char === ')' || char === '}' || char === ']') {
        const closed = open.pop();
        if (closed !== undefined && closed.kind === 'template') {
          made += char;
          template();
          continue;
        }
        parenthesis = closed !== undefined && closed.head;
        take(closed !== undefined && closed.kind === 'eval' ? '))' : char, char);
        continue;
      }
      take(char, char === '>' && last === '=' ? '=>' : char === '.' && last === '?' ? '?.' : char);
    }
    return made;
  }

  const define = (name, value) => Object.defineProperty(globalThis, name, {value});
  define(SOURCE, (source) => typeof source === 'string' ? narrow(source) : source);
  define(THROWN, thrown);
  define(INDIRECT, (source) => evaluate(typeof source === 'string' ? narrow(source) : source));
  return {narrow, isHidden: (name) => inner.has(name) && !outer.has(name)};
})
