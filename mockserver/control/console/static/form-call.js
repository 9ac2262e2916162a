// A form that makes a call: what the server refuses is shown at the field that it names.
// @ts-check

/** @import { Answer, Call } from "./calls.js" */
/** @import { CallPanel } from "./call-panel.js" */
/** @typedef {{ detail: string, field?: string, fix?: string }} Problem */

import { announce, element } from "./page.js";

/**
 * Send a form's call, and show in the form what is wrong with it.
 * @param {CallPanel} panel
 * @param {HTMLFormElement} form
 * @param {Call} call
 * @param {(answer: Answer) => string} [next] the page that success leads to
 * @returns {Promise<Answer>}
 */
export async function ask(panel, form, call, next) {
  clear(form);
  const answer = await panel.run(call, next);
  if (!answer.ok && answer.document?.detail) show(form, answer.document);
  return answer;
}

/**
 * Show in a form what is wrong with it, where that is known before a call is made.
 * @param {HTMLFormElement} form
 * @param {Problem} problem
 */
export function refuse(form, problem) {
  clear(form);
  show(form, problem);
  announce(problem.detail);
}

/**
 * The text that stands in a field; empty where it is hidden or not filled in.
 * @param {HTMLFormElement} form
 * @param {string} name
 */
export function filledIn(form, name) {
  return String(new FormData(form).get(name) ?? "").trim();
}

/**
 * The number that stands in a field, if any.
 * @param {HTMLFormElement} form
 * @param {string} name
 */
export function numberIn(form, name) {
  const text = filledIn(form, name);
  return text === "" ? undefined : Number(text);
}

/** @param {HTMLFormElement} form */
function clear(form) {
  for (const message of form.querySelectorAll("[data-refused]")) message.remove();
  for (const field of form.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-errormessage");
    const { described } = /** @type {HTMLElement} */ (field).dataset;
    if (described) field.setAttribute("aria-describedby", described);
    else field.removeAttribute("aria-describedby");
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {Problem} body
 */
function show(form, body) {
  const field = fieldOf(form, body.field ?? "");
  const message = element("span", body.fix ? `${body.detail}; ${body.fix}` : body.detail, "problem");
  message.id = `${form.id}-refused`;
  message.dataset.refused = "";
  if (!field) {
    form.append(message);
    return;
  }
  const before = field.getAttribute("aria-describedby") ?? "";
  field.dataset.described = before;
  field.setAttribute("aria-describedby", `${before} ${message.id}`.trim());
  field.setAttribute("aria-invalid", "true");
  (field.closest("[data-field], label") ?? field).append(message);
  field.focus();
}

/**
 * The field that a problem is about. Where it names a part that has no field of its own, that of the whole.
 * @param {HTMLFormElement} form
 * @param {string} name such as `error.id`, `delay` or `roles[0]`
 */
function fieldOf(form, name) {
  const whole = name.replace(/[.[].*/, "");
  const fields = /** @type {HTMLInputElement[]} */ ([...form.elements]).filter((field) => field.name && !field.matches(":disabled"));
  const named = (/** @type {string} */ wanted) => fields.find((field) => field.name === wanted);
  return named(name) ?? named(`${name}.type`) ?? named(whole) ?? fields.find((field) => whole && field.name.startsWith(`${whole}.`));
}
