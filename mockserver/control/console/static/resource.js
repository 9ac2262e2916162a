// Pages of resources: a form or a button says in data which call it makes, and with what.
// @ts-check

/** @import { Call } from "./calls.js" */

import { CallPanel } from "./call-panel.js";
import { callOf } from "./calls.js";
import { showFitting } from "./conditional.js";
import { ownAddress } from "./page.js";
import { refresh } from "./refresh.js";

const panel = new CallPanel();

/**
 * Make a call; the list shows what came of it. What only this answer tells, such as a secret, is shown until the page is left.
 * @param {Call} call
 * @param {DOMStringMap} said
 */
async function run(call, said) {
  if (said.leave) {
    await panel.run(call, () => ownAddress(said.leave ?? ""));
    return true;
  }
  const { ok, document: told } = await panel.run(call);
  if (!ok) return false;
  if ("tells" in said) tell(told);
  await refresh("facts", "list", "choices");
  showAllFitting();
  return true;
}

function showAllFitting() {
  for (const form of document.forms) showFitting(form);
}

/** @param {any} told */
function tell(told) {
  const made = document.getElementById("made");
  if (!made) return;
  made.hidden = false;
  for (const row of /** @type {HTMLElement[]} */ ([...made.querySelectorAll("[data-made]")])) {
    const value = told[row.dataset.made ?? ""] ?? "";
    // Files are told in base64.
    const text = row.dataset.as === "file" ? atob(value) : value;
    row.hidden = !text;
    /** @type {HTMLElement} */ (row.querySelector("code")).textContent = text;
    /** @type {HTMLElement} */ (row.querySelector("[data-copy]")).dataset.copy = text;
  }
}

/**
 * What a form says: fields of parts go by paths such as `profile.givenName`.
 * @param {HTMLFormElement} form
 */
function messageOf(form) {
  const message = JSON.parse(form.dataset.message ?? "{}");
  for (const field of /** @type {HTMLInputElement[]} */ ([...form.elements])) {
    if (field.dataset.as === "kind") message[field.value] ??= {};
    if (!field.name || field.matches(":disabled")) continue;
    const path = field.name.split(".");
    const last = path.pop() ?? "";
    const part = () => path.reduce((whole, step) => (whole[step] ??= {}), message);
    if (field.dataset.as === "list") {
      const list = (part()[last] ??= []);
      if (field.checked) list.push(field.value);
    } else if (field.dataset.as === "item") {
      const list = (part()[last] ??= []);
      if (field.value) list.push(field.value);
    } else if (field.dataset.as === "true") part()[last] = true;
    else if (field.dataset.as === "lines") part()[last] = field.value.split("\n").map((line) => line.trim()).filter(Boolean);
    else if (field.type === "checkbox") part()[last] = field.checked;
    else if (field.type === "datetime-local") {
      if (field.value) part()[last] = new Date(field.value).toISOString();
    }
    else if (field.value) part()[last] = field.value;
  }
  return message;
}

/** @param {HTMLFormElement} form */
const asked = (form) => callOf(form.dataset.call ?? "", messageOf(form));

document.addEventListener("input", ({ target }) => {
  const form = target instanceof Element ? target.closest("form") : null;
  if (!form?.dataset.call) return;
  showFitting(form);
  panel.show(asked(form));
});

// What browsers filled in themselves, as after a reload, counts too.
showAllFitting();
document.addEventListener("reset", ({ target }) => {
  const form = target instanceof HTMLFormElement ? target : null;
  if (form) requestAnimationFrame(() => showFitting(form));
});

document.addEventListener("submit", async (event) => {
  const form = event.target instanceof HTMLFormElement ? event.target : null;
  if (!form?.dataset.call) return;
  event.preventDefault();
  if (await run(asked(form), form.dataset)) form.reset();
});

document.addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest("button[data-call]") : null;
  if (!(button instanceof HTMLElement)) return;
  const { call = "", message = "{}", sure } = button.dataset;
  const wanted = callOf(call, JSON.parse(message));
  panel.show(wanted);
  if (!sure || confirm(sure)) run(wanted, button.dataset);
});
