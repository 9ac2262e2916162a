// Calls of the API as data, so that each can be sent and be shown as other programs would make it.
// @ts-check

import { dataOf } from "./page.js";
import { headers } from "./place.js";

/**
 * @typedef {object} Operation
 * @property {string} id
 * @property {string} method
 * @property {string} path template
 * @property {string} rpc
 * @property {Record<string, string>} renamed parameters of the path that fill a field of another name
 * @property {string[]} query fields that go into the query
 * @property {boolean} body whether the rest goes into a body
 *
 * @typedef {object} Call
 * @property {string} title
 * @property {string} method
 * @property {string} path with its query
 * @property {Record<string, string>} headers
 * @property {string | undefined} body
 * @property {string} rpc empty where there is no such method
 * @property {Record<string, unknown>} message all fields, as gRPC takes them
 *
 * @typedef {object} Answer
 * @property {number} status
 * @property {boolean} ok
 * @property {any} document JSON; undefined where the answer is none
 * @property {string} text
 * @property {number} milliseconds
 */

/** @type {Operation[]} */
const operations = dataOf("operations");

/**
 * The call of an operation, as JSON and as gRPC.
 * @param {string} id
 * @param {Record<string, unknown>} message
 * @returns {Call}
 */
export function callOf(id, message) {
  const operation = operations.find((row) => row.id === id);
  if (!operation) throw new Error(`the page does not know the operation ${id}`);
  const rest = { ...message };
  const take = (/** @type {string} */ field) => {
    const value = String(rest[field] ?? "");
    delete rest[field];
    return encodeURIComponent(value);
  };
  let path = operation.path.replace(/\{(\w+)\}/g, (_, name) => take(operation.renamed[name] ?? name));
  const query = operation.query.filter((field) => field in rest).map((field) => `${field}=${take(field)}`);
  if (query.length) path += `?${query.join("&")}`;
  return {
    title: operation.id,
    method: operation.method,
    path,
    headers: { ...headers(), ...(operation.body ? { "content-type": "application/json" } : {}) },
    body: operation.body ? JSON.stringify(rest) : undefined,
    rpc: operation.rpc,
    message,
  };
}

/**
 * Send a call; a refusal is an answer like others.
 * @param {Pick<Call, "method" | "path" | "headers" | "body">} call
 * @returns {Promise<Answer>}
 */
export async function send({ method, path, headers, body }) {
  const begin = performance.now();
  const response = await fetch(path, { method, headers, body, cache: "no-store" });
  const text = await response.text();
  const milliseconds = performance.now() - begin;
  return { status: response.status, ok: response.ok, document: parsed(text), text, milliseconds };
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
