// Calls of the control API, as data like those of the API.
// @ts-check

/** @import { Call } from "./calls.js" */

import { ownAddress } from "./page.js";

/**
 * A call of the control API, for the instance of this page.
 * @param {string} title
 * @param {string} method
 * @param {string} path below `/__admin`
 * @param {unknown} [body] a text is sent as it stands, as YAML; all else as JSON
 * @returns {Call}
 */
export function controlCall(title, method, path, body) {
  const isText = typeof body === "string";
  return {
    title,
    method,
    path: ownAddress(`/__admin${path}`).slice(location.origin.length),
    headers: body === undefined ? {} : { "content-type": isText ? "application/yaml" : "application/json" },
    body: body === undefined || isText ? body : JSON.stringify(body),
    rpc: "",
    message: {},
  };
}
