// What ends a run without an error of the script's: for its author, and in the server's own words.
((kit) => {
  'use strict';
  const {argumentText, part, record, stringify, tagOf} = kit;

  const said = (message, real) => stringify(record({message, real}));
  function shownText(value) {
    try {
      return argumentText(value);
    } catch {
      return tagOf(value);
    }
  }

  // There is no function of that name that can be seen.
  function noFunction(name, found) {
    const missing = found === undefined || typeof found === 'function';
    return said(
      `no function named ${part('language').quoted(name)} at the top level of the script`,
      missing ? 'function not found' : `could not convert ${shownText(found)} to actions.jsAction`,
    );
  }

  function returned(value) {
    return said(
      `the function returned a value (${typeof value}); it must return nothing`,
      `could not convert ${shownText(value)} to error`,
    );
  }

  return {noFunction, returned};
})
