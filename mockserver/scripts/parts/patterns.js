// What `RegExp` makes.
((kit) => {
  'use strict';
  const {construct, part, test, toText, NativeRegExp} = kit;

  // `target` is that of `new`, undefined where it is called without; `always` is `RegExp` as scripts have it.
  function made(pattern, flags, target, always) {
    const same = pattern instanceof NativeRegExp;
    if (same && flags === undefined && target === undefined) return pattern;
    const wanted = flags === undefined ? (same ? pattern.flags : '') : toText(flags);
    let source = same ? pattern.source : pattern === undefined ? '' : toText(pattern);
    if (test(/[dv]/, wanted) || test(/\(\?<|\\p/i, source)) {
      const {plainPattern, requireFlags} = part('language');
      requireFlags(wanted);
      source = plainPattern(source, wanted);
    }
    return construct(NativeRegExp, [source, wanted], target ?? always);
  }

  return {made};
})
