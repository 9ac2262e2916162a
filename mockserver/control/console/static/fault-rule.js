// The rule of faults that a form describes.
// @ts-check

import { filledIn, numberIn } from "./form-call.js";

const TEXTS = ["name", "operation", "transport", "organisation"];

/**
 * Show of the fields that depend on a choice those that belong to it; the others are not sent.
 * @param {HTMLFormElement} form
 */
export function conditionalFields(form) {
  for (const group of /** @type {NodeListOf<HTMLFieldSetElement>} */ (form.querySelectorAll("fieldset[data-when]"))) {
    const [field = "", value = ""] = (group.dataset.when ?? "").split("=");
    const choice = form.elements.namedItem(field);
    group.hidden = group.disabled = !(choice instanceof HTMLSelectElement && choice.value === value);
  }
}

/**
 * What the control API is sent: what is filled in.
 * @param {HTMLFormElement} form
 */
export function ruleOf(form) {
  /** @type {Record<string, unknown>} */
  const rule = {};
  for (const name of TEXTS) {
    const text = filledIn(form, name);
    if (text) rule[name] = text;
  }
  const probability = numberIn(form, "probability");
  if (probability !== undefined && probability !== 1) rule.probability = probability;
  const times = numberIn(form, "times");
  if (times !== undefined) rule.times = times;
  if (filledIn(form, "delay.type")) rule.delay = partOf(form, "delay");
  if (filledIn(form, "error.type")) rule.error = partOf(form, "error");
  const broken = filledIn(form, "broken");
  if (broken) rule.broken = broken;
  return rule;
}

/**
 * The fields `part.*` as an object.
 * @param {HTMLFormElement} form
 * @param {string} part
 */
function partOf(form, part) {
  /** @type {Record<string, unknown>} */
  const found = {};
  for (const field of form.elements) {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement) || field.matches(":disabled")) continue;
    const [whole, name = ""] = field.name.split(".");
    if (whole !== part || (part === "error" && name === "type")) continue;
    const value = field.type === "number" ? numberIn(form, field.name) : filledIn(form, field.name);
    if (value !== undefined && value !== "") found[name] = value;
  }
  return found;
}
