// What a script sets as metadata of its user.
((kit) => {
  'use strict';
  const {effects, goJson, keep, live, panic, record, Unwritable, wellFormed} = kit;

  // Takes the arguments as they were given.
  function setMetadata(given) {
    live();
    if (given.length !== 2) panic(`exactly 2 arguments expected, got ${given.length}`);
    const key = given[0], value = given[1];
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

  return {setMetadata};
})
