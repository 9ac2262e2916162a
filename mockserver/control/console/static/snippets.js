// A call as other programs would make it.
// @ts-check

/** @import { Call } from "./calls.js" */

/** @type {Record<string, (call: Call) => string>} */
export const snippets = { curl: asCurl, javascript: asJavaScript, grpcurl: asGrpcurl };

/**
 * A text as one word of a POSIX shell.
 * @param {string} text
 */
function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** @param {Call} call */
function asCurl({ method, path, headers, body }) {
  const parts = [
    `curl -sS -X ${method} ${quoted(location.origin + path)}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`--data-raw ${quoted(body)}`]),
  ];
  return parts.join(" \\\n  ");
}

/** @param {Call} call */
function asJavaScript({ method, path, headers, body, message }) {
  const options = [
    `  method: ${JSON.stringify(method)},`,
    `  headers: ${JSON.stringify(headers, null, 2).replaceAll("\n", "\n  ")},`,
    ...(body === undefined ? [] : [`  body: JSON.stringify(${JSON.stringify(JSON.parse(body), null, 2).replaceAll("\n", "\n  ")}),`]),
  ];
  return `const response = await fetch(${JSON.stringify(location.origin + path)}, {\n${options.join("\n")}\n});\nconsole.log(response.status, await response.json());`;
}

/** @param {Call} call */
function asGrpcurl({ rpc, headers, message }) {
  if (!rpc) return "This call has no gRPC method.";
  const metadata = Object.entries(headers).filter(([name]) => name !== "content-type");
  const parts = [
    `grpcurl ${location.protocol === "http:" ? "-plaintext" : "-insecure"}`,
    ...metadata.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    `-d ${quoted(JSON.stringify(message))}`,
    `${location.host.includes(":") ? location.host : `${location.host}:${location.protocol === "http:" ? 80 : 443}`} ${rpc}`,
  ];
  return parts.join(" \\\n  ");
}
