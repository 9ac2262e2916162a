// A call as other programs would make it.
// @ts-check

/** @import { Call } from "./calls.js" */

/** @type {Record<string, (call: Call) => string>} */
export const snippets = { curl: asCurl, javascript: asJavaScript, grpcurl: asGrpcurl, connect: asConnect };

/**
 * A text as one word of a POSIX shell.
 * @param {string} text
 */
function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/**
 * What a program sends beside the body. It has no session, so a server with `--admin-token` wants the token of it.
 * @param {Call} call
 * @returns {Record<string, string>}
 */
function headersOf({ path, headers }) {
  const locked = path.startsWith("/__admin") && "locked" in document.body.dataset;
  return locked ? { authorization: "Bearer ADMIN_TOKEN", ...headers } : headers;
}

/** A body that is no JSON is a file's. */
const FILE = "state.yaml";

/** @param {Call} call */
const sendsFile = ({ headers }) => headers["content-type"] === "application/yaml";

/** @param {Call} call */
function asCurl(call) {
  const { method, path, body } = call;
  const data = sendsFile(call) ? `--data-binary @${FILE}` : `--data-raw ${quoted(body ?? "")}`;
  const parts = [
    `curl -sS -X ${method} ${quoted(location.origin + path)}`,
    ...Object.entries(headersOf(call)).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [data]),
  ];
  return parts.join(" \\\n  ");
}

/**
 * JSON in which what stands behind a character that changes the direction of a text is still seen behind it.
 * @param {unknown} value
 * @param {number} [indent]
 */
function json(value, indent = 0) {
  const turned = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
  return JSON.stringify(value, null, indent).replace(turned, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** @param {unknown} value */
const indented = (value) => json(value, 2).replaceAll("\n", "\n  ");

/**
 * A body as a script gives it: what is no JSON, as requests of the journal may be, as the text that it is.
 * @param {string} body
 */
function written(body) {
  try {
    return `JSON.stringify(${indented(JSON.parse(body))})`;
  } catch {
    return JSON.stringify(body);
  }
}

/** @param {Call} call */
function asJavaScript(call) {
  const { method, path, body } = call;
  const options = [
    `  method: ${JSON.stringify(method)},`,
    `  headers: ${indented(headersOf(call))},`,
    ...(body === undefined ? [] : [`  body: ${sendsFile(call) ? "state" : written(body)},`]),
  ];
  const read = sendsFile(call) ? `import { readFile } from "node:fs/promises";\nconst state = await readFile("${FILE}", "utf8");\n` : "";
  return `${read}const response = await fetch(${JSON.stringify(location.origin + path)}, {\n${options.join("\n")}\n});\nconsole.log(response.status, await response.json());`;
}

/**
 * The same call by its gRPC method, over Connect, which only services of v2 speak.
 * @param {Call} call
 */
function asConnect(call) {
  const { rpc, message, headers } = call;
  if (!rpc || !/\.v2[a-z0-9]*\.[A-Za-z]+\//.test(rpc)) return "This call has no Connect: services of v2 have, with curl and JSON.";
  const sent = { ...headers, "content-type": "application/json" };
  return asCurl({ ...call, method: "POST", path: `/${rpc}`, headers: sent, body: json(message) });
}

/** @param {Call} call */
function asGrpcurl({ rpc, headers, message }) {
  if (!rpc) return "This call has no gRPC method: it is HTTP only.";
  const metadata = Object.entries(headers).filter(([name]) => name !== "content-type");
  const parts = [
    `grpcurl ${location.protocol === "http:" ? "-plaintext" : "-insecure"}`,
    ...metadata.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    `-d ${quoted(json(message))}`,
    `${location.host.includes(":") ? location.host : `${location.host}:${location.protocol === "http:" ? 80 : 443}`} ${rpc}`,
  ];
  return parts.join(" \\\n  ");
}
