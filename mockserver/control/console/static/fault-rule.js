// The rule of faults that a form describes.
// @ts-check

import { filledIn, numberIn } from "./form-call.js";

/** What is written in a field is not what it holds. */
export class Unreadable extends Error {
  /**
   * @param {string} field
   * @param {string} fix
   */
  constructor(field, fix) {
    super(`${field} cannot be read`);
    this.field = field;
    this.fix = fix;
  }
}

/**
 * What the control API is sent: what is filled in, and the parts that are asked for.
 * @param {HTMLFormElement} form
 * @throws {Unreadable}
 */
export function ruleOf(form) {
  /** @type {Record<string, any>} */
  const rule = {};
  for (const group of /** @type {NodeListOf<HTMLFieldSetElement>} */ (form.querySelectorAll("fieldset[data-of]:not(:disabled)"))) {
    rule[group.dataset.of ?? ""] = {};
  }
  for (const field of form.elements) {
    if (!isField(field) || field.matches(":disabled, [data-aside]")) continue;
    const path = field.name.split(".");
    const last = path.pop() ?? "";
    const value = valueOf(form, field);
    if (value !== undefined && value !== "") path.reduce((whole, step) => (whole[step] ??= {}), rule)[last] = value;
  }
  return rule;
}

/**
 * @param {Element} element
 * @returns {element is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement}
 */
function isField(element) {
  const is = element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement;
  return is && Boolean(element.name);
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} field
 */
function valueOf(form, { name, type, dataset }) {
  const text = filledIn(form, name);
  if (type === "checkbox") return text ? true : undefined;
  if (type === "number") return numberIn(form, name);
  if (!text || !dataset.as) return text;
  return dataset.as === "json" ? json(name, text) : headers(name, text);
}

/**
 * @param {string} name
 * @param {string} text
 */
function json(name, text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Unreadable(name, 'write JSON, such as {"name": "shop"} or "text"');
  }
}

/**
 * @param {string} name
 * @param {string} text
 */
function headers(name, text) {
  const lines = text.split("\n").filter((line) => line.trim());
  return Object.fromEntries(
    lines.map((line) => {
      const [, header = "", pattern = ""] = /^([^:]+):(.*)$/.exec(line) ?? [];
      if (!header) throw new Unreadable(name, "write a line a header, such as user-agent: terraform*");
      return [header.trim(), pattern.trim()];
    }),
  );
}
