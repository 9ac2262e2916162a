// Scripts that are tried, and what came of it; nothing of it is kept.
// @ts-check

import { send } from "./calls.js";
import { controlCall } from "./control-calls.js";

/**
 * Run something at a trigger, and show it.
 * @param {HTMLElement} outcome as the macro of trial.html makes it
 * @param {string} trigger `FLOW/TRIGGER`
 * @param {Record<string, unknown>} wanted
 */
export async function tryAt(outcome, trigger, wanted) {
  const [flow, number] = trigger.split("/");
  show(outcome, "running …", "", "", "");
  const answer = await send(controlCall("Run", "POST", `/flows/${flow}/triggers/${number}/run`, wanted));
  if (!answer.ok) {
    const { detail = answer.text, fix = "" } = answer.document ?? {};
    show(outcome, fix ? `${detail} (${fix})` : detail, "", "", "");
    return;
  }
  const { runs, before, claims, failed } = answer.document;
  const told = runs.map(toldOf).join("; ") || "no action is bound here";
  show(outcome, failed ? `failed: ${told}` : told, json(before), json(claims), runs.map(deeds).join("\n\n"));
}

/**
 * @param {HTMLElement} outcome
 * @param {string} told
 * @param {string} before
 * @param {string} after
 * @param {string} did
 */
function show(outcome, told, before, after, did) {
  outcome.hidden = false;
  for (const [name, text] of Object.entries({ told, before, after, did })) {
    const place = outcome.querySelector(`[data-${name}]`);
    if (place) place.textContent = text;
  }
}

/** @param {any} run */
function toldOf({ action, outcome, error, durationMs }) {
  const place = error?.line ? ` (line ${error.line}, column ${error.column})` : "";
  return `${action} ${outcome} in ${durationMs.toFixed(1)} ms${error ? `: ${error.message}${place}` : ""}`;
}

/** @param {any} run */
function deeds({ action, claims, sets, metadata, grants, attributes, lines, calls }) {
  const did = [
    ...Object.entries(claims).map(([key, value]) => `claim ${key} = ${JSON.stringify(value)}`),
    ...sets.map((/** @type {any} */ each) => `set ${each.name} = ${JSON.stringify(each.value)}`),
    ...metadata.map((/** @type {any} */ each) => `metadata ${each.key} = ${each.value === undefined ? each.unwritable : textOf(each.value)}`),
    ...grants.map((/** @type {any} */ each) => `grant ${each.projectId}: ${each.roles.join(", ")}`),
    ...attributes.map((/** @type {any} */ each) => `attribute ${each.name} = ${each.values.join(", ")}`),
    ...lines.map((/** @type {any} */ each) => `log ${each.level}: ${each.text}`),
    ...calls.map((/** @type {any} */ each) => `call ${each.method} ${each.url}: ${each.error || each.status}${each.reason ? ` (${each.reason})` : ""}`),
  ];
  return [action, ...(did.length ? did : ["did nothing"]).map((line) => `  ${line}`)].join("\n");
}

/** @param {string} base64 */
const textOf = (base64) => new TextDecoder().decode(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)));

/** @param {unknown} value */
const json = (value) => JSON.stringify(value, null, 2);
